"""The record tables of the first schema. Frozen: a later change is a further migration, never an edit here."""

RECORD_TABLES = (
    """
    CREATE TABLE activity (
        id TEXT PRIMARY KEY NOT NULL,
        title TEXT,
        kind TEXT,
        service TEXT,
        topic TEXT,
        modality TEXT,
        delivery_mode TEXT,
        place TEXT,
        neighbourhood TEXT,
        fee_type TEXT,
        capacity INTEGER,
        facilitator TEXT,
        starts_on TEXT,
        ends_on TEXT,
        state TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    """
    CREATE TABLE activity_session (
        id TEXT PRIMARY KEY NOT NULL,
        activity TEXT,
        day TEXT,
        starts_at TEXT,
        ends_at TEXT,
        place TEXT,
        facilitator TEXT,
        state TEXT,
        state_reason TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX activity_session_by_activity ON activity_session (activity, day)",
    "CREATE INDEX activity_session_by_day ON activity_session (day)",
    """
    CREATE TABLE attendance (
        id TEXT PRIMARY KEY NOT NULL,
        session TEXT,
        person TEXT,
        status TEXT,
        minutes INTEGER,
        reason TEXT,
        modality TEXT,
        recorded_by TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX attendance_by_session ON attendance (session, person, status, gone)",
    "CREATE INDEX attendance_by_person ON attendance (person, session, status, gone)",
    """
    CREATE TABLE centre (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT,
        country TEXT,
        time_zone TEXT,
        adm1 TEXT,
        adm2 TEXT,
        neighbourhood TEXT,
        address TEXT,
        origin TEXT,
        institution TEXT,
        scale TEXT,
        phase TEXT,
        appealing_organisation TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    """
    CREATE TABLE check_in (
        id TEXT PRIMARY KEY NOT NULL,
        person TEXT,
        day TEXT,
        visit_number INTEGER,
        state TEXT,
        arrived_at TEXT,
        recorded_by TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX check_in_by_person ON check_in (person, day, state)",
    "CREATE INDEX check_in_by_day ON check_in (day, person, state)",
    """
    CREATE TABLE consent (
        id TEXT PRIMARY KEY NOT NULL,
        person TEXT,
        scope TEXT,
        state TEXT,
        basis TEXT,
        method TEXT,
        notice_version TEXT,
        answered_on TEXT,
        expires_on TEXT,
        asked_by TEXT,
        evidence TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX consent_by_person ON consent (person)",
    """
    CREATE TABLE contact (
        id TEXT PRIMARY KEY NOT NULL,
        person TEXT,
        channel TEXT,
        value TEXT,
        value_key TEXT,
        leave_messages TEXT,
        safe_hours TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX contact_by_person ON contact (person)",
    "CREATE INDEX contact_by_value_key ON contact (value_key)",
    """
    CREATE TABLE enrolment (
        id TEXT PRIMARY KEY NOT NULL,
        activity TEXT,
        person TEXT,
        status TEXT,
        starts_on TEXT,
        ends_on TEXT,
        role TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX enrolment_by_activity ON enrolment (activity, person, status, gone)",
    "CREATE INDEX enrolment_by_person ON enrolment (person)",
    """
    CREATE TABLE identity_document (
        id TEXT PRIMARY KEY NOT NULL,
        person TEXT,
        document_type TEXT,
        number TEXT,
        number_key TEXT,
        issuing_country TEXT,
        validity TEXT,
        evidence TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX identity_document_by_person ON identity_document (person)",
    "CREATE INDEX identity_document_by_number_key ON identity_document (number_key)",
    """
    CREATE TABLE mobility_profile (
        id TEXT PRIMARY KEY NOT NULL,
        person TEXT,
        valid_from TEXT,
        profile TEXT,
        stay_intention TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX mobility_profile_by_person ON mobility_profile (person, valid_from, profile)",
    """
    CREATE TABLE person (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT,
        birth_date TEXT,
        birth_precision TEXT,
        preferred_name TEXT,
        sex TEXT,
        gender_identity TEXT,
        nationality TEXT,
        languages TEXT,
        neighbourhood TEXT,
        first_contact_on TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX person_by_birth_date ON person (birth_date)",
    "CREATE INDEX person_covering_nationality ON person (id, sex, birth_date, nationality)",
    """
    CREATE TABLE review (
        id TEXT PRIMARY KEY NOT NULL,
        record_type TEXT,
        record_id TEXT,
        field_group TEXT,
        kind TEXT,
        base TEXT,
        current TEXT,
        other TEXT,
        current_author TEXT,
        current_device TEXT,
        current_at TEXT,
        other_author TEXT,
        other_device TEXT,
        other_at TEXT,
        found_at TEXT,
        state TEXT,
        choice TEXT,
        settled_by TEXT,
        settled_at TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX review_by_record_id ON review (record_id)",
    "CREATE INDEX review_by_state ON review (state)",
    """
    CREATE TABLE service_delivery (
        id TEXT PRIMARY KEY NOT NULL,
        person TEXT,
        service TEXT,
        day TEXT,
        delivery_mode TEXT,
        relationship_type TEXT,
        quantity INTEGER,
        unit TEXT,
        value TEXT,
        currency TEXT,
        mechanism TEXT,
        partner TEXT,
        note TEXT,
        staff TEXT,
        state TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX service_delivery_by_person ON service_delivery (person, day, service, state)",
    "CREATE INDEX service_delivery_by_day ON service_delivery (day, service, person, state)",
    """
    CREATE TABLE staff_account (
        id TEXT PRIMARY KEY NOT NULL,
        display_name TEXT,
        role TEXT,
        state TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
)
