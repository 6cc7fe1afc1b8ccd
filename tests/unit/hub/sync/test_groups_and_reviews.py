"""Groups count together or not at all; reviews are settled once, by an ordinary edit that can be undone."""

from typing import Any

import pytest

from integrhabitat_hub.storage import schema
from tests.unit.hub.device import Device, outcomes
from tests.unit.hub.hub_in_process import STAFF, HubInProcess

P = "PPPPPPP-1"
C = "PPPPPPP-2"
SETTLED: dict[str, Any] = {"state": "SETTLED", "settled_by": STAFF, "settled_at": "2027-03-01T15:00:00Z"}


@pytest.fixture
def clash(hub: HubInProcess) -> tuple[Device, Device, str]:
    """Two devices that both hold version 2 of a person and one open review; its id."""
    one, other = hub.two_devices()
    one.create("person", P, name="Rosa")
    one.sync()
    other.sync()
    one.edit("person", P, 1, name="Rosa Ensayo")
    other.edit("person", P, 1, name="Rosalía")
    one.sync()
    other.sync()
    one.sync()
    (review_id,) = (record_id for record_type, record_id in one.copies if record_type == "review")
    return one, other, review_id


def test_a_group_with_one_bad_change_applies_nothing(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    first = one.counter + 1
    one.change("person", P, "create", group=first, name="Rosa")
    one.change("person", P, "edit", 0, group=first, neighbourhood="Sur")
    one.change("contact", C, "create", group=first, person=P, channel="NO-SUCH-CODE", value="300 111 2233")
    one.create("person", "PPPPPPP-9", name="Not of the group")
    assert outcomes(one.sync().replies) == [
        "quarantined group_refused",
        "quarantined group_refused",
        "quarantined field_unknown_code",
        "applied",
    ]
    other.sync()
    assert {key for key in other.copies if key[0] != "staff_account"} == {("person", "PPPPPPP-9")}
    assert [row.code for row in hub.rows(schema.quarantine)] == [
        "group_refused",
        "group_refused",
        "field_unknown_code",
    ]
    assert not [row for row in hub.rows(schema.record_version) if row.id == P]
    assert other.digest().to_bytes() == other.sync().digest


def test_a_refused_group_leaves_earlier_changes_of_the_same_record_alone(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    one.create("person", P, name="Rosa")
    one.edit("person", P, 0, name="Rosa E")
    group = one.counter + 1
    one.change("person", P, "edit", 0, group=group, name="Rosa Ensayo")
    one.change("person", P, "edit", 0, group=group, birth_date="not a date")
    one.edit("person", P, 0, neighbourhood="Sur")
    assert outcomes(one.sync().replies)[-1] == "applied 3"
    other.sync()
    assert other.copies["person", P].fields == {"name": "Rosa E", "neighbourhood": "Sur"}


def test_a_clash_inside_a_group_does_not_refuse_the_group(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    one.create("person", P, name="Rosa")
    one.sync()
    one.edit("person", P, 1, name="Rosa Ensayo")
    one.sync()
    group = other.counter + 1
    other.change("person", P, "edit", 1, group=group, name="Rosalía")
    other.change("contact", C, "create", group=group, person=P, channel="PHONE", value="300 111 2233")
    assert outcomes(other.sync().replies) == ["conflict 2", "applied"]


def test_a_settlement_travels_with_its_edit_and_reaches_everyone(clash: tuple[Device, Device, str]) -> None:
    one, other, review = clash
    group = one.counter + 1
    one.change("person", P, "edit", 2, group=group, name="Rosalía")
    one.change("review", review, "edit", 1, group=group, choice="USE_OTHER", **SETTLED)
    assert outcomes(one.sync().replies) == ["applied", "applied"]
    other.sync()
    assert other.copies["person", P].fields["name"] == "Rosalía"
    assert other.copies["review", review].fields["state"] == "SETTLED"


def test_the_second_settlement_is_refused_with_its_edit(clash: tuple[Device, Device, str]) -> None:
    one, other, review = clash
    one.change("review", review, "edit", 1, choice="KEEP_CURRENT", **SETTLED)
    one.sync()
    group = other.counter + 1
    other.change("person", P, "edit", 2, group=group, name="Rosalía")
    other.change("review", review, "edit", 1, group=group, choice="USE_OTHER", **SETTLED)
    assert outcomes(other.sync().replies) == ["refused group_refused", "refused already_settled"]
    assert other.copies["person", P].fields["name"] == "Rosa Ensayo"
    assert len(other.reviews()) == 1


def test_a_settlement_whose_record_has_moved_on_is_refused(clash: tuple[Device, Device, str]) -> None:
    one, other, review = clash
    one.edit("person", P, 2, name="Rosa María")
    one.sync()
    group = other.counter + 1
    other.change("person", P, "edit", 2, group=group, name="Rosalía")
    other.change("review", review, "edit", 1, group=group, choice="USE_OTHER", **SETTLED)
    assert outcomes(other.sync().replies) == ["refused settlement_outdated", "refused group_refused"]
    assert other.copies["review", review].fields["state"] == "OPEN"
    assert len(other.reviews()) == 1


def test_a_settlement_can_be_undone(clash: tuple[Device, Device, str]) -> None:
    one, other, review = clash
    group = one.counter + 1
    one.change("person", P, "edit", 2, group=group, name="Rosalía")
    one.change("review", review, "edit", 1, group=group, choice="USE_OTHER", **SETTLED)
    group = one.counter + 1
    one.change("person", P, "edit", 2, group=group, name="Rosa Ensayo")
    one.change("review", review, "edit", 1, group=group, state="OPEN", choice=None, settled_by=None)
    assert outcomes(one.sync().replies) == ["applied", "applied", "applied 4", "applied 3"]
    other.sync()
    assert other.copies["person", P].fields["name"] == "Rosa Ensayo"
    assert other.copies["review", review].fields["state"] == "OPEN"


def test_reviews_are_made_by_the_hub_alone(clash: tuple[Device, Device, str]) -> None:
    one, _, review = clash
    one.create(
        "review", "PPPPPPP-7", record_type="person", record_id=P, field_group="x", kind="EDIT", state="OPEN"
    )
    one.edit("review", review, 1, other='{"name": "Forged"}', state="SETTLED")
    one.change("review", review, "delete", 1)
    assert outcomes(one.sync().replies) == ["quarantined hub_made"] * 3


def test_a_settlement_of_an_unseen_review_is_refused(clash: tuple[Device, Device, str]) -> None:
    one, _, review = clash
    one.edit("review", review, 0, choice="KEEP_CURRENT", **SETTLED)
    assert outcomes(one.sync().replies) == ["refused already_settled"]
