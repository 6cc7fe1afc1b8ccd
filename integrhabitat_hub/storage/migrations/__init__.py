"""Alembic's folder: numbered steps from an empty database to the newest tables."""
