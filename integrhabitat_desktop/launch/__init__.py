"""Starting and ending the program: folders, preferences of the computer, start again at lock."""
