"""The first tables of the hub. Frozen: never changed after its release."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _key(name: str, *, primary_key: bool = False) -> "sa.Column[str]":
    kind = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
    return sa.Column(name, kind, primary_key=primary_key, nullable=False)


def _number(name: str, *, primary_key: bool = False) -> "sa.Column[int]":
    return sa.Column(name, sa.BigInteger, primary_key=primary_key, nullable=False, autoincrement=False)


def _bytes(name: str) -> "sa.Column[bytes]":
    return sa.Column(name, sa.LargeBinary, nullable=False)


def _text(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, nullable=False)


def upgrade() -> None:
    """Make every table of version 0.1."""
    op.create_table(
        "centre",
        _key("centre", primary_key=True),
        _text("name"),
        _key("epoch"),
        _number("feed"),
        _text("past_epochs"),
        _number("digest_count"),
        _bytes("digest_total"),
        _key("made_at"),
    )
    op.create_table(
        "device",
        _key("centre", primary_key=True),
        _key("device", primary_key=True),
        _bytes("public_key"),
        _text("name"),
        _key("state"),
        _number("last_counter"),
        _bytes("chain"),
        _key("forked_from"),
        _key("paired_at"),
        _key("last_seen"),
        _number("seen_feed"),
        _number("clock_offset"),
        _number("catalogue"),
        sa.ForeignKeyConstraint(["centre"], ["centre.centre"]),
    )
    op.create_index("device_by_id", "device", ["device"], unique=True)
    op.create_table(
        "record",
        _key("centre", primary_key=True),
        _key("type", primary_key=True),
        _key("id", primary_key=True),
        _number("version"),
        _key("state"),
        _text("fields"),
        _key("device"),
        _key("author"),
        _key("claimed_at"),
        _key("received_at"),
        _number("feed"),
        _key("known_to"),
    )
    op.create_index("record_by_feed", "record", ["centre", "feed"], unique=True)
    op.create_table(
        "record_version",
        _key("centre", primary_key=True),
        _key("type", primary_key=True),
        _key("id", primary_key=True),
        _number("version", primary_key=True),
        _key("op"),
        _key("device"),
        _key("author"),
        _key("claimed_at"),
        _key("received_at"),
        _text("fields"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "receipt",
        _key("centre", primary_key=True),
        _key("device", primary_key=True),
        _number("last", primary_key=True),
        _number("first"),
        _bytes("chain"),
        _bytes("replies"),
        _key("received_at"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "quarantine",
        _key("centre", primary_key=True),
        _key("device", primary_key=True),
        _number("counter", primary_key=True),
        _key("code"),
        _text("change"),
        _key("received_at"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "feed_mark",
        _key("centre", primary_key=True),
        _number("feed", primary_key=True),
        _key("mark"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pairing_code",
        _key("selector", primary_key=True),
        _key("centre"),
        _bytes("secret_hash"),
        _key("made_at"),
        _key("expires_at"),
        _number("attempts"),
        _key("used_by"),
        sa.ForeignKeyConstraint(["centre"], ["centre.centre"]),
    )
