"""Cards: one token for one person, until it is lost."""

import random
from io import BytesIO

import pytest
from pypdf import PdfReader

from integrhabitat_desktop.db.queries.cards import issued_cards
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.use_cases.check_in_by_card import check_in_by_card
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.issue_cards import (
    MOST_AT_ONCE,
    find_by_card,
    print_cards,
    revoke_cards,
    undo_revocation,
)
from integrhabitat_protocol.record_types import Person

randbytes = random.Random(7).randbytes


def somebody(desk: Desk, name: str = "Rosa Prueba") -> str:
    with desk.store.transaction(desk.staff.id) as tx:
        person = tx.new_id()
        tx.create(Person(id=person, name=name))
    return person


def token(desk: Desk, person: str) -> str:
    return issued_cards(desk.store, person)[0].token


def test_a_card_leads_to_its_person_and_shows_no_name(reception: Desk) -> None:
    rosa = somebody(reception)
    paper = print_cards(reception, [rosa], randbytes)
    assert find_by_card(reception, token(reception, rosa).lower()) == rosa
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages)
    assert "Rosa" not in text and token(reception, rosa) not in text
    assert rosa in text


def test_a_second_print_is_the_same_card(reception: Desk) -> None:
    rosa = somebody(reception)
    print_cards(reception, [rosa, rosa], randbytes)
    first = issued_cards(reception.store, rosa)
    print_cards(reception, [rosa], randbytes)
    assert issued_cards(reception.store, rosa) == first and len(first) == 1


def test_a_lost_card_leads_nowhere_until_it_is_found(reception: Desk) -> None:
    rosa = somebody(reception)
    print_cards(reception, [rosa], randbytes)
    lost = token(reception, rosa)
    revoked = revoke_cards(reception, rosa)
    with pytest.raises(RuleViolation, match="card_revoked"):
        find_by_card(reception, lost)
    print_cards(reception, [rosa], randbytes)
    assert token(reception, rosa) != lost
    undo_revocation(reception, revoked)
    assert find_by_card(reception, lost) == rosa


@pytest.mark.parametrize("text", ["Rosa", "", "H" + "0" * 28, "=HYPERLINK(1)", "\u202eRosa"])
def test_any_other_text_does_nothing(reception: Desk, text: str) -> None:
    somebody(reception)
    with pytest.raises(RuleViolation, match="card_unknown"):
        check_in_by_card(reception, text)
    assert reception.store.fetch("SELECT count(*) FROM check_in") == [(0,)]


def test_a_scan_checks_in_once_a_day(reception: Desk) -> None:
    rosa = somebody(reception)
    print_cards(reception, [rosa], randbytes)
    first = check_in_by_card(reception, token(reception, rosa))
    second = check_in_by_card(reception, token(reception, rosa))
    assert first.check_in_id is not None and second.check_in_id is None
    assert second.name == "Rosa Prueba"
    assert reception.store.fetch("SELECT count(*) FROM check_in") == [(1,)]


def test_the_card_of_somebody_who_was_deleted_leads_nowhere(desk: Desk) -> None:
    rosa = somebody(desk)
    print_cards(desk, [rosa], randbytes)
    lost = token(desk, rosa)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.delete(Person, rosa)
    with pytest.raises(RuleViolation, match="card_unknown"):
        find_by_card(desk, lost)


def test_cards_are_not_for_every_role_nor_for_nobody(facilitator: Desk, reception: Desk) -> None:
    rosa = somebody(reception)
    for refused in (
        lambda: print_cards(facilitator, [rosa], randbytes),
        lambda: revoke_cards(facilitator, rosa),
    ):
        with pytest.raises(RuleViolation, match="not_allowed"):
            refused()
    with pytest.raises(RuleViolation, match="nobody_chosen"):
        print_cards(reception, [], randbytes)
    with pytest.raises(RuleViolation, match="too_many_cards"):
        print_cards(reception, [rosa] * (MOST_AT_ONCE + 1), randbytes)
    with pytest.raises(RuleViolation, match="no_card"):
        revoke_cards(reception, rosa)
    with pytest.raises(RuleViolation, match="person_not_found"):
        print_cards(reception, [rosa, "K3F9Q7M-999"], randbytes)
    assert issued_cards(reception.store, rosa) == []  # all or none
