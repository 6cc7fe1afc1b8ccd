"""Who looked at a record is known, once for each sitting, and the person is told all of it."""

import json

from integrhabitat_desktop.db.queries.whole_file import readings_of
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.hand_over_file import file_as_json
from integrhabitat_desktop.use_cases.keep_institutions import save_institution
from integrhabitat_desktop.use_cases.note_reading import note_reading
from integrhabitat_desktop.use_cases.person_file import open_file
from integrhabitat_desktop.use_cases.refer_person import NewReferral, create_referral
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_desktop.use_cases.view_referrals import view_referral
from tests.fake_clock import FakeClock


def person(desk: Desk) -> str:
    return register_person(desk, Registration(name="Rosa Ensayo"), check_in=False).person_id


def views(desk: Desk, rosa: str) -> int:
    return sum(it.action == "view" for it in readings_of(desk.store, rosa))


def test_a_card_that_is_read_again_at_once_is_one_reading(reception: Desk, clock: FakeClock) -> None:
    rosa = person(reception)
    for _again in range(3):
        note_reading(reception, rosa)
        clock.advance(minutes=5)
    assert views(reception, rosa) == 1
    clock.advance(minutes=30)
    note_reading(reception, rosa)
    assert views(reception, rosa) == 2


def test_whoever_opens_a_referral_has_opened_the_record(desk: Desk, reception: Desk) -> None:
    rosa = person(desk)
    where = save_institution(desk, "", {"name": "Puesto de salud", "level": "LOCAL", "sectors": "HEALTH"})
    made = create_referral(desk, rosa, NewReferral("HEALTH", where.institution_id, "NORMAL"))
    view_referral(reception, made)
    assert views(desk, rosa) == 1


def test_the_whole_file_tells_every_reading_and_what_everything_is_called(
    desk: Desk, clock: FakeClock
) -> None:
    rosa = person(desk)
    where = save_institution(desk, "", {"name": "Puesto de salud", "level": "LOCAL", "sectors": "HEALTH"})
    create_referral(desk, rosa, NewReferral("HEALTH", where.institution_id, "NORMAL"))
    for _again in range(230):
        open_file(desk, rosa, note=True)
        clock.advance(minutes=1)
    told = json.loads(file_as_json(desk, rosa))
    assert sum(it["action"] == "view" for it in told["readings"]) == 230
    assert told["names"][where.institution_id] == {"name": "Puesto de salud"}
