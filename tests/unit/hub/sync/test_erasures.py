"""An erased person at the hub: nothing that names them is left in any table, and nothing of it is taken in again."""

from integrhabitat_hub.storage import schema
from tests.unit.hub.device import outcomes
from tests.unit.hub.hub_in_process import STAFF, HubInProcess

P, OTHER, CONTACT = "PPPPPPP-1", "PPPPPPP-2", "PPPPPPP-3"
CANARY = "Canarielo"


def everything(hub: HubInProcess) -> str:
    """All text of all tables of the hub."""
    return "\n".join(str(row) for table in schema.metadata.sorted_tables for row in hub.rows(table))


def test_records_past_versions_reviews_and_refused_changes_are_emptied(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    one.create("person", P, name=f"Rosa {CANARY}", birth_date="1990-05-04", birth_precision="DAY", sex="F")
    one.create("person", OTHER, name="Luis Prueba")
    one.create("contact", CONTACT, person=P, channel="PHONE", value=CANARY)
    one.sync()
    other.sync()
    one.edit("person", P, 1, name=f"Rosa María {CANARY}")
    one.sync()
    other.edit("person", P, 1, name=f"Rosalía {CANARY}")
    assert outcomes(other.sync().replies) == ["conflict 2"]
    other.change("contact", CONTACT, "edit", 1, author="NOBODYA-1", value=f"300 {CANARY}")
    assert outcomes(other.sync().replies) == ["quarantined author_unknown"]
    assert everything(hub).count(CANARY) >= 5
    one.create("erasure", P, person=P, erased_on="2027-03-01")
    assert outcomes(one.sync().replies) == ["applied"]
    assert CANARY not in everything(hub)
    newcomer = hub.new_device()
    newcomer.pull_all()
    assert newcomer.copies["person", P].fields == {
        "name": "—",
        "birth_date": "1990-01-01",
        "birth_precision": "YEAR",
        "sex": "F",
    }
    assert newcomer.copies["contact", CONTACT].fields["value"] == "—"
    assert newcomer.copies["person", OTHER].fields == {"name": "Luis Prueba"}


def test_what_an_offline_device_still_says_names_nobody_and_makes_no_review(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    one.create("person", P, name=f"Rosa {CANARY}")
    one.sync()
    other.sync()
    one.create("erasure", P, person=P)
    one.sync()
    other.change("person", P, "edit", 1, old={"name": f"Rosa {CANARY}"}, name=f"Rosalía {CANARY}")
    other.create("contact", CONTACT, person=P, channel="PHONE", value=CANARY)
    other.create("check_in", f"{P}.2027-03-01", person=P, day="2027-03-01", visit_number=1, state="DONE")
    answer = other.sync()
    assert [it.split()[0] for it in outcomes(answer.replies)] in (
        ["applied", "applied", "applied"],
        ["merged", "applied", "applied"],
    )
    assert CANARY not in everything(hub)
    assert other.reviews() == []


def test_the_same_batch_may_write_and_erase(hub: HubInProcess) -> None:
    one, _ = hub.two_devices()
    one.create("person", P, name=f"Rosa {CANARY}")
    one.create("contact", CONTACT, person=P, channel="PHONE", value=CANARY)
    one.create("erasure", P, person=P)
    one.sync()
    assert CANARY not in everything(hub)


def test_only_a_coordinator_erases_or_blocks(hub: HubInProcess) -> None:
    one, _ = hub.two_devices()
    one.create("staff_account", "STAFFAA-2", display_name="Ana Prueba", role="RECEPTION", state="ACTIVE")
    one.create("person", P, name=f"Rosa {CANARY}")
    one.sync()
    one.change("erasure", P, "create", author="STAFFAA-2", person=P)
    one.change("restriction", P, "create", author="STAFFAA-2", person=P, state="ACTIVE")
    assert outcomes(one.sync().replies) == ["quarantined role_not_allowed", "quarantined role_not_allowed"]
    assert CANARY in everything(hub)
    one.change("restriction", P, "create", author=STAFF, person=P, state="ACTIVE")
    assert outcomes(one.sync().replies) == ["applied"]


def test_what_was_deleted_before_the_erasure_is_emptied_too(hub: HubInProcess) -> None:
    one, _ = hub.two_devices()
    one.create("person", P, name="Rosa")
    one.create("contact", CONTACT, person=P, channel="PHONE", value=CANARY)
    one.sync()
    one.change("contact", CONTACT, "delete", 1, old={"person": P, "value": CANARY}, person=None, value=None)
    one.sync()
    assert CANARY in everything(hub)
    one.create("erasure", P, person=P)
    one.sync()
    assert CANARY not in everything(hub)


def test_the_address_goes_with_the_last_who_lives_there(hub: HubInProcess) -> None:
    one, _ = hub.two_devices()
    one.create("person", P, name="Rosa")
    one.create("person", OTHER, name="Luis")
    one.create("household", CONTACT, address=f"Calle {CANARY}")
    for person in (P, OTHER):
        one.create(
            "household_member", f"{CONTACT}.{person}", household=CONTACT, person=person, state="ACTIVE"
        )
    one.sync()
    one.create("erasure", P, person=P)
    one.sync()
    assert CANARY in everything(hub)
    one.create("erasure", OTHER, person=OTHER)
    one.sync()
    assert CANARY not in everything(hub)
