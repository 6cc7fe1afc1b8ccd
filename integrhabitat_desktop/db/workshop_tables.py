"""The tables of planning, marking and certifying. Frozen: a later change is a further migration, never an edit here."""

WORKSHOP_FIELDS = {
    "session_series": (
        "activity",
        "rule",
        "first_day",
        "starts_at",
        "ends_at",
        "place",
        "skips_holidays",
    ),
    "holiday": (
        "day",
        "title",
        "every_year",
        "state",
    ),
    "co_facilitator": (
        "activity",
        "staff",
        "state",
    ),
    "attendance_sheet": (
        "session",
        "sheet_code",
        "people",
        "blank_rows",
        "printed_on",
        "printed_by",
    ),
    "certificate": (
        "activity",
        "person",
        "check_code",
        "name",
        "activity_title",
        "starts_on",
        "ends_on",
        "sessions",
        "attended",
        "minutes",
        "issued_on",
        "issued_by",
        "state",
    ),
    "cocreation_item": (
        "activity",
        "session",
        "theme",
        "element",
        "parent",
        "position",
        "words",
        "votes",
        "responsible",
        "status",
        "status_on",
        "status_reason",
    ),
    "aggregate_attendance": (
        "session",
        "role",
        "modality",
        "women",
        "men",
        "others",
        "recorded_by",
    ),
}
# Fields that tables of earlier schemas get, with their SQLite types.
FURTHER_COLUMNS = {
    "activity": (
        ("partner", "TEXT"),
        ("principles", "TEXT"),
        ("least_age", "INTEGER"),
        ("most_age", "INTEGER"),
        ("has_care_space", "INTEGER"),
        ("certificate_share", "INTEGER"),
        ("certificate_hours", "INTEGER"),
    ),
    "activity_session": (
        ("state_note", "TEXT"),
        ("series", "TEXT"),
        ("series_day", "TEXT"),
    ),
    "enrolment": (
        ("barrier", "TEXT"),
        ("waiting_since", "TEXT"),
    ),
    "follow_up": (("activity", "TEXT"),),
}
WORKSHOP_TABLES = (
    """
    CREATE TABLE session_series (
        id TEXT PRIMARY KEY NOT NULL,
        activity TEXT,
        rule TEXT,
        first_day TEXT,
        starts_at TEXT,
        ends_at TEXT,
        place TEXT,
        skips_holidays INTEGER,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX session_series_by_activity ON session_series (activity)",
    """
    CREATE TABLE holiday (
        id TEXT PRIMARY KEY NOT NULL,
        day TEXT,
        title TEXT,
        every_year INTEGER,
        state TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    """
    CREATE TABLE co_facilitator (
        id TEXT PRIMARY KEY NOT NULL,
        activity TEXT,
        staff TEXT,
        state TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX co_facilitator_by_activity ON co_facilitator (activity)",
    """
    CREATE TABLE attendance_sheet (
        id TEXT PRIMARY KEY NOT NULL,
        session TEXT,
        sheet_code TEXT,
        people TEXT,
        blank_rows INTEGER,
        printed_on TEXT,
        printed_by TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX attendance_sheet_by_session ON attendance_sheet (session)",
    "CREATE INDEX attendance_sheet_by_sheet_code ON attendance_sheet (sheet_code)",
    """
    CREATE TABLE certificate (
        id TEXT PRIMARY KEY NOT NULL,
        activity TEXT,
        person TEXT,
        check_code TEXT,
        name TEXT,
        activity_title TEXT,
        starts_on TEXT,
        ends_on TEXT,
        sessions INTEGER,
        attended INTEGER,
        minutes INTEGER,
        issued_on TEXT,
        issued_by TEXT,
        state TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX certificate_by_activity ON certificate (activity)",
    "CREATE INDEX certificate_by_person ON certificate (person)",
    "CREATE INDEX certificate_by_check_code ON certificate (check_code)",
    """
    CREATE TABLE cocreation_item (
        id TEXT PRIMARY KEY NOT NULL,
        activity TEXT,
        session TEXT,
        theme TEXT,
        element TEXT,
        parent TEXT,
        position INTEGER,
        words TEXT,
        votes INTEGER,
        responsible TEXT,
        status TEXT,
        status_on TEXT,
        status_reason TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX cocreation_item_by_activity ON cocreation_item (activity)",
    """
    CREATE TABLE aggregate_attendance (
        id TEXT PRIMARY KEY NOT NULL,
        session TEXT,
        role TEXT,
        modality TEXT,
        women INTEGER,
        men INTEGER,
        others INTEGER,
        recorded_by TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX aggregate_attendance_by_session ON aggregate_attendance (session)",
    "CREATE INDEX activity_session_by_series ON activity_session (series)",
)
