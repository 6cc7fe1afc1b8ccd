"""The list of people holds who agreed to be on it, no more facts than it needs, and is noted before it is seen."""

import csv
import io
from pathlib import Path

import pytest

from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.exports.people_list import tag_of
from integrhabitat_desktop.imports.raw_table import read_table
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.export_people import FileForm, ListColumn, ListWords, export_people
from integrhabitat_desktop.use_cases.join_records import join_records
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import CheckIn, Consent, Contact, Person

WORDS = ListWords("Participantes", lambda column: column.name, lambda column, text: text)


class Watch:
    """Notes what is reported; cancels when told so."""

    def __init__(self, *, cancelled: bool = False) -> None:
        self.done: list[tuple[int, int]] = []
        self._cancelled = cancelled

    def report(self, done: int, total: int, step: str = "") -> None:
        self.done.append((done, total))

    def raise_if_cancelled(self) -> None:
        if self._cancelled:
            raise KeyboardInterrupt


def add(desk: Desk, name: str, *answers: tuple[str, str, str | None], **facts: str | None) -> str:
    """Register somebody with answers: scope, state, and the day on which it ends."""
    with desk.store.transaction(desk.staff.id) as tx:
        person = tx.new_id()
        tx.create(Person(id=person, name=name, **facts))
        for scope, state, expires_on in answers:
            tx.create(
                Consent(
                    id=natural_id(person, scope),
                    person=person,
                    scope=scope,
                    state=state,
                    expires_on=expires_on,
                    answered_on="2026-01-10",
                )
            )
    return person


def reach(desk: Desk, person: str, channel: str, value: str, **safety: str) -> None:
    with desk.store.transaction(desk.staff.id) as tx:
        tx.create(Contact(id=tx.new_id(), person=person, channel=channel, value=value, **safety))


def rows_of(desk: Desk) -> list[dict[str, str]]:
    """The rows under the titles and tags of a CSV."""
    content = export_people(desk, FileForm.CSV, WORDS, Watch()).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content), delimiter=";"))[1:]


GIVEN = ("REGISTER", "GIVEN", None)
MAY_CALL = ("CONTACT", "GIVEN", None)


def test_who_may_be_listed_is_listed_and_the_others_are_counted(desk: Desk) -> None:
    today = desk.today().isoformat()
    add(desk, "Ana Ruiz", GIVEN)
    add(desk, "Eva Paz", ("REGISTER", "GIVEN", today))
    add(desk, "Luz Gil")
    add(desk, "Sol Mora", ("REGISTER", "WITHDRAWN", None))
    add(desk, "Paz Ríos", ("REGISTER", "GIVEN", "2020-01-01"))
    add(desk, "Mar Díaz", ("NETWORK", "GIVEN", None))
    made = export_people(desk, FileForm.CSV, WORDS, Watch())
    assert (made.people, made.left_out) == (2, 4)
    assert [row["NAME"] for row in rows_of(desk)] == ["Ana Ruiz", "Eva Paz"]


def test_a_row_has_its_facts(desk: Desk) -> None:
    person = add(
        desk,
        "=Ana Ruiz",
        GIVEN,
        MAY_CALL,
        birth_date="1989-11-17",
        birth_precision="DAY",
        sex="F",
        gender_identity="TRANS_WOMAN",
        nationality="VE",
        neighbourhood="Siloé",
        first_contact_on="2026-02-03",
    )
    reach(desk, person, "EMAIL", "ana@example.org")
    reach(desk, person, "PHONE", "300 111 2233", safe_hours="de 9 a 11")
    with desk.store.transaction(desk.staff.id) as tx:
        tx.create(
            CheckIn(
                id=natural_id(person, "2026-03-04"),
                person=person,
                day="2026-03-04",
                visit_number=1,
                state="DONE",
            )
        )
    (row,) = rows_of(desk)
    assert list(row.values()) == [
        *(person, "'=Ana Ruiz", "", "1989-11-17", "DAY", "F", "VE", "Siloé"),
        *("300 111 2233", "de 9 a 11", "2026-02-03", "2026-03-04", "La Esperanza"),
    ]


