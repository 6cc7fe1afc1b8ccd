"""A person's whole file: read it (which is noted), change any of its records together, take the change back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from integrhabitat_desktop.db.joined_records import same_person
from integrhabitat_desktop.db.queries.person_card import CardConsent, consents_of
from integrhabitat_desktop.db.queries.person_records import ids_of_person
from integrhabitat_desktop.db.queries.record_names import staff_name
from integrhabitat_desktop.db.queries.whole_file import readings_of
from integrhabitat_desktop.domain.consent_rules import NOT_ASKED, SENSITIVE, is_given, state_on
from integrhabitat_desktop.domain.document_number import document_key
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, allowed, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.guarded_facts import (
    hidden_fields,
    may_see_protection,
    may_see_record,
    may_write_need,
    sensitive_ended,
    sensitive_fields,
)
from integrhabitat_desktop.use_cases.join_records import JoinedRecord, joined_records
from integrhabitat_desktop.use_cases.keep_guardians import guardians
from integrhabitat_desktop.use_cases.kept_record import kept_record
from integrhabitat_desktop.use_cases.register_person import contact_key
from integrhabitat_desktop.use_cases.undo_log import RecordChange, UndoLog, take_back
from integrhabitat_desktop.use_cases.view_timeline import TimelineEntry, timeline
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_type import Value, Values, record_from_values, values_of
from integrhabitat_protocol.record_types import Person

__all__ = ["FileReading", "JoinedRecord", "PersonFile", "RecordEdit", "RecordValues", "TimelineEntry"]

_NEWEST_READINGS, _NEWEST_ENTRIES = 20, 200
# The kinds of records that a file holds beside the person and that can be edited there.
PARTS = (
    "identity_document",
    "contact",
    "consent",
    "mobility_profile",
    "person_profile",
    "person_note",
    "need",
)


@dataclass(frozen=True, slots=True)
class RecordValues:
    """One record of a file."""

    record_type: str
    record_id: str
    values: Values


@dataclass(frozen=True, slots=True)
class FileReading:
    """Who did what with the person's record and when (UTC); `action` is a code of the audit."""

    at: str
    staff_name: str
    action: str


@dataclass(frozen=True, slots=True)
class PersonFile:
    """The person, their documents, contacts, consents and profiles, and everything dated about them.

    `readings` tell who used the record on this computer; empty for roles that may not know. `joined` are the records
    that were joined to this one; with `has_guardian` somebody is noted who answers for them.
    """

    person: RecordValues
    parts: tuple[RecordValues, ...]
    timeline: tuple[TimelineEntry, ...]
    readings: tuple[FileReading, ...] = ()
    joined: tuple[JoinedRecord, ...] = ()
    sensitive_ended: bool = False
    has_guardian: bool = False


@dataclass(frozen=True, slots=True)
class RecordEdit:
    """Values to save: of an existing record only those that were changed; with an empty id a new record."""

    record_type: str
    record_id: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class EditUndo:
    """What was changed in whose records."""

    person_id: str
    changes: tuple[RecordChange, ...]


def open_file(desk: Desk, person_id: str, *, note: bool) -> PersonFile:
    """Read a file; with `note` the reading stands in the audit. RuleViolation `not_allowed`, `person_not_found`."""
    require(desk.staff, Permission.VIEW_PERSON)
    person_id = kept_record(desk, person_id)
    person = desk.store.get(Person, person_id)
    if person is None:
        raise RuleViolation("person_not_found")
    if note:
        with desk.store.transaction(desk.staff.id) as tx:
            tx.audit("view", "person", person_id, {})
    ended = sensitive_ended(desk, person_id)
    parts = []
    for name in PARTS:
        cls = CATALOGUE[name].cls
        for record_id in ids_of_person(desk.store, name, person_id):
            record = desk.store.get(cls, record_id)
            values = _visible(desk, name, values_of(record), ended=ended) if record is not None else None
            if values is not None:
                parts.append(RecordValues(name, record_id, values))
    whole = values_of(person)
    return PersonFile(
        RecordValues("person", person_id, _visible(desk, "person", whole, ended=ended) or whole),
        tuple(parts),
        timeline(desk, person_id, _NEWEST_ENTRIES),
        _readings(desk, person_id) if allowed(desk.staff.role, Permission.VIEW_AUDIT) else (),
        joined_records(desk, person_id),
        ended,
        bool(guardians(desk, person_id)),
    )


def _visible(desk: Desk, record_type: str, values: Values, *, ended: bool) -> Values | None:
    """What the role may see of a record; None for nothing. Contacts and documents are the desk's daily work."""
    if record_type == "consent":
        return values | {"state": _state_today(desk, values)}
    kept_back = ended and not may_see_protection(desk)
    if not may_see_record(desk, record_type, values) or (kept_back and record_type == "need"):
        return None
    hidden = sensitive_fields(record_type) if kept_back else hidden_fields(desk, record_type)
    return {name: None if name in hidden else value for name, value in values.items()}


def _state_today(desk: Desk, consent: Values) -> str:
    expires_on = consent["expires_on"]
    return state_on(str(consent["state"]), str(expires_on) if expires_on else None, desk.today())


def _check_sensitive(desk: Desk, person_id: str, edits: Sequence[RecordEdit]) -> None:
    """What is sensitive is written by who may see it, and with the person's consent for just that."""
    if not any(_is_sensitive(it) for it in edits):
        return
    require(desk.staff, Permission.VIEW_SENSITIVE)
    if not is_given(_answers_after(desk, person_id, edits), SENSITIVE, desk.today()):
        raise RuleViolation("sensitive_without_consent")


