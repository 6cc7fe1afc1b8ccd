"""The tables of the hub as SQLAlchemy sees them; the migrations hold their own frozen copy.

`centre` comes first in every key, so that the tables can be spread by centre without changing a query. `device`
and `pairing_code` are looked up before the centre is known; they are small and would be copied everywhere.
"""

from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Index, LargeBinary, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import TEXT as POSTGRESQL_TEXT

metadata = MetaData()

# Ids and codes are compared byte by byte; PostgreSQL is told so, because its usual collation is slower.
Key = Text().with_variant(POSTGRESQL_TEXT(collation="C"), "postgresql")

centre = Table(
    "centre",
    metadata,
    Column("centre", Key, primary_key=True),
    Column("name", Text, nullable=False),
    Column("epoch", Key, nullable=False),
    Column("feed", BigInteger, nullable=False),
    Column("past_epochs", Text, nullable=False),
    Column("digest_count", BigInteger, nullable=False),
    Column("digest_total", LargeBinary, nullable=False),
    Column("made_at", Key, nullable=False),
)

device = Table(
    "device",
    metadata,
    Column("centre", Key, primary_key=True),
    Column("device", Key, primary_key=True),
    Column("public_key", LargeBinary, nullable=False),
    Column("name", Text, nullable=False),
    Column("state", Key, nullable=False),
    Column("last_counter", BigInteger, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    Column("forked_from", Key, nullable=False),
    Column("paired_at", Key, nullable=False),
    Column("last_seen", Key, nullable=False),
    Column("seen_feed", BigInteger, nullable=False),
    Column("clock_offset", BigInteger, nullable=False),
    Column("catalogue", BigInteger, nullable=False),
    ForeignKeyConstraint(["centre"], ["centre.centre"]),
    Index("device_by_id", "device", unique=True),
)

record = Table(
    "record",
    metadata,
    Column("centre", Key, primary_key=True),
    Column("type", Key, primary_key=True),
    Column("id", Key, primary_key=True),
    Column("version", BigInteger, nullable=False),
    Column("state", Key, nullable=False),
    Column("fields", Text, nullable=False),
    Column("device", Key, nullable=False),
    Column("author", Key, nullable=False),
    Column("claimed_at", Key, nullable=False),
    Column("received_at", Key, nullable=False),
    Column("feed", BigInteger, nullable=False),
    Column("known_to", Key, nullable=False),
    Index("record_by_feed", "centre", "feed", unique=True),
)

record_version = Table(
    "record_version",
    metadata,
    Column("centre", Key, primary_key=True),
    Column("type", Key, primary_key=True),
    Column("id", Key, primary_key=True),
    Column("version", BigInteger, primary_key=True),
    Column("op", Key, nullable=False),
    Column("device", Key, nullable=False),
    Column("author", Key, nullable=False),
    Column("claimed_at", Key, nullable=False),
    Column("received_at", Key, nullable=False),
    Column("fields", Text, nullable=False),
    sqlite_with_rowid=False,
)

receipt = Table(
    "receipt",
    metadata,
    Column("centre", Key, primary_key=True),
    Column("device", Key, primary_key=True),
    Column("last", BigInteger, primary_key=True),
    Column("first", BigInteger, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    Column("replies", LargeBinary, nullable=False),
    Column("received_at", Key, nullable=False),
    sqlite_with_rowid=False,
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("centre", Key, primary_key=True),
    Column("device", Key, primary_key=True),
    Column("counter", BigInteger, primary_key=True),
    Column("code", Key, nullable=False),
    Column("change", Text, nullable=False),
    Column("received_at", Key, nullable=False),
    sqlite_with_rowid=False,
)

feed_mark = Table(
    "feed_mark",
    metadata,
    Column("centre", Key, primary_key=True),
    Column("feed", BigInteger, primary_key=True),
    Column("mark", Key, nullable=False),
    sqlite_with_rowid=False,
)

pairing_code = Table(
    "pairing_code",
    metadata,
    Column("selector", Key, primary_key=True),
    Column("centre", Key, nullable=False),
    Column("secret_hash", LargeBinary, nullable=False),
    Column("made_at", Key, nullable=False),
    Column("expires_at", Key, nullable=False),
    Column("attempts", BigInteger, nullable=False),
    Column("used_by", Key, nullable=False),
    ForeignKeyConstraint(["centre"], ["centre.centre"]),
)
