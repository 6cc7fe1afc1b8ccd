"""Talks to the hub; no Qt, no SQL."""