def _check_writable(desk: Desk, edit: RecordEdit, old: Values | None = None) -> None:
    """Nobody changes what they may not see, nor writes down a need that is not theirs to write."""
    if not hidden_fields(desk, edit.record_type).isdisjoint(edit.values):
        raise RuleViolation("not_allowed")
    code = edit.values.get("need") if edit.record_type == "need" else None
    begun = old["need"] if old is not None and code is not None else None
    if (old is not None and not may_see_record(desk, edit.record_type, old)) or (
        code not in (None, begun) and not may_write_need(desk, str(code))
    ):
        raise RuleViolation("not_allowed")


def _answers_after(desk: Desk, person_id: str, edits: Sequence[RecordEdit]) -> Iterator[CardConsent]:
    """The answers as they stand once the same form is saved."""
    answers = {it.scope: it for it in consents_of(desk.store, person_id)}
    for edit in edits:
        scope = str(edit.values.get("scope") or edit.record_id.rpartition(".")[2])
        if edit.record_type != "consent" or not scope:
            continue
        stood = answers.get(scope, CardConsent(scope, NOT_ASKED, None))
        state = str(edit.values.get("state", stood.state))
        expires_on = edit.values.get("expires_on", stood.expires_on)
        answers[scope] = CardConsent(scope, state, str(expires_on) if expires_on else None)
    yield from answers.values()


def _is_sensitive(edit: RecordEdit) -> bool:
    if edit.record_type == "need":
        return True
    told = {name for name, value in edit.values.items() if value is not None}
    return not told.isdisjoint(sensitive_fields(edit.record_type))


def _readings(desk: Desk, person_id: str) -> tuple[FileReading, ...]:
    found = readings_of(desk.store, person_id, _NEWEST_READINGS)
    return tuple(FileReading(it.at, staff_name(desk.store, it.staff), it.action) for it in found)


def save_edits(desk: Desk, person_id: str, edits: Sequence[RecordEdit]) -> EditUndo:
    """Save all edits of one form together. RuleViolation `not_allowed`; ValidationFailed, StoreError."""
    require(desk.staff, Permission.EDIT_PERSON)
    kept_record(desk, person_id)  # refuses what may not be used
    _check_sensitive(desk, person_id, edits)
    same = set(same_person(desk.store.connection, person_id))
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        log = UndoLog(tx)
        for edit in edits:
            described = CATALOGUE[edit.record_type]
            values = dict(edit.values)
            if edit.record_id:
                standing = tx.get(described.cls, edit.record_id)
                if standing is None:
                    raise RuleViolation("record_gone")
                old = values_of(standing)
                owner = edit.record_id if edit.record_type == "person" else old["person"]
                if owner not in same:
                    raise RuleViolation("record_gone")
                _check_writable(desk, edit, old)
                log.update(described.cls, edit.record_id, **_with_keys(edit.record_type, values, old))
                continue
            values = _with_keys(edit.record_type, values, {}) | {"person": person_id}
            _check_writable(desk, edit)
            new_id = _new_id(edit.record_type, person_id, values)
            if new_id is not None and tx.get(described.cls, new_id) is not None:
                # It came from elsewhere while the form was open: what was left empty says nothing about it.
                log.update(described.cls, new_id, **_filled_apart_from_key(edit.record_type, values))
                continue
            content = dict.fromkeys(described.field_names) | values
            log.put_new(record_from_values(described.cls, new_id or tx.new_id(), content))
    return EditUndo(person_id, log.changes())


def undo_edits(desk: Desk, undo: EditUndo) -> None:
    """Put back what still stands as it was written; new records go, those with a key of their own stay.

    Asked anew is whether the record may be used, and the consent to what would be written. RuleViolation as
    `save_edits`; StoreError.
    """
    require(desk.staff, Permission.EDIT_PERSON)
    kept_record(desk, undo.person_id)  # refuses what may not be used
    changes = tuple(
        it for it in undo.changes if it.before is not None or it.record_type.TYPE.natural_key is None
    )
    back = [RecordEdit(it.record_type.TYPE.name, it.record_id, it.before) for it in changes if it.before]
    _check_sensitive(desk, undo.person_id, back)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        take_back(tx, changes)


def _with_keys(record_type: str, values: Values, old: Values) -> Values:
    """The spellings for searching follow from what was typed, and from what stands beside it."""
    told = {**old, **values}
    if record_type == "contact" and not values.keys().isdisjoint(("channel", "value")):
        key = contact_key(str(told.get("channel")), str(told.get("value") or ""))
        return values | {"value_key": key}
    if record_type == "identity_document" and not values.keys().isdisjoint(("document_type", "number")):
        number = told.get("number")
        return values | {
            "number_key": document_key(str(told.get("document_type")), str(number)) if number else None
        }
    return values


def _filled_apart_from_key(record_type: str, values: Values) -> Values:
    key = CATALOGUE[record_type].natural_key or ()
    return {name: value for name, value in values.items() if value not in (None, "") and name not in key}


def _new_id(record_type: str, person_id: str, values: Values) -> str | None:
    key = CATALOGUE[record_type].natural_key
    if key is None:
        return None
    return natural_id(person_id, *(str(values[name]) for name in key if name != "person"))
