"""The desk tells the day of the centre, whatever the time zone of the computer."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from integrhabitat_desktop.use_cases.desk import Desk, SignedInStaff, Store
from integrhabitat_protocol.record_types import Centre
from tests.fake_clock import FakeClock

CENTRE = Centre(id="centre", name="Casa Abierta", country="CO", time_zone="America/Bogota")


def desk_of(store: Store, clock: FakeClock) -> Desk:
    staff = SignedInStaff("staff-1", "Rosmira", "RECEPTION")
    return Desk(store, staff, clock, ZoneInfo(CENTRE.time_zone), CENTRE)


def test_late_in_the_evening_it_is_still_today_at_the_centre(store: Store, clock: FakeClock) -> None:
    clock.set(datetime(2027, 3, 2, 3, 30, tzinfo=UTC))
    desk = desk_of(store, clock)
    assert desk.today() == date(2027, 3, 1)
    assert desk.now_text() == "2027-03-02T03:30:00Z"


def test_a_centre_that_moves_takes_its_day_along(store: Store, clock: FakeClock) -> None:
    clock.set(datetime(2027, 3, 2, 3, 30, tzinfo=UTC))
    moved = Centre(id="centre", name="Casa Abierta", country="BR", time_zone="America/Sao_Paulo")
    assert desk_of(store, clock).with_centre(moved).today() == date(2027, 3, 2)
