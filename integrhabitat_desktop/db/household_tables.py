"""The tables of households. Frozen: a later change is a further migration, never an edit here."""

HOUSEHOLD_FIELDS = ("housing", "eviction_risk", "neighbourhood", "address")
MEMBER_FIELDS = ("household", "person", "relationship", "state", "since")
HOUSEHOLD_TABLES = (
    """
    CREATE TABLE household (
        id TEXT PRIMARY KEY NOT NULL,
        housing TEXT,
        eviction_risk TEXT,
        neighbourhood TEXT,
        address TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    """
    CREATE TABLE household_member (
        id TEXT PRIMARY KEY NOT NULL,
        household TEXT,
        person TEXT,
        relationship TEXT,
        state TEXT,
        since TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX household_member_by_household ON household_member (household)",
    "CREATE INDEX household_member_by_person ON household_member (person)",
)
