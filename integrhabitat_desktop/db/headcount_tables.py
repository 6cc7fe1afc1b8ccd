"""The table of headcounts. Frozen: a later change is a further migration, never an edit here."""

HEADCOUNT_FIELDS = (
    "day",
    "activity_session",
    "occasion",
    "girls",
    "boys",
    "women",
    "men",
    "others",
    "recorded_by",
)
HEADCOUNT_TABLES = (
    """
    CREATE TABLE headcount (
        id TEXT PRIMARY KEY NOT NULL,
        day TEXT,
        activity_session TEXT,
        occasion TEXT,
        girls INTEGER,
        boys INTEGER,
        women INTEGER,
        men INTEGER,
        others INTEGER,
        recorded_by TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX headcount_by_day ON headcount (day)",
    "CREATE INDEX headcount_by_activity_session ON headcount (activity_session)",
)
