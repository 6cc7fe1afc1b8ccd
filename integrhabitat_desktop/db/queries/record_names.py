"""What a record is called: whose it is, and which activity or session it belongs to."""

from dataclasses import dataclass

from integrhabitat_desktop.db.record_rows import read_record
from integrhabitat_desktop.db.store import Store
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.record_type import Values

_PERSON_NAME = "SELECT name FROM person WHERE id = ?"
_SESSION = """
SELECT activity.title, held.day FROM activity_session AS held
LEFT JOIN activity ON activity.id = held.activity WHERE held.id = ?
"""
_ACTIVITY = "SELECT title FROM activity WHERE id = ?"
_STAFF = "SELECT display_name FROM staff_account WHERE id = ?"


@dataclass(frozen=True, slots=True)
class RecordName:
    """`person` and `activity` are names, `day` an ISO date; each "" where it does not apply or is not known yet.

    An institution or a centre has its name, a household its neighbourhood, where an activity has its title.
    """

    person: str = ""
    activity: str = ""
    day: str = ""


def name_of_record(store: Store, record_type: str, record_id: str) -> RecordName:
    """The names that make a record known to people; also of one that was deleted. StoreError."""
    described = CATALOGUE.get(record_type)
    stored = read_record(store.connection, described, record_id) if described is not None else None
    values: Values = stored.values if stored is not None else {}
    person, activity, day = "", "", str(values.get("day") or "")
    if record_type == "person":
        person = str(values.get("name") or "") or _first(store, _PERSON_NAME, record_id)
    elif values.get("person"):
        person = _first(store, _PERSON_NAME, str(values["person"]))
    if record_type == "activity":
        activity = str(values.get("title") or "")
    elif values.get("session"):
        row = store.fetch_one(_SESSION, (values["session"],))
        activity, day = (row[0] or "", row[1] or "") if row else ("", "")
    elif values.get("activity"):
        activity = _first(store, _ACTIVITY, str(values["activity"]))
    if record_type == "staff_account":
        person = str(values.get("display_name") or "")
    if record_type in ("centre", "institution"):
        activity = str(values.get("name") or "")
    if record_type == "household":
        activity = str(values.get("neighbourhood") or "")
    return RecordName(person, activity, day)


def staff_name(store: Store, staff_id: str) -> str:
    """The name of a staff member; "" where it has not been received. StoreError."""
    return _first(store, _STAFF, staff_id)


def _first(store: Store, sql: str, key: str) -> str:
    row = store.fetch_one(sql, (key,))
    return str(row[0] or "") if row else ""
