"""Tables of the first schema that no record type describes. Frozen, like the record tables beside it."""

SYNC_TABLES = (
    """
    CREATE TABLE record_state (
        record_type TEXT NOT NULL,
        record_id TEXT NOT NULL,
        version INTEGER NOT NULL,
        PRIMARY KEY (record_type, record_id)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE outbox (
        counter INTEGER PRIMARY KEY NOT NULL,
        record_type TEXT NOT NULL,
        record_id TEXT NOT NULL,
        op TEXT NOT NULL CHECK (op IN ('create', 'edit', 'delete')),
        base_version INTEGER NOT NULL,
        fields TEXT NOT NULL,
        change_group INTEGER NOT NULL,
        author TEXT NOT NULL,
        claimed_at TEXT NOT NULL,
        chain BLOB NOT NULL,
        batch INTEGER,
        state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN
            ('waiting', 'in_flight', 'acknowledged', 'conflict', 'quarantined', 'refused')),
        outcome TEXT,
        acked_version INTEGER,
        acked_at TEXT,
        refusal_code TEXT
    ) STRICT
    """,
    """
    CREATE INDEX outbox_pending ON outbox (record_type, record_id, counter)
        WHERE state IN ('waiting', 'in_flight', 'quarantined')
    """,
    "CREATE INDEX outbox_open ON outbox (state, counter) WHERE state <> 'acknowledged'",
    """
    CREATE TABLE sync_base (
        record_type TEXT NOT NULL,
        record_id TEXT NOT NULL,
        version INTEGER NOT NULL,
        fields TEXT,
        PRIMARY KEY (record_type, record_id)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE earlier_epoch (
        record_type TEXT NOT NULL,
        record_id TEXT NOT NULL,
        version INTEGER NOT NULL,
        offered INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (record_type, record_id)
    ) STRICT, WITHOUT ROWID
    """,
    # Records of types that only a newer version knows, kept as they came.
    """
    CREATE TABLE unknown_record (
        record_type TEXT NOT NULL,
        record_id TEXT NOT NULL,
        gone INTEGER NOT NULL,
        fields TEXT NOT NULL,
        PRIMARY KEY (record_type, record_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE TABLE sync_meta (key TEXT PRIMARY KEY NOT NULL, value ANY) STRICT, WITHOUT ROWID",
    """
    CREATE TABLE sync_history (
        number INTEGER PRIMARY KEY NOT NULL,
        started_at TEXT NOT NULL,
        ended_at TEXT NOT NULL,
        outcome TEXT NOT NULL,
        code TEXT NOT NULL,
        sent INTEGER NOT NULL,
        received INTEGER NOT NULL,
        conflicts INTEGER NOT NULL,
        quarantined INTEGER NOT NULL,
        requests INTEGER NOT NULL,
        request_bytes INTEGER NOT NULL,
        answer_bytes INTEGER NOT NULL
    ) STRICT
    """,
)

AUDIT_TABLES = (
    """
    CREATE TABLE audit (
        seq INTEGER PRIMARY KEY NOT NULL,
        at TEXT NOT NULL,
        staff TEXT NOT NULL,
        action TEXT NOT NULL,
        record_type TEXT NOT NULL,
        record_id TEXT NOT NULL,
        detail TEXT NOT NULL,
        chain BLOB NOT NULL
    ) STRICT
    """,
    "CREATE INDEX audit_by_record ON audit (record_type, record_id)",
    """
    CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END
    """,
    """
    CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END
    """,
)

SEARCH_TABLES = (
    """
    CREATE TABLE person_search_row (
        number INTEGER PRIMARY KEY NOT NULL,
        person TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        known_as TEXT NOT NULL,
        sounds TEXT NOT NULL,
        documents TEXT NOT NULL,
        phones TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX person_search_by_name ON person_search_row (name)",
    """
    CREATE VIRTUAL TABLE person_search USING fts5 (
        name, known_as, sounds, documents, phones,
        content='person_search_row', content_rowid='number',
        tokenize='unicode61 remove_diacritics 2', detail=column, columnsize=0
    )
    """,
    # Without this, words of a changed or deleted row stay readable in old segments of the index.
    "INSERT INTO person_search (person_search, rank) VALUES ('secure-delete', 1)",
    """
    CREATE TRIGGER person_search_added AFTER INSERT ON person_search_row BEGIN
        INSERT INTO person_search (rowid, name, known_as, sounds, documents, phones)
        VALUES (new.number, new.name, new.known_as, new.sounds, new.documents, new.phones);
    END
    """,
    """
    CREATE TRIGGER person_search_changed AFTER UPDATE ON person_search_row BEGIN
        INSERT INTO person_search (person_search, rowid, name, known_as, sounds, documents, phones)
        VALUES ('delete', old.number, old.name, old.known_as, old.sounds, old.documents, old.phones);
        INSERT INTO person_search (rowid, name, known_as, sounds, documents, phones)
        VALUES (new.number, new.name, new.known_as, new.sounds, new.documents, new.phones);
    END
    """,
    """
    CREATE TRIGGER person_search_removed AFTER DELETE ON person_search_row BEGIN
        INSERT INTO person_search (person_search, rowid, name, known_as, sounds, documents, phones)
        VALUES ('delete', old.number, old.name, old.known_as, old.sounds, old.documents, old.phones);
    END
    """,
)

WORKPLACE_TABLES = (
    "CREATE TABLE setting (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """
    CREATE TABLE draft (
        staff TEXT NOT NULL,
        form TEXT NOT NULL,
        saved_at TEXT NOT NULL,
        content TEXT NOT NULL,
        PRIMARY KEY (staff, form)
    ) STRICT, WITHOUT ROWID
    """,
)
