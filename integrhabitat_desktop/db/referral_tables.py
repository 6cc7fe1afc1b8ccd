"""The tables of referrals and what follows them. Frozen: a later change is a further migration, never an edit here."""

INSTITUTION_FIELDS = (
    "name",
    "kind",
    "level",
    "sectors",
    "services",
    "focal_point",
    "phone",
    "email",
    "address",
    "hours",
    "checked_on",
    "checked_by",
    "state",
)
REFERRAL_FIELDS = (
    "person",
    "sector",
    "procedure",
    "institution",
    "priority",
    "reason",
    "shared_fields",
    "consent_state",
    "consent_method",
    "consented_on",
    "status",
    "barrier",
    "sent_at",
    "continues",
    "made_on",
    "made_by",
)
STEP_FIELDS = ("referral", "person", "status", "barrier", "note", "at", "staff")
FOLLOW_UP_FIELDS = ("person", "referral", "kind", "day", "starts_at", "note", "state", "staff")
REFERRAL_TABLES = (
    """
    CREATE TABLE institution (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT,
        kind TEXT,
        level TEXT,
        sectors TEXT,
        services TEXT,
        focal_point TEXT,
        phone TEXT,
        email TEXT,
        address TEXT,
        hours TEXT,
        checked_on TEXT,
        checked_by TEXT,
        state TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    """
    CREATE TABLE referral (
        id TEXT PRIMARY KEY NOT NULL,
        person TEXT,
        sector TEXT,
        procedure TEXT,
        institution TEXT,
        priority TEXT,
        reason TEXT,
        shared_fields TEXT,
        consent_state TEXT,
        consent_method TEXT,
        consented_on TEXT,
        status TEXT,
        barrier TEXT,
        sent_at TEXT,
        continues TEXT,
        made_on TEXT,
        made_by TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX referral_by_person ON referral (person)",
    "CREATE INDEX referral_by_institution ON referral (institution)",
    "CREATE INDEX referral_by_status ON referral (status)",
    """
    CREATE TABLE referral_step (
        id TEXT PRIMARY KEY NOT NULL,
        referral TEXT,
        person TEXT,
        status TEXT,
        barrier TEXT,
        note TEXT,
        at TEXT,
        staff TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX referral_step_by_referral ON referral_step (referral)",
    "CREATE INDEX referral_step_by_person ON referral_step (person)",
    """
    CREATE TABLE follow_up (
        id TEXT PRIMARY KEY NOT NULL,
        person TEXT,
        referral TEXT,
        kind TEXT,
        day TEXT,
        starts_at TEXT,
        note TEXT,
        state TEXT,
        staff TEXT,
        unknown_fields TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX follow_up_by_person ON follow_up (person)",
    "CREATE INDEX follow_up_by_referral ON follow_up (referral)",
    "CREATE INDEX follow_up_by_day ON follow_up (day)",
)
