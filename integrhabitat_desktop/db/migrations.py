"""The numbered steps that bring a store to this program's schema; `user_version` counts the steps taken."""

from typing import Final

from sqlite_utils import Database, Migrations

from integrhabitat_desktop.db.adopted_records import add_columns, adopt_unknown_records
from integrhabitat_desktop.db.card_tables import CARD_FIELDS, CARD_TABLES
from integrhabitat_desktop.db.connection import Connection, database
from integrhabitat_desktop.db.erasure_tables import ERASURE_FIELDS, ERASURE_TABLES
from integrhabitat_desktop.db.errors import StoreError, store_errors
from integrhabitat_desktop.db.first_local_tables import (
    AUDIT_TABLES,
    SEARCH_TABLES,
    SYNC_TABLES,
    WORKPLACE_TABLES,
)
from integrhabitat_desktop.db.first_record_tables import RECORD_TABLES
from integrhabitat_desktop.db.headcount_tables import HEADCOUNT_FIELDS, HEADCOUNT_TABLES
from integrhabitat_desktop.db.household_tables import HOUSEHOLD_FIELDS, HOUSEHOLD_TABLES, MEMBER_FIELDS
from integrhabitat_desktop.db.intake_tables import (
    GUARDIAN_LINK_FIELDS,
    INTAKE_TABLES,
    NEED_FIELDS,
    PERSON_NOTE_FIELDS,
    PERSON_PROFILE_FIELDS,
    RESTRICTION_FIELDS,
)
from integrhabitat_desktop.db.joined_record_tables import JOINED_RECORD_TABLES, MERGE_FIELDS, PAIR_FIELDS
from integrhabitat_desktop.db.referral_tables import (
    FOLLOW_UP_FIELDS,
    INSTITUTION_FIELDS,
    REFERRAL_FIELDS,
    REFERRAL_TABLES,
    STEP_FIELDS,
)
from integrhabitat_desktop.db.workshop_tables import FURTHER_COLUMNS, WORKSHOP_FIELDS, WORKSHOP_TABLES

migrations = Migrations("integrhabitat_desktop")


@migrations()
def m0001_first_schema(db: Database) -> None:
    """Record tables, outbox and sync state, audit, search, settings and drafts."""
    for statement in (
        *RECORD_TABLES,
        *SYNC_TABLES,
        *AUDIT_TABLES,
        *SEARCH_TABLES,
        *WORKPLACE_TABLES,
    ):
        db.execute(statement)
    db.execute("PRAGMA user_version = 1")


@migrations()
def m0002_cards(db: Database) -> None:
    """Cards that people carry."""
    for statement in CARD_TABLES:
        db.execute(statement)
    adopt_unknown_records(db, "card", CARD_FIELDS)
    db.execute("PRAGMA user_version = 2")


@migrations()
def m0003_households(db: Database) -> None:
    """Households and who lives in them."""
    for statement in HOUSEHOLD_TABLES:
        db.execute(statement)
    adopt_unknown_records(db, "household", HOUSEHOLD_FIELDS)
    adopt_unknown_records(db, "household_member", MEMBER_FIELDS)
    db.execute("PRAGMA user_version = 3")


@migrations()
def m0004_referrals(db: Database) -> None:
    """Institutions, referrals with their steps, and what is to be done for people on a day."""
    for statement in REFERRAL_TABLES:
        db.execute(statement)
    adopt_unknown_records(db, "institution", INSTITUTION_FIELDS)
    adopt_unknown_records(db, "referral", REFERRAL_FIELDS)
    adopt_unknown_records(db, "referral_step", STEP_FIELDS)
    adopt_unknown_records(db, "follow_up", FOLLOW_UP_FIELDS)
    db.execute("PRAGMA user_version = 4")


@migrations()
def m0005_joined_records(db: Database) -> None:
    """Records of one person that were joined, and pairs that are two people."""
    for statement in JOINED_RECORD_TABLES:
        db.execute(statement)
    adopt_unknown_records(db, "person_merge", MERGE_FIELDS)
    adopt_unknown_records(db, "person_pair", PAIR_FIELDS)
    db.execute("PRAGMA user_version = 5")


@migrations()
def m0006_intake(db: Database) -> None:
    """What is asked beyond the door: situations, needs, notes, responsible adults; and restrictions."""
    for statement in INTAKE_TABLES:
        db.execute(statement)
    adopt_unknown_records(db, "person_profile", PERSON_PROFILE_FIELDS)
    adopt_unknown_records(db, "need", NEED_FIELDS)
    adopt_unknown_records(db, "person_note", PERSON_NOTE_FIELDS)
    adopt_unknown_records(db, "guardian_link", GUARDIAN_LINK_FIELDS)
    adopt_unknown_records(db, "restriction", RESTRICTION_FIELDS)
    db.execute("PRAGMA user_version = 6")


@migrations()
def m0007_erasures(db: Database) -> None:
    """People who were erased."""
    for statement in ERASURE_TABLES:
        db.execute(statement)
    adopt_unknown_records(db, "erasure", ERASURE_FIELDS)
    db.execute("PRAGMA user_version = 7")


@migrations()
def m0008_headcounts(db: Database) -> None:
    """People who were counted and not registered."""
    for statement in HEADCOUNT_TABLES:
        db.execute(statement)
    adopt_unknown_records(db, "headcount", HEADCOUNT_FIELDS)
    db.execute("PRAGMA user_version = 8")


@migrations()
def m0009_workshops(db: Database) -> None:
    """Series and closed days, sheets, certificates, co-creation, counted officials; more about activities."""
    for record_type, columns in FURTHER_COLUMNS.items():
        add_columns(db, record_type, columns)
    for statement in WORKSHOP_TABLES:
        db.execute(statement)
    for record_type, fields in WORKSHOP_FIELDS.items():
        adopt_unknown_records(db, record_type, fields)
    db.execute("PRAGMA user_version = 9")


@migrations()
def m0010_purpose_of_visits(db: Database) -> None:
    """What somebody came for."""
    add_columns(db, "check_in", (("purpose", "TEXT"),))
    db.execute("PRAGMA user_version = 10")


NEWEST_VERSION: Final = 10


def store_version(connection: Connection) -> int:
    """How many migrations the store has taken; above NEWEST_VERSION it is not ours to touch."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: Connection) -> None:
    """Bring the store to the newest schema; harmless when it is there. Before other connections open.

    Raises StoreError("store_newer") for a store of a later version.
    """
    with store_errors():
        found = store_version(connection)
        if found > NEWEST_VERSION:
            raise StoreError("store_newer", found=found, known=NEWEST_VERSION)
        if found < NEWEST_VERSION:
            migrations.apply(database(connection))
