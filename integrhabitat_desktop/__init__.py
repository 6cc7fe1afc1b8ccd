"""The offline-first desktop application."""
