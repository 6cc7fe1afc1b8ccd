"""How the hub decides edits: applied, merged by group, or kept in a review that loses nothing."""

import json
from typing import Any

from integrhabitat_protocol.changes import review_id
from tests.unit.hub.device import outcomes
from tests.unit.hub.hub_in_process import STAFF, HubInProcess

P = "PPPPPPP-1"
MARK = "SSSSSSS-1.PPPPPPP-1"


def test_a_new_record_gets_version_one_and_reaches_the_other_device(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    one.create("person", P, name="Rosa Ensayo", neighbourhood="Sur")
    assert outcomes(one.sync().replies) == ["applied"]
    other.sync()
    held = other.copies["person", P]
    assert (held.version, held.state, held.fields) == (
        1,
        "live",
        {"name": "Rosa Ensayo", "neighbourhood": "Sur"},
    )


def test_an_edit_of_the_current_version_is_applied(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    one.create("person", P, name="Rosa Ensayo")
    one.sync()
    one.edit("person", P, 1, neighbourhood="Norte")
    assert outcomes(one.sync().replies) == ["applied"]
    other.sync()
    assert other.copies["person", P].fields == {"name": "Rosa Ensayo", "neighbourhood": "Norte"}


def test_edits_that_pile_up_unsent_are_applied_one_after_the_other(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    one.create("person", P, name="Rosa")
    one.edit("person", P, 0, name="Rosa E")
    one.edit("person", P, 0, name="Rosa Ensayo")
    answer = one.sync()
    assert outcomes(answer.replies) == ["applied", "applied 2", "applied 3"]
    other.sync()
    assert other.copies["person", P].fields == {"name": "Rosa Ensayo"}
    assert other.reviews() == []


def test_edits_that_pile_up_over_two_exchanges_are_applied(hub: HubInProcess) -> None:
    one, _ = hub.two_devices()
    one.create("person", P, name="Rosa")
    one.sync()
    one.edit("person", P, 1, name="Rosa E")
    one.sync()
    one.edit("person", P, 1, neighbourhood="Sur")
    assert outcomes(one.sync().replies) == ["applied 3"]


def test_edits_of_different_groups_both_survive(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    one.create("person", P, name="Rosa")
    one.sync()
    other.sync()
    one.edit("person", P, 1, name="Rosa Ensayo")
    one.sync()
    other.edit("person", P, 1, neighbourhood="Norte")
    assert outcomes(other.sync().replies) == ["merged 3"]
    one.sync()
    for device in (one, other):
        assert device.copies["person", P].version == 3
        assert device.copies["person", P].fields == {"name": "Rosa Ensayo", "neighbourhood": "Norte"}
        assert device.reviews() == []


def test_the_same_value_from_two_sides_is_no_review_and_no_new_version(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    one.create("person", P, name="Rosa")
    one.sync()
    one.edit("person", P, 1, name="Rosa Ensayo")
    one.sync()
    other.edit("person", P, 1, name="Rosa Ensayo")
    assert outcomes(other.sync().replies) == ["merged 2"]
    assert other.reviews() == []


def test_a_clash_keeps_what_stands_and_puts_the_other_in_a_review(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    one.create("person", P, name="Rosa")
    one.sync()
    one.edit("person", P, 1, name="Rosa Ensayo", birth_date="1990-01-02")
    one.sync()
    changed = other.change(
        "person", P, "edit", 1, old={"name": "Rosa"}, name="Rosalía", neighbourhood="Norte"
    )
    assert outcomes(other.sync().replies) == ["conflict 3"]
    one.sync()
    key = ("review", review_id(changed, other.device, "identity"))
    for device in (one, other):
        person, review = device.copies["person", P], device.copies[key].fields
        assert person.fields == {"name": "Rosa Ensayo", "birth_date": "1990-01-02", "neighbourhood": "Norte"}
        assert review["kind"] == "EDIT" and review["state"] == "OPEN"
        assert (review["record_type"], review["record_id"], review["field_group"]) == (
            "person",
            P,
            "identity",
        )
        assert json.loads(str(review["base"])) == {"name": "Rosa", "birth_date": None}
        assert json.loads(str(review["current"])) == {"name": "Rosa Ensayo", "birth_date": "1990-01-02"}
        assert json.loads(str(review["other"])) == {"name": "Rosalía", "birth_date": None}
        assert (review["current_device"], review["other_device"]) == (one.device, other.device)
        assert (review["current_author"], review["other_author"]) == (STAFF, STAFF)
        assert review["found_at"] == "2027-03-01T14:00:00Z"


def test_an_edit_that_shows_its_author_did_not_see_their_own_last_one_overwrites_nothing(
    hub: HubInProcess,
) -> None:
    one, other = hub.two_devices()
    one.create("person", P, name="Rosa")
    one.sync()
    one.change("person", P, "edit", 1, old={"name": "Rosa"}, name="Rosa Ensayo")
    one.sync()
    one.change("person", P, "edit", 2, old={"name": "Rosa"}, name="Rosalía")
    assert outcomes(one.sync().replies) == ["conflict 2"]
    other.sync()
    assert other.copies["person", P].fields == {"name": "Rosa Ensayo"}
    (review,) = other.reviews()
    assert json.loads(str(review.fields["other"])) == {"name": "Rosalía"}


def test_the_review_names_who_wrote_the_clashing_group_not_who_wrote_last(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    third = hub.new_device()
    one.create("person", P, name="Rosa")
    one.sync()
    one.edit("person", P, 1, name="Rosa Ensayo")
    one.sync()
    third.edit("person", P, 2, neighbourhood="Sur")
    third.sync()
    other.edit("person", P, 1, name="Rosalía")
    other.sync()
    assert [review.fields["current_device"] for review in other.reviews()] == [one.device]


def test_each_clashing_group_has_a_review_of_its_own(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    one.create("person", P, name="Rosa", neighbourhood="Sur")
    one.sync()
    one.edit("person", P, 1, name="Rosa Ensayo", neighbourhood="Norte")
    one.sync()
    other.edit("person", P, 1, name="Rosalía", neighbourhood="Centro")
    assert outcomes(other.sync().replies) == ["conflict 2"]
    assert {review.fields["field_group"] for review in other.reviews()} == {"identity", "residence"}


def test_an_own_edit_between_is_part_of_the_base(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    one.create("person", P, name="Rosa")
    one.sync()
    one.edit("person", P, 1, name="Rosa Ensayo")
    one.sync()
    other.edit("person", P, 1, neighbourhood="Norte")
    other.change("person", P, "edit", 1, old={"neighbourhood": "Norte"}, neighbourhood="Centro")
    assert outcomes(other.sync().replies) == ["merged 3", "merged 4"]
    assert other.reviews() == []
    assert other.copies["person", P].fields["neighbourhood"] == "Centro"


def test_two_devices_that_enrol_the_same_person_meet_in_one_record(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    key: dict[str, Any] = {"activity": "AAAAAAA-1", "person": P, "status": "ENROLLED"}
    place = f"AAAAAAA-1.{P}"
    one.create("enrolment", place, **key)
    one.sync()
    other.create("enrolment", place, **key, role="VOLUNTEER")
    assert outcomes(other.sync().replies) == ["merged 2"]
    assert other.reviews() == []
    assert other.copies["enrolment", place].fields["role"] == "VOLUNTEER"


def test_two_creates_with_different_marks_make_one_review(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    one.create("attendance", MARK, session="SSSSSSS-1", person=P, status="PRESENT")
    one.sync()
    other.create("attendance", MARK, session="SSSSSSS-1", person=P, status="ABSENT")
    assert outcomes(other.sync().replies) == ["conflict 1"]
    (review,) = other.reviews()
    assert json.loads(str(review.fields["base"])) == {"status": None}
    assert json.loads(str(review.fields["other"])) == {"status": "ABSENT"}
    assert review.fields["current_device"] == one.device


def test_a_mark_that_changed_after_an_equal_one_is_a_review_whichever_comes_first(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    key: dict[str, Any] = {"session": "SSSSSSS-1", "person": P}
    one.create("attendance", MARK, **key, status="PRESENT")
    one.sync()
    other.create("attendance", MARK, **key, status="PRESENT")
    other.change("attendance", MARK, "edit", 0, old={"status": "PRESENT"}, status="ABSENT")
    assert outcomes(other.sync().replies) == ["merged 1", "conflict 1"]
    (review,) = other.reviews()
    assert json.loads(str(review.fields["base"])) == {"status": None}
    assert json.loads(str(review.fields["current"])) == {"status": "PRESENT"}
    assert json.loads(str(review.fields["other"])) == {"status": "ABSENT"}


def test_fields_without_a_group_never_make_a_review(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    key: dict[str, Any] = {"person": P, "day": "2027-03-01", "visit_number": 1, "state": "DONE"}
    visit = f"{P}.2027-03-01"
    one.create("check_in", visit, **key, arrived_at="2027-03-01T13:00:00Z")
    one.sync()
    other.create("check_in", visit, **key, arrived_at="2027-03-01T13:20:00Z")
    assert outcomes(other.sync().replies) == ["merged 1"]
    assert other.reviews() == []
    assert other.copies["check_in", visit].fields["arrived_at"] == "2027-03-01T13:00:00Z"


def test_fields_of_a_newer_version_are_kept_byte_equal(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    one.create("person", P, name="Rosa", shoe_size="37 ½", lucky_number=7)
    one.sync()
    other.sync()
    other.edit("person", P, 1, name="Rosa Ensayo")
    other.sync()
    one.sync()
    assert one.copies["person", P].fields == {"name": "Rosa Ensayo", "shoe_size": "37 ½", "lucky_number": 7}


def test_clocks_decide_nothing(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    one.create("person", P, name="Rosa")
    one.sync()
    one.change("person", P, "edit", 1, claimed_at="1999-01-01T00:00:00Z", name="First at the hub")
    one.sync()
    hub.clock.advance(days=-4000)
    other.change("person", P, "edit", 1, claimed_at="2099-01-01T00:00:00Z", name="Second at the hub")
    assert outcomes(other.sync().replies) == ["conflict 2"]
    assert other.copies["person", P].fields["name"] == "First at the hub"


def test_text_of_any_kind_comes_back_as_it_was(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    name = "'; DROP TABLE record;-- \\u0000 \" <b>Zoë</b> \N{ARABIC LETTER ALEF} \N{PILE OF POO}"
    one.create("person", P, name=name)
    assert outcomes(one.sync().replies) == ["applied"]
    other.sync()
    assert other.copies["person", P].fields["name"] == name
