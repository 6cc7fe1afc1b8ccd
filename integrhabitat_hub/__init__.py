"""The network hub that desktops sync with."""
