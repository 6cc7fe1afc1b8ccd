"""The tables of joined records and decided pairs. Frozen: a later change is a further migration, never an edit here."""

MERGE_FIELDS = ("person", "survivor", "state", "before", "joined_on", "joined_by")
PAIR_FIELDS = ("first", "second", "state", "decided_on", "decided_by")
JOINED_RECORD_TABLES = (
    """
    CREATE TABLE person_merge (
        id TEXT PRIMARY KEY NOT NULL,
        person TEXT,
        survivor TEXT,
        state TEXT,
        before TEXT,
        joined_on TEXT,
        joined_by TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX person_merge_by_person ON person_merge (person)",
    "CREATE INDEX person_merge_by_survivor ON person_merge (survivor)",
    """
    CREATE TABLE person_pair (
        id TEXT PRIMARY KEY NOT NULL,
        first TEXT,
        second TEXT,
        state TEXT,
        decided_on TEXT,
        decided_by TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX person_pair_by_first ON person_pair (first)",
    "CREATE INDEX person_pair_by_second ON person_pair (second)",
)
