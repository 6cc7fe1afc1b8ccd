"""Reads spreadsheets of people."""
