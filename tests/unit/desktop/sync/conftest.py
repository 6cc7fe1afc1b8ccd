"""Fixtures of the sync room: the small world of the sync tests."""

from tests.sync.conftest import sqlite_beginning, sqlite_hub, world

__all__ = ["sqlite_beginning", "sqlite_hub", "world"]
