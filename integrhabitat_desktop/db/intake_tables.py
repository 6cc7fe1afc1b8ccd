"""The tables of situations, needs, notes, responsible adults and restrictions.

Frozen: a later change is a further migration, never an edit here.
"""

PERSON_PROFILE_FIELDS = (
    "person",
    "education",
    "occupation",
    "legal_status",
    "ethnic_group",
    "groups",
    "seeing",
    "hearing",
    "walking",
    "remembering",
    "self_care",
    "communicating",
)
NEED_FIELDS = ("person", "need", "noted_on", "source", "status")
PERSON_NOTE_FIELDS = ("person", "day", "text", "restricted", "staff")
GUARDIAN_LINK_FIELDS = ("minor", "adult", "relationship", "evidence", "state")
RESTRICTION_FIELDS = ("person", "state", "reason", "note", "since", "decided_by")
INTAKE_TABLES = (
    """
    CREATE TABLE guardian_link (
        id TEXT PRIMARY KEY NOT NULL,
        minor TEXT,
        adult TEXT,
        relationship TEXT,
        evidence TEXT,
        state TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX guardian_link_by_minor ON guardian_link (minor)",
    "CREATE INDEX guardian_link_by_adult ON guardian_link (adult)",
    """
    CREATE TABLE need (
        id TEXT PRIMARY KEY NOT NULL,
        person TEXT,
        need TEXT,
        noted_on TEXT,
        source TEXT,
        status TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX need_by_person ON need (person)",
    """
    CREATE TABLE person_note (
        id TEXT PRIMARY KEY NOT NULL,
        person TEXT,
        day TEXT,
        text TEXT,
        restricted INTEGER,
        staff TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX person_note_by_person ON person_note (person)",
    """
    CREATE TABLE person_profile (
        id TEXT PRIMARY KEY NOT NULL,
        person TEXT,
        education TEXT,
        occupation TEXT,
        legal_status TEXT,
        ethnic_group TEXT,
        groups TEXT,
        seeing TEXT,
        hearing TEXT,
        walking TEXT,
        remembering TEXT,
        self_care TEXT,
        communicating TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX person_profile_by_person ON person_profile (person)",
    """
    CREATE TABLE restriction (
        id TEXT PRIMARY KEY NOT NULL,
        person TEXT,
        state TEXT,
        reason TEXT,
        note TEXT,
        since TEXT,
        decided_by TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX restriction_by_person ON restriction (person)",
)
