"""The table of cards. Frozen: a later change is a further migration, never an edit here."""

CARD_FIELDS = ("person", "token", "state", "issued_on", "revoked_on", "issued_by")
CARD_TABLES = (
    """
    CREATE TABLE card (
        id TEXT PRIMARY KEY NOT NULL,
        person TEXT,
        token TEXT,
        state TEXT,
        issued_on TEXT,
        revoked_on TEXT,
        issued_by TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX card_by_person ON card (person)",
    "CREATE INDEX card_by_token ON card (token)",
)
