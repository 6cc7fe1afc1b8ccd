"""Writes lists as spreadsheets."""