@pytest.mark.parametrize(
    ("answers", "contacts", "shown"),
    [
        ([GIVEN], [("PHONE", "3001112233", {})], ""),
        ([GIVEN, ("CONTACT", "REFUSED", None)], [("PHONE", "3001112233", {})], ""),
        ([GIVEN, ("CONTACT", "WITHDRAWN", None)], [("PHONE", "3001112233", {})], ""),
        ([GIVEN, ("CONTACT", "GIVEN", "2020-01-01")], [("PHONE", "3001112233", {})], ""),
        ([GIVEN, MAY_CALL], [("PHONE", "3001112233", {"leave_messages": "NO"})], ""),
        ([GIVEN, MAY_CALL], [("PHONE", "3001112233", {}), ("NONE", "-", {})], ""),
        ([GIVEN, MAY_CALL], [("PHONE", "1", {"leave_messages": "NO"}), ("WHATSAPP", "2", {})], "2"),
    ],
)
def test_a_phone_is_listed_only_where_calling_is_agreed_and_safe(
    desk: Desk,
    answers: list[tuple[str, str, str | None]],
    contacts: list[tuple[str, str, dict[str, str]]],
    shown: str,
) -> None:
    person = add(desk, "Ana Ruiz", *answers)
    for channel, value, safety in contacts:
        reach(desk, person, channel, value, **safety)
    assert [row["PHONE"] for row in rows_of(desk)] == [shown]


def test_a_joined_person_stands_once_and_the_latest_answer_counts(desk: Desk) -> None:
    kept, other = add(desk, "Ana Ruiz", GIVEN), add(desk, "Ana Ruiz Paz")
    with desk.store.transaction(desk.staff.id) as tx:
        tx.create(
            Consent(
                id=natural_id(other, "REGISTER"),
                person=other,
                scope="REGISTER",
                state="WITHDRAWN",
                answered_on="2026-05-01",
            )
        )
    add(desk, "Eva Paz", GIVEN)
    join_records(desk, kept, other, frozenset())
    assert [row["NAME"] for row in rows_of(desk)] == ["Eva Paz"]


def test_no_column_is_sensitive_and_tags_stand_below_the_titles(desk: Desk, tmp_path: Path) -> None:
    for column in ListColumn:
        if column is not ListColumn.ID:
            assert not CATALOGUE[column.record_type].by_name[column.field].sensitive
    assert {column.name: tag_of(column) for column in ListColumn if tag_of(column)} == {
        "ID": "#meta+id",
        "SEX": "#beneficiary+sex",
        "CENTRE": "#loc+name",
    }
    add(desk, "Ana Ruiz", GIVEN)
    path = tmp_path / "people.xlsx"
    path.write_bytes(export_people(desk, FileForm.XLSX, WORDS, Watch()).content)
    titles, tags, row = read_table(path).rows
    assert titles[:2] == ("ID", "NAME")
    assert (tags[0], tags[1], tags[5], tags[-1]) == ("#meta+id", None, "#beneficiary+sex", "#loc+name")
    assert row[1] == "Ana Ruiz"


def test_the_audit_knows_what_was_taken(desk: Desk) -> None:
    add(desk, "Ana Ruiz", GIVEN)
    add(desk, "Luz Gil")
    export_people(desk, FileForm.CSV, WORDS, Watch())
    ((action, record_type, detail),) = desk.store.fetch(
        "SELECT action, record_type, detail FROM audit WHERE action = 'export'"
    )
    assert (action, record_type) == ("export", "centre")
    for fact in ('"people"', '"csv"', '"left_out"'):
        assert fact in detail


def test_nobody_is_no_file(desk: Desk) -> None:
    add(desk, "Luz Gil")
    with pytest.raises(RuleViolation) as refused:
        export_people(desk, FileForm.CSV, WORDS, Watch())
    assert (refused.value.code, refused.value.facts) == ("nobody_to_export", {"left_out": 1})
    assert desk.store.fetch("SELECT * FROM audit WHERE action = 'export'") == []


def test_only_who_may_export_exports_and_it_can_be_cancelled(desk: Desk, reception: Desk) -> None:
    add(desk, "Ana Ruiz", GIVEN)
    with pytest.raises(RuleViolation):
        export_people(reception, FileForm.CSV, WORDS, Watch())
    with pytest.raises(KeyboardInterrupt):
        export_people(desk, FileForm.CSV, WORDS, Watch(cancelled=True))


def test_a_list_of_many_pages_is_whole(desk: Desk) -> None:
    with desk.store.transaction(desk.staff.id) as tx:
        for number in range(1_101):
            person = tx.new_id()
            tx.create(Person(id=person, name=f"Persona {number:04}"))
            tx.create(
                Consent(id=natural_id(person, "REGISTER"), person=person, scope="REGISTER", state="GIVEN")
            )
    watch = Watch()
    assert export_people(desk, FileForm.XLSX, WORDS, watch).people == 1_101
    assert watch.done[-1] == (1_101, 1_101)
