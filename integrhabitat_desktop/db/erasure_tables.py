"""The table of erasures, and the audit that lets go of what an erased person's entries said.

Frozen: a later change is a further migration, never an edit here.
"""

ERASURE_FIELDS = ("person", "reason", "erased_on", "decided_by")
ERASURE_TABLES = (
    """
    CREATE TABLE erasure (
        id TEXT PRIMARY KEY NOT NULL,
        person TEXT,
        reason TEXT,
        erased_on TEXT,
        decided_by TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX erasure_by_person ON erasure (person)",
    "DROP TRIGGER audit_is_never_changed",
    # Only what was said may go, and a sign of it stays, so that the chain can still be followed.
    """
    CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
    WHEN NOT (
        new.detail LIKE '{"erased":"%"}' AND length(new.detail) = 45
        AND new.seq = old.seq AND new.at = old.at AND new.staff = old.staff AND new.action = old.action
        AND new.record_type = old.record_type AND new.record_id = old.record_id AND new.chain = old.chain
    )
    BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END
    """,
)
