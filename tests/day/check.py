"""What the store holds at the end of the day against what was meant: counted by its own SQL, not by the script."""

from collections import Counter
from pathlib import Path

from integrhabitat_desktop.db.store import Store
from tests.day.centre import PASSPHRASE, RECEPTIONIST, KnownCentre, door_of, today_there
from tests.day.guests import SERVED, Guest, Slip
from tests.day.plan import Plan
from tests.day.reception import FAVOURITES

_SEX = ("F", "M")
_SECTORS = {1: "HEALTH", 3: "EDUCATION", 4: "FOOD"}
_NEW = """
SELECT person.id, person.name, person.birth_date IS NOT NULL, person.sex, person.nationality,
  (SELECT value FROM contact WHERE contact.person = person.id AND contact.gone = 0),
  (SELECT state FROM consent WHERE consent.person = person.id AND consent.gone = 0),
  (SELECT profile FROM mobility_profile AS it WHERE it.person = person.id AND it.gone = 0)
FROM person WHERE gone = 0 AND first_contact_on = ? ORDER BY id
"""


def check_store(home: Path, known: KnownCentre, plan: Plan) -> str:
    """AssertionError with everything that is not as it was meant."""
    door = door_of(home)
    door.enter()
    try:
        account = next(it for it in door.accounts() if it.display_name == RECEPTIONIST)
        store = door.unlock(account.account_id, PASSPHRASE).connect()
        try:
            check = _Check(store, known, plan.everybody())
        finally:
            store.close()
    finally:
        door.leave()
    if check.faults:
        raise AssertionError("; ".join(check.faults))
    return (
        f"{check.visits} visits of {SERVED} people, {check.services} services, {check.registered} registered"
    )


class _Check:
    """Looks at each kind of record; `faults` says what differs."""

    def __init__(self, store: Store, known: KnownCentre, guests: list[Guest]) -> None:
        self._store, self._guests = store, guests
        self._today = today_there().isoformat()
        self.faults: list[str] = []
        self._ids = self._registered(known)
        self.registered = len(self._ids)
        self.visits = self._visited()
        self.services = self._given()
        self._referred()
        self._settled()

    def _equal(self, what: str, found: object, meant: object) -> None:
        if found != meant:
            self.faults.append(f"{what}: {found} instead of {meant}")

    def _differ(self, what: str, found: Counter[object], meant: Counter[object]) -> None:
        for verb, rest in (("missing", meant - found), ("not meant", found - meant)):
            if rest:
                self.faults.append(f"{what} {verb}: {dict(rest)}")

    def _one(self, sql: str, *values: str) -> int:
        row = self._store.fetch_one(sql, values)
        return int(row[0]) if row else 0

    def _person(self, guest: Guest) -> str:
        return guest.person or self._ids.get(guest.name, f"nobody called {guest.name}")

    def _registered(self, known: KnownCentre) -> dict[str, str]:
        """The ids of those who were registered today, by name; their answers are compared."""
        rows = [row for row in self._store.fetch(_NEW, (self._today,)) if row[0] not in known.people]
        found: Counter[object] = Counter(row[1:] for row in rows)
        meant: Counter[object] = Counter()
        for guest in self._guests:
            if (new := guest.new) is not None:
                full = new.is_in_full
                meant[
                    guest.name, 1, _SEX[new.sex], "CO" if full else None, new.phone or None,
                    "GIVEN" if full else None, "MIGRANT" if full else None,
                ] += 1  # fmt: skip
        self._differ("registrations", found, meant)
        self._equal(
            "people", self._one("SELECT count(*) FROM person WHERE gone = 0"), len(known.people) + len(rows)
        )
        taken_back = sum(guest.slip is Slip.REGISTERED_TWICE for guest in self._guests)
        self._equal("deleted people", self._one("SELECT count(*) FROM person WHERE gone = 1"), taken_back)
        return {row[1]: row[0] for row in rows}

    def _visited(self) -> int:
        sql = "SELECT person, visit_number FROM check_in WHERE gone = 0 AND day = ? AND state = 'DONE'"
        found: Counter[object] = Counter(tuple(row) for row in self._store.fetch(sql, (self._today,)))
        came = [person for it in self._guests for person in (self._person(it), *it.family)]
        self._differ("visits", found, Counter((person, 1) for person in came))
        self._equal("visits", found.total(), SERVED)
        voided = self._one("SELECT count(*) FROM check_in WHERE day = ? AND state = 'VOID'", self._today)
        meant = sum(it.slip in (Slip.WRONG_PERSON, Slip.REGISTERED_TWICE) for it in self._guests)
        self._equal("voided visits", voided, meant)
        return found.total()

    def _given(self) -> int:
        sql = "SELECT person, service, quantity FROM service_delivery WHERE gone = 0 AND day = ? AND state = 'DONE'"
        found: Counter[object] = Counter(tuple(row) for row in self._store.fetch(sql, (self._today,)))
        meant: Counter[object] = Counter()
        for guest in self._guests:
            if (given := guest.given) is not None:
                quantity = given.quantity if given.quantity > 1 else None
                for person in (self._person(guest), *(guest.family if given.for_family else ())):
                    meant[person, FAVOURITES[given.key - 1], quantity] += 1
        self._differ("services", found, meant)
        voided = self._one(
            "SELECT count(*) FROM service_delivery WHERE day = ? AND state = 'VOID'", self._today
        )
        self._equal("voided services", voided, sum(it.slip is Slip.WRONG_SERVICE for it in self._guests))
        return found.total()

    def _referred(self) -> None:
        sql = "SELECT person, sector FROM referral WHERE gone = 0 AND institution IS NOT NULL"
        found: Counter[object] = Counter(tuple(row) for row in self._store.fetch(sql))
        sent = [(self._person(it), _SECTORS[it.sector]) for it in self._guests if it.sector]
        self._differ("referrals", found, Counter(sent))

    def _settled(self) -> None:
        """Everything was sent, and nothing was written twice that would need a decision."""
        sql = "SELECT count(*) FROM outbox WHERE state IN ('waiting', 'in_flight', 'quarantined', 'refused')"
        self._equal("changes not taken by the hub", self._one(sql), 0)
        self._equal("decisions to take", self._one("SELECT count(*) FROM review WHERE gone = 0"), 0)
