"""What cannot be accepted is kept with its code, and the changes after it go on."""

import json
from typing import Any

import pytest

from integrhabitat_hub.storage import schema
from tests.unit.hub.device import outcomes
from tests.unit.hub.hub_in_process import STAFF, HubInProcess

P = "PPPPPPP-1"
OTHER_STAFF = "STAFFAA-2"


@pytest.mark.parametrize(
    ("record_type", "record_id", "op", "fields", "code"),
    [
        ("spaceship", P, "create", {"name": "x"}, "unknown_type"),
        ("person", "no id at all", "create", {"name": "Rosa"}, "id_malformed"),
        ("person", "a\0b", "create", {"name": "Rosa"}, "id_malformed"),
        ("person", "free-choice", "create", {"name": "Rosa"}, "id_malformed"),
        ("person", P, "create", {"neighbourhood": "Sur"}, "field_required"),
        ("person", P, "create", {"name": None}, "field_required"),
        ("person", P, "create", {"name": "x" * 201}, "field_too_long"),
        ("person", P, "create", {"name": "Rosa", "birth_date": "1990-02-31"}, "field_not_date"),
        ("person", P, "create", {"name": "Rosa", "sex": "PURPLE"}, "field_unknown_code"),
        ("person", P, "create", {"name": "Ro\0sa"}, "field_signs"),
        ("person", P, "create", {"name": 7}, "field_not_text"),
        ("person", P, "create", {"name": "Rosa", "Bad Name": "x"}, "field_not_storable"),
        ("person", "PPPPPPP-404", "edit", {"name": "Rosa"}, "unknown_record"),
        (
            "attendance",
            "SSSSSSS-1.PPPPPPP-2",
            "create",
            {"session": "SSSSSSS-1", "person": P, "status": "PRESENT"},
            "id_not_of_key",
        ),
        ("centre", "center", "create", {"name": "x", "country": "CO", "time_zone": "x"}, "id_not_of_key"),
    ],
)
def test_a_change_that_cannot_be_accepted_delays_no_other(
    hub: HubInProcess,
    record_type: str,
    record_id: str,
    op: str,
    fields: dict[str, str | int | None],
    code: str,
) -> None:
    device = hub.first_device()
    device.change(record_type, record_id, op, **fields)  # type: ignore[arg-type]  # the parameters above
    device.create("person", "PPPPPPP-7", name="Behind it")
    assert outcomes(device.sync().replies) == [f"quarantined {code}", "applied"]
    (kept,) = hub.rows(schema.quarantine)
    assert (kept.counter, kept.code) == (2, code)
    assert json.loads(kept.change)[2] == record_id


def test_a_natural_key_cannot_be_edited_away_from_its_id(hub: HubInProcess) -> None:
    device = hub.first_device()
    mark = "SSSSSSS-1.PPPPPPP-1"
    device.create("attendance", mark, session="SSSSSSS-1", person=P, status="PRESENT")
    device.edit("attendance", mark, 0, person="PPPPPPP-2")
    assert outcomes(device.sync().replies) == ["applied", "quarantined id_not_of_key"]


def test_an_author_that_nobody_knows_is_not_accepted(hub: HubInProcess) -> None:
    device = hub.first_device()
    device.change("person", P, "create", author=OTHER_STAFF, name="Rosa")
    device.change("person", P, "create", author="", name="Rosa")
    device.change("person", P, "create", author="a\0b", name="Rosa")
    assert outcomes(device.sync().replies) == ["quarantined author_unknown"] * 3


def test_an_account_may_create_itself_with_its_group(hub: HubInProcess) -> None:
    device = hub.new_device(author=OTHER_STAFF)
    group = device.counter + 1
    device.change("person", P, "create", group=group, name="Rosa")
    account: dict[str, Any] = {"display_name": "Iván Prueba", "role": "FIELD", "state": "ACTIVE"}
    device.change("staff_account", OTHER_STAFF, "create", group=group, **account)
    device.create("person", "PPPPPPP-2", name="After it")
    assert outcomes(device.sync().replies) == ["applied", "applied", "applied"]


def test_a_disabled_author_is_refused_from_then_on(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    account: dict[str, Any] = {"display_name": "Iván Prueba", "role": "FIELD", "state": "ACTIVE"}
    one.create("staff_account", OTHER_STAFF, **account)
    one.change("person", P, "create", author=OTHER_STAFF, name="Rosa")
    one.edit("staff_account", OTHER_STAFF, 0, state="DISABLED")
    assert outcomes(one.sync().replies) == ["applied", "applied", "applied 2"]
    other.change("person", "PPPPPPP-2", "create", author=OTHER_STAFF, name="Too late")
    other.change("person", "PPPPPPP-3", "create", author=STAFF, name="By another")
    assert outcomes(other.sync().replies) == ["quarantined author_disabled", "applied"]


def test_a_malformed_time_is_not_accepted(hub: HubInProcess) -> None:
    device = hub.first_device()
    device.change("person", P, "create", claimed_at="yesterday", name="Rosa")
    device.change("person", P, "create", -1, name="Rosa")
    assert outcomes(device.sync().replies) == ["quarantined change_malformed"] * 2
