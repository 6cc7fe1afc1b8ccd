"""The numbered migration steps."""
