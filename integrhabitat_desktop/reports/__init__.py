"""Plain figures in, PDF bytes out."""
