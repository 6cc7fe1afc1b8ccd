"""Cards: issue and print them, revoke a lost one, and find who carries a scanned one."""

from collections.abc import Callable, Sequence

from integrhabitat_desktop.db.queries.cards import card_of_token, issued_cards
from integrhabitat_desktop.domain.card_token import RANDOM_BYTES, new_token, token_of
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.reports.card_sheet import CardFace, card_sheet_pdf
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.kept_record import kept_record
from integrhabitat_desktop.use_cases.letterhead import letterhead
from integrhabitat_protocol.record_types import Card, Person

ISSUED, REVOKED = "ISSUED", "REVOKED"
MOST_AT_ONCE = 500


def print_cards(desk: Desk, people: Sequence[str], random_bytes: Callable[[int], bytes]) -> bytes:
    """The PDF of the cards of these people, in their order; who has none that counts is issued one.

    RuleViolation `not_allowed`, `person_not_found`, `nobody_chosen`, `too_many_cards`; StoreError.
    """
    require(desk.staff, Permission.ISSUE_CARDS)
    if not people:
        raise RuleViolation("nobody_chosen")
    if len(people) > MOST_AT_ONCE:
        raise RuleViolation("too_many_cards", most=MOST_AT_ONCE)
    faces = []
    with desk.store.transaction(desk.staff.id) as tx:
        for person_id in dict.fromkeys(kept_record(desk, person) for person in people):
            if tx.get(Person, person_id) is None:
                raise RuleViolation("person_not_found")
            standing = issued_cards(desk.store, person_id)
            if standing:
                card_id, token = standing[0].id, standing[0].token
            else:
                card_id, token = tx.new_id(), new_token(random_bytes(RANDOM_BYTES))
                tx.create(
                    Card(
                        id=card_id,
                        person=person_id,
                        token=token,
                        state=ISSUED,
                        issued_on=desk.today().isoformat(),
                        issued_by=desk.staff.id,
                    )
                )
            tx.audit("print", "card", card_id, {})
            faces.append(CardFace(token, person_id))
    return card_sheet_pdf(faces, letterhead(desk))


def revoke_cards(desk: Desk, person_id: str) -> tuple[str, ...]:
    """The person has lost their card: none that was issued counts any more. Returns their ids, for the undo.

    RuleViolation `not_allowed`, `no_card`; StoreError.
    """
    require(desk.staff, Permission.ISSUE_CARDS)
    lost = tuple(card.id for card in issued_cards(desk.store, person_id))
    if not lost:
        raise RuleViolation("no_card")
    with desk.store.transaction(desk.staff.id) as tx:
        for card_id in lost:
            tx.update(Card, card_id, state=REVOKED, revoked_on=desk.today().isoformat())
    return lost


def undo_revocation(desk: Desk, cards: Sequence[str]) -> None:
    """The card was found again. RuleViolation `not_allowed`; StoreError."""
    require(desk.staff, Permission.ISSUE_CARDS)
    with desk.store.transaction(desk.staff.id) as tx:
        for card_id in cards:
            tx.update(Card, card_id, state=ISSUED, revoked_on=None)


def find_by_card(desk: Desk, scanned: str) -> str:
    """The id of who carries the scanned card. Anything but a card of this centre leads to nobody.

    RuleViolation `not_allowed`, `card_unknown`, `card_revoked`; StoreError.
    """
    require(desk.staff, Permission.FIND_PEOPLE)
    token = token_of(scanned)
    card = card_of_token(desk.store, token) if token is not None else None
    if card is None or desk.store.get(Person, card.person) is None:
        raise RuleViolation("card_unknown")
    if card.state != ISSUED:
        raise RuleViolation("card_revoked")
    person_id = kept_record(desk, card.person)
    return person_id
