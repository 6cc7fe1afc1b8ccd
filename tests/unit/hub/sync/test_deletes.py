"""Deletes: an edit is never silently lost to one, and a deleted record can be brought back."""

import json

import pytest

from integrhabitat_hub.storage import schema
from tests.unit.hub.device import Device, outcomes
from tests.unit.hub.hub_in_process import HubInProcess

P = "PPPPPPP-1"


@pytest.fixture
def devices(hub: HubInProcess) -> tuple[Device, Device]:
    """Two devices that both hold version 1 of a person."""
    one, other = hub.two_devices()
    one.create("person", P, name="Rosa", neighbourhood="Sur")
    one.sync()
    other.sync()
    return one, other


def test_a_delete_of_the_current_version_reaches_everyone(devices: tuple[Device, Device]) -> None:
    one, other = devices
    one.change("person", P, "delete", 1)
    assert outcomes(one.sync().replies) == ["applied"]
    other.sync()
    assert (other.copies["person", P].state, other.copies["person", P].version) == ("deleted", 2)
    assert other.copies["person", P].fields == {}


def test_a_deleted_record_keeps_its_values_in_its_past(
    hub: HubInProcess, devices: tuple[Device, Device]
) -> None:
    devices[0].change("person", P, "delete", 1)
    devices[0].sync()
    kept = [row for row in hub.rows(schema.record_version) if row.id == P and row.op == "delete"]
    assert json.loads(kept[0].fields) == {"name": ["Rosa", None], "neighbourhood": ["Sur", None]}


def test_a_delete_after_someone_elses_edit_deletes_nothing(devices: tuple[Device, Device]) -> None:
    one, other = devices
    one.edit("person", P, 1, name="Rosa Ensayo")
    one.sync()
    other.change("person", P, "delete", 1)
    assert outcomes(other.sync().replies) == ["conflict 2"]
    assert other.copies["person", P].state == "live"
    (review,) = other.reviews()
    assert (review.fields["kind"], review.fields["field_group"]) == ("EDITED_THEN_DELETED", "record")
    assert json.loads(str(review.fields["base"])) == {"name": "Rosa", "neighbourhood": "Sur"}
    assert json.loads(str(review.fields["current"])) == {"name": "Rosa Ensayo", "neighbourhood": "Sur"}
    assert json.loads(str(review.fields["other"])) == {}


def test_a_delete_after_an_own_edit_deletes(devices: tuple[Device, Device]) -> None:
    one, _ = devices
    one.edit("person", P, 1, name="Rosa Ensayo")
    one.change("person", P, "delete", 1)
    assert outcomes(one.sync().replies) == ["applied", "applied 3"]


def test_an_edit_of_a_deleted_record_is_kept_in_a_review(devices: tuple[Device, Device]) -> None:
    one, other = devices
    one.change("person", P, "delete", 1)
    one.sync()
    other.edit("person", P, 1, name="Rosa Ensayo")
    assert outcomes(other.sync().replies) == ["conflict 2"]
    assert other.copies["person", P].state == "deleted"
    (review,) = other.reviews()
    assert (review.fields["kind"], review.fields["field_group"]) == ("DELETED_THEN_EDITED", "record")
    assert json.loads(str(review.fields["base"])) == {"name": "Rosa", "neighbourhood": "Sur"}
    assert json.loads(str(review.fields["other"])) == {"name": "Rosa Ensayo"}
    assert review.fields["current_device"] == one.device


def test_an_edit_that_saw_the_deletion_is_kept_in_a_review_too(devices: tuple[Device, Device]) -> None:
    one, other = devices
    one.change("person", P, "delete", 1)
    one.sync()
    other.edit("person", P, 2, name="Rosa Ensayo")
    assert outcomes(other.sync().replies) == ["conflict 2"]
    (review,) = other.reviews()
    assert json.loads(str(review.fields["base"])) == {"name": "Rosa", "neighbourhood": "Sur"}


def test_a_deleted_record_is_brought_back_by_a_create_that_saw_the_deletion(
    devices: tuple[Device, Device],
) -> None:
    one, other = devices
    one.change("person", P, "delete", 1)
    one.sync()
    other.sync()
    other.create("person", P, 2, name="Rosa Ensayo")
    assert outcomes(other.sync().replies) == ["applied"]
    one.sync()
    assert (one.copies["person", P].state, one.copies["person", P].version) == ("live", 3)
    assert one.copies["person", P].fields == {"name": "Rosa Ensayo"}


def test_a_create_that_did_not_see_the_deletion_brings_nothing_back(devices: tuple[Device, Device]) -> None:
    one, other = devices
    one.change("person", P, "delete", 1)
    one.sync()
    other.create("person", P, name="Rosa again")
    assert outcomes(other.sync().replies) == ["conflict 2"]
    assert [review.fields["kind"] for review in other.reviews()] == ["DELETED_THEN_EDITED"]


def test_two_deletes_are_equal(devices: tuple[Device, Device]) -> None:
    one, other = devices
    one.change("person", P, "delete", 1)
    one.sync()
    other.change("person", P, "delete", 1)
    assert outcomes(other.sync().replies) == ["merged 2"]
    assert other.reviews() == []


def test_a_delete_of_an_unknown_record_is_kept_in_quarantine(devices: tuple[Device, Device]) -> None:
    devices[0].change("person", "PPPPPPP-99", "delete", 1)
    assert outcomes(devices[0].sync().replies) == ["quarantined unknown_record"]
