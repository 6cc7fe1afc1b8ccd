"""Hand a person everything that is kept about them, as the law asks: on paper, or as data for another program."""

import msgspec

from integrhabitat_desktop.db.errors import store_errors
from integrhabitat_desktop.db.joined_records import same_person
from integrhabitat_desktop.db.queries.households import households_of
from integrhabitat_desktop.db.queries.joined_people import joined_to
from integrhabitat_desktop.db.queries.record_names import name_of_record, staff_name
from integrhabitat_desktop.db.queries.whole_file import readings_of, records_about
from integrhabitat_desktop.db.restricted_people import restricted_among
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.reports.person_file_paper import (
    FilePaper,
    ReadingLine,
    RecordLines,
    person_file_pdf,
)
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.join_records import JOINED
from integrhabitat_desktop.use_cases.keep_dwelling import dwelling
from integrhabitat_desktop.use_cases.kept_record import kept_record
from integrhabitat_desktop.use_cases.letterhead import letterhead
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.erasing import people_named
from integrhabitat_protocol.record_type import Values, values_of
from integrhabitat_protocol.record_types import Person

FORMAT = "integrhabitat.person-file/1"
_TOLD_APART, _JOINED = "person_pair", "person_merge"
# The code of a card opens the door to its bearer; whoever finds this paper must not have it.
_LEFT_OUT = frozenset(
    [
        ("card", "token"),
        ("identity_document", "number_key"),
        ("contact", "value_key"),
        ("person_merge", "before"),
    ]
)


def file_as_pdf(desk: Desk, person_id: str) -> bytes:
    """The whole file as a PDF. RuleViolation `not_allowed`, `person_not_found`; StoreError."""
    records = _gathered(desk, person_id, "print")
    readings = readings_of(desk.store, person_id)
    paper = FilePaper(
        name=str(records[0][2].get("name") or ""),
        records=tuple(RecordLines(record_type, values) for record_type, _id, values in records),
        readings=tuple(ReadingLine(it.at, staff_name(desk.store, it.staff), it.action) for it in readings),
        names=_names(desk, records),
    )
    return person_file_pdf(paper, letterhead(desk))


def file_as_json(desk: Desk, person_id: str) -> bytes:
    """The whole file as JSON, with the codes of the code lists. RuleViolation as `file_as_pdf`; StoreError."""
    records = _gathered(desk, person_id, "export")
    content = {
        "format": FORMAT,
        "centre": desk.centre.name,
        "made_at": desk.now_text(),
        "records": [
            {"type": record_type, "id": record_id, "values": values}
            for record_type, record_id, values in records
        ],
        # What the records refer to by id: what it is called, and the day of a session.
        "names": {
            key: {"name": name, "day": day} if day else {"name": name}
            for key, (name, day) in _names(desk, records).items()
        },
        "readings": [
            {"at": it.at, "staff": staff_name(desk.store, it.staff), "action": it.action}
            for it in readings_of(desk.store, person_id)
        ],
    }
    return msgspec.json.format(msgspec.json.encode(content), indent=2)


def _names(desk: Desk, records: list[tuple[str, str, Values]]) -> dict[str, tuple[str, str]]:
    """What the records are called that these refer to, and the day of a session."""
    names: dict[str, tuple[str, str]] = {}
    for record_type, _id, values in records:
        for spec in CATALOGUE[record_type].fields:
            value = values.get(spec.name)
            if spec.reference is None or not isinstance(value, str) or value in names:
                continue
            if spec.reference == "staff_account":
                names[value] = (staff_name(desk.store, value), "")
            else:
                name = name_of_record(desk.store, spec.reference, value)
                names[value] = (name.activity or name.person or value, name.day)
    return names


def _gathered(desk: Desk, person_id: str, action: str) -> list[tuple[str, str, Values]]:
    """The person and all that speaks of them; that it was handed over stands in the audit before anyone sees it."""
    require(desk.staff, Permission.EXPORT)
    person_id = kept_record(desk, person_id)
    person = desk.store.get(Person, person_id)
    if person is None:
        raise RuleViolation("person_not_found")
    with desk.store.transaction(desk.staff.id) as tx:
        tx.audit(action, "person", person_id, {"file": "whole"})
    gathered = [("person", person_id, _filled("person", values_of(person)))]
    for joined in joined_to(desk.store, person_id):
        same = desk.store.get(Person, joined.person)
        if same is not None:
            gathered.append(("person", joined.person, _filled("person", values_of(same))))
    about = []
    for record_type, record_id in records_about(desk.store, person_id):
        record = desk.store.get(CATALOGUE[record_type].cls, record_id)
        if record is not None:
            about.append((record_type, record_id, values_of(record)))
    for record_type, record_id, values in (
        *_without_strangers(desk, person_id, about),
        *_dwellings(desk, person_id),
    ):
        gathered.append((record_type, record_id, _filled(record_type, values)))
    return gathered


def _dwellings(desk: Desk, person_id: str) -> list[tuple[str, str, Values]]:
    """Where the person lives. Where they lived once is by now the door of others, who may have left them there."""
    return [
        ("household", home, dwelling(desk, person_id, home)) for home in households_of(desk.store, person_id)
    ]


def _without_strangers(
    desk: Desk, person_id: str, records: list[tuple[str, str, Values]]
) -> list[tuple[str, str, Values]]:
    """Without what would tell of somebody else: whom the person was mistaken for, and whoever asked to be blocked."""
    own = [
        (record_type, record_id, values)
        for record_type, record_id, values in records
        if record_type != _TOLD_APART and not (record_type == _JOINED and values["state"] != JOINED)
    ]
    with store_errors():
        same = set(same_person(desk.store.connection, person_id))
        others = {other for record in own for other in people_named(*record)} - same
        hidden = restricted_among(desk.store.connection, others)
    return [record for record in own if hidden.isdisjoint(people_named(*record))]


def _filled(record_type: str, values: Values) -> Values:
    return {
        name: value
        for name, value in values.items()
        if value is not None and (record_type, name) not in _LEFT_OUT and name != "person"
    }
