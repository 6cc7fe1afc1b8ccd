"""One file per job of the staff: permission, read, rule, write."""
