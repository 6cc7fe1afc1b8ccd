"""A workshop of three people with two sessions, and a meter that nobody watches."""

from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Activity, ActivitySession, Enrolment, Person

ACTIVITY = "K3F9Q7M-200"
DAYS = ("2027-02-01", "2027-02-08", "2027-02-15")
NAMES = ("Ana Ruiz Paz", "Luz Gil Mora", "Pedro Quispe Mamani")


class Watch:
    """A meter that nobody watches; cancels where told so."""

    def __init__(self, *, cancelled: bool = False) -> None:
        self._cancelled = cancelled

    def report(self, done: int, total: int, step: str = "") -> None:
        if self._cancelled and step == "write":
            raise KeyboardInterrupt

    def raise_if_cancelled(self) -> None:
        """Nobody cancels between reports."""


def person(number: int) -> str:
    return f"K3F9Q7M-1{number:02}"


def session(number: int) -> str:
    return f"K3F9Q7M-3{number:02}"


def fill_workshop(desk: Desk) -> Desk:
    """Three people in an activity with sessions on the first two days."""
    with desk.store.transaction(desk.staff.id) as tx:
        tx.create(Activity(id=ACTIVITY, title="Taller", kind="WORKSHOP", state="OPEN", modality="IN_PERSON"))
        for number, day in enumerate(DAYS[:2]):
            tx.create(ActivitySession(id=session(number), activity=ACTIVITY, day=day, state="PLANNED"))
        for number, name in enumerate(NAMES):
            tx.create(Person(id=person(number), name=name))
            tx.create(
                Enrolment(
                    id=natural_id(ACTIVITY, person(number)),
                    activity=ACTIVITY,
                    person=person(number),
                    status="ENROLLED",
                    role="PARTICIPANT",
                    starts_on=DAYS[0],
                )
            )
    return desk
