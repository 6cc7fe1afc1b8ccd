"""A desk on a real encrypted store, for the use cases."""

from zoneinfo import ZoneInfo

import pytest

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.signed_in_staff import SignedInStaff
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_protocol.record_types import Centre
from tests.fake_clock import FakeClock

CENTRE = Centre(id="centre", name="La Esperanza", country="CO", time_zone="America/Bogota")


def desk_of(store: Store, clock: FakeClock, role: str) -> Desk:
    """A desk at which somebody of this role works."""
    staff = SignedInStaff("K3F9Q7M-1", "Ana Lucía", role)
    return Desk(store, staff, clock, ZoneInfo("America/Bogota"), CENTRE)


@pytest.fixture
def desk(store: Store, clock: FakeClock) -> Desk:
    """A coordinator's desk: may do everything."""
    return desk_of(store, clock, "COORDINATOR")


@pytest.fixture
def reception(store: Store, clock: FakeClock) -> Desk:
    """A desk of the reception role."""
    return desk_of(store, clock, "RECEPTION")


@pytest.fixture
def facilitator(store: Store, clock: FakeClock) -> Desk:
    """A desk of a facilitator."""
    return desk_of(store, clock, "FACILITATOR")


@pytest.fixture
def field(store: Store, clock: FakeClock) -> Desk:
    """A desk of a field team."""
    return desk_of(store, clock, "FIELD")
