"""Hostile text through every text field: stored as typed, or refused with a code and nothing written."""

import csv
import io
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from integrhabitat_desktop.exports.csv_file import as_csv
from integrhabitat_desktop.exports.sheet import Sheet
from integrhabitat_desktop.use_cases.check_in_by_card import check_in_by_card
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.find_look_alikes import find_look_alikes
from integrhabitat_desktop.use_cases.find_people import find_people
from integrhabitat_desktop.use_cases.import_people import check, propose, write_people
from integrhabitat_desktop.use_cases.list_people import list_people
from integrhabitat_desktop.use_cases.person_file import open_file
from integrhabitat_desktop.use_cases.plan_activity import NewActivity, SessionTimes, create_activity
from integrhabitat_desktop.use_cases.record_service import ServiceEntry, record_service
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_desktop.use_cases.view_card import view_card
from integrhabitat_protocol.errors import ExpectedError
from integrhabitat_protocol.record_types import Activity, Person, ServiceDelivery
from tests.hostile_texts import HOSTILE_TEXTS

assert len(HOSTILE_TEXTS) >= 300


class NoMeter:
    """Nobody watches."""

    def report(self, done: int, total: int, step: str = "") -> None: ...

    def raise_if_cancelled(self) -> None: ...


@pytest.fixture(autouse=True)
def without_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A text that reaches for an address fails the test."""

    def refuse(*_arguments: object) -> NoReturn:
        raise AssertionError("a text reached for the network")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    yield


def rows(desk: Desk) -> int:
    return sum(
        int(desk.store.fetch(f"SELECT count(*) FROM {name}")[0][0])  # noqa: S608 - four names
        for name in ("person", "activity", "service_delivery", "outbox", "identity_document", "contact")
    )


def saved(desk: Desk, write: Callable[[], str]) -> str:
    """The id of what was written; "" where it was refused with a code and nothing was left behind."""
    before = rows(desk)
    try:
        return write()
    except ExpectedError as error:
        assert error.code
        assert rows(desk) == before
        return ""


def letters(text: str) -> str:
    return "".join(sorted(filter(str.isalnum, text)))


def test_names_are_kept_as_typed_and_found_again(desk: Desk) -> None:
    kept = 0
    for text in HOSTILE_TEXTS:
        person = saved(
            desk,
            lambda typed=text: (
                register_person(  # type: ignore[misc]  # the loop's own text
                    desk, Registration(name=typed, preferred_name=typed, neighbourhood=typed), check_in=False
                ).person_id
            ),
        )
        if not person:
            continue
        kept += 1
        stored = desk.store.get(Person, person)
        assert stored is not None
        assert (stored.name, stored.preferred_name) == (" ".join(text.split()), text)
        assert view_card(desk, person).person.name == stored.name
        assert open_file(desk, person, note=True).person.values["neighbourhood"] == text
    assert kept > 280
    assert len(list_people(desk).people) > 0


def test_searching_for_anything_is_safe(desk: Desk) -> None:
    rosa = register_person(desk, Registration(name="Rosa Prueba"), check_in=False).person_id
    for text in HOSTILE_TEXTS:
        found = find_people(desk, text)
        assert all(match.person.id == rosa for match in found)
        find_look_alikes(desk, text, None, None, "CO-CC", text)
    assert [match.person.id for match in find_people(desk, "rosa")] == [rosa]


def test_documents_phones_notes_and_titles_take_any_text(desk: Desk) -> None:
    rosa = register_person(desk, Registration(name="Rosa Prueba"), check_in=False).person_id
    for text in HOSTILE_TEXTS:
        saved(
            desk,
            lambda typed=text: (
                register_person(  # type: ignore[misc]  # the loop's own text
                    desk,
                    Registration(name="Ana", document_type="CO-CC", document_number=typed, phones=(typed,)),
                    check_in=False,
                ).person_id
            ),
        )
        service = saved(
            desk,
            lambda typed=text: record_service(
                desk, rosa, ServiceEntry("T1.02", note=typed, unit=typed[:20]), again=True
            ),  # type: ignore[misc]
        )
        if service:
            delivery = desk.store.get(ServiceDelivery, service)
            assert delivery is not None and (delivery.note or "") == text
        activity = saved(
            desk,
            lambda typed=text: create_activity(  # type: ignore[misc]  # the loop's own text
                desk,
                NewActivity(typed, "WORKSHOP", place=typed),
                SessionTimes("2027-03-01"),
            ),
        )
        if activity:
            planned = desk.store.get(Activity, activity)
            assert planned is not None and planned.title.split() == text.split()


def test_no_text_is_taken_for_a_card(desk: Desk) -> None:
    register_person(desk, Registration(name="Rosa Prueba"), check_in=False)
    for text in HOSTILE_TEXTS:
        with pytest.raises(ExpectedError, match="card_unknown"):
            check_in_by_card(desk, text)


def test_a_register_of_hostile_names_is_imported_as_it_stands_or_told(desk: Desk, tmp_path: Path) -> None:
    names = [text for text in HOSTILE_TEXTS if not any("\ud800" <= sign <= "\udfff" for sign in text)]
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(["Nombre completo", "Barrio"])
    writer.writerows([[name, "San Blas"] for name in names])
    path = tmp_path / "register.csv"
    path.write_bytes(written.getvalue().encode("utf-8-sig"))
    report = check(desk, propose(desk, path), NoMeter())
    people = write_people(desk, report, NoMeter())
    stored = {row[0] for row in desk.store.fetch("SELECT name FROM person")}
    # A register's "surname, name" is turned round and signs that nobody sees are left out; no letter is lost or made.
    assert {letters(name) for name in stored} <= {letters(name) for name in names}
    assert len(people) + len(report.problems) + len(report.duplicates) > 280


def test_a_table_of_problems_gives_the_texts_back_and_no_formula() -> None:
    texts = [text for text in HOSTILE_TEXTS if not any("\ud800" <= sign <= "\udfff" for sign in text)]
    content = as_csv(Sheet("", [["Nombre"]], [[text] for text in texts])).decode("utf-8-sig")
    read = [row[0] if row else "" for row in csv.reader(io.StringIO(content, newline=""), delimiter=";")][1:]
    assert [
        cell.removeprefix("'") if not text.startswith("'") else cell
        for cell, text in zip(read, texts, strict=True)
    ] == texts
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in read)
