"""The state machine: three desktops and a hub, in whatever order of events Hypothesis thinks of."""

import itertools
import shutil
import tempfile
from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import Engine

from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Attendance, Consent, Person
from tests.sync import invariants
from tests.sync.desktop import Desktop, StoreCopy
from tests.sync.hub_copies import CENTRE
from tests.sync.newer_desktop import edit_with_unknown_field
from tests.sync.settling import settle_review
from tests.sync.world import Beginning, HubBackup, World

SESSION = "SESSION-1"
DESKTOPS = ("anden", "bodega", "campo")
MOMENTS = (
    datetime(1999, 12, 31, 23, 59, 59, tzinfo=UTC),
    datetime(2027, 3, 1, 14, 0, tzinfo=UTC),
    datetime(2027, 4, 15, 9, 0, tzinfo=UTC),
    datetime(2099, 1, 1, tzinfo=UTC),
)
some_desktop = st.integers(0, len(DESKTOPS) - 1)
some_desktops = st.lists(some_desktop, min_size=1, max_size=3)
some_fields = st.lists(
    st.sampled_from(["name", "preferred_name", "neighbourhood"]), min_size=1, max_size=2, unique=True
)
which = st.integers(0, 5)
LIVE_PERSONS = "SELECT id FROM person WHERE gone = 0 ORDER BY id"


class SyncMachine(RuleBasedStateMachine):
    """`engine` and `beginning` are set by whoever runs it."""

    restores: ClassVar[bool] = True
    engine: ClassVar[Engine]
    beginning: ClassVar[Beginning]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="sync-machine-"))
        self.values = itertools.count(1)
        self.world: World
        self.syncs = itertools.count(1)
        self.store_copies: dict[str, deque[StoreCopy]] = {name: deque(maxlen=4) for name in DESKTOPS}
        self.hub_backups: deque[HubBackup] = deque(maxlen=4)

    @initialize(seed=st.integers(0, 3))
    def begin(self, seed: int) -> None:
        self.world = World(self.beginning, self.engine, self.folder, seed)

    # What people do

    @rule(at=some_desktop, with_consent=st.booleans())
    def register(self, at: int, with_consent: bool) -> None:
        with self._desktop(at).writing() as tx:
            if with_consent:
                tx.start_group()
            person = tx.new_id()
            tx.create(Person(id=person, name=self._value("Nombre"), neighbourhood=self._value("Barrio")))
            if with_consent:
                consent = Consent(
                    id=f"{person}.NETWORK",
                    person=person,
                    scope="NETWORK",
                    state="GIVEN",
                    evidence=self._value("Folio"),
                )
                tx.put(consent)

    @rule(ats=some_desktops, person=which, fields=some_fields)
    def edit(self, ats: list[int], person: int, fields: list[str]) -> None:
        for desktop, found in self._persons(ats, person):
            with desktop.writing() as tx:
                tx.update(Person, found, **{name: self._value(name) for name in fields})

    @rule(ats=some_desktops, person=which, delete=st.booleans())
    def clear_or_delete(self, ats: list[int], person: int, delete: bool) -> None:
        for desktop, found in self._persons(ats, person):
            with desktop.writing(Person if delete else None, found) as tx:
                if delete:
                    tx.delete(Person, found)
                else:
                    tx.update(Person, found, neighbourhood=None)

    @rule(ats=some_desktops, person=which, status=st.sampled_from(["PRESENT", "ABSENT", "NOT_RECORDED"]))
    def mark(self, ats: list[int], person: int, status: str) -> None:
        for desktop, found in self._persons(ats, person):
            mark = Attendance(
                id=natural_id(SESSION, found),
                session=SESSION,
                person=found,
                status=status,
                reason=self._value("Motivo"),
            )
            with desktop.writing() as tx:
                tx.put(mark)

    @rule(ats=some_desktops, review=which, use_other=st.booleans())
    def settle(self, ats: list[int], review: int, use_other: bool) -> None:
        for at in ats:
            settle_review(self._desktop(at), review, use_other=use_other)

    @rule(person=which)
    def edit_on_a_newer_desktop(self, person: int) -> None:
        edit_with_unknown_field(self.world, person, self._value("campo nuevo"))

    # What the network does

    @rule(ats=some_desktops)
    def sync(self, ats: list[int]) -> None:
        for at in ats:
            self.world.sync(self._desktop(at))
            self._keep_copies(self._desktop(at))

    @rule(at=some_desktop, passed=st.integers(0, 3), lose_answer=st.booleans())
    def sync_cut(self, at: int, passed: int, lose_answer: bool) -> None:
        desktop = self._desktop(at)
        desktop.way.cut_after(passed, lose_answer=lose_answer)
        self.world.sync(desktop)
        desktop.way.mend()
        self._keep_copies(desktop)

    @rule(at=some_desktop, request=st.integers(0, 29))
    def deliver_again(self, at: int, request: int) -> None:
        self._desktop(at).way.deliver_again(request)

    @rule(at=some_desktop, rows=st.sampled_from([1, 2, 5, 5000]), size=st.sampled_from([1, 300, 100_000]))
    def choose_size(self, at: int, rows: int, size: int) -> None:
        self._desktop(at).size.rows, self._desktop(at).size.bytes = rows, size

    # What computers do

    @rule(at=some_desktop, writes=st.integers(0, 6))
    def crash_while_syncing(self, at: int, writes: int) -> None:
        desktop = self._desktop(at)
        desktop.store.crash_before = writes
        self.world.sync(desktop)
        desktop.store.crash_before = None

    @rule(at=some_desktop, moment=st.sampled_from(MOMENTS))
    def restart_with_another_clock(self, at: int, moment: datetime) -> None:
        self._desktop(at).restart()
        self._desktop(at).clock.set(moment)

    @precondition(lambda self: any(self.store_copies.values()))
    @rule(at=some_desktop, age=which)
    def put_store_back(self, at: int, age: int) -> None:
        copies = self.store_copies[DESKTOPS[at]]
        if copies:
            self.world.roll_back(self._desktop(at), copies[age % len(copies)])

    @precondition(lambda self: self.restores and self.hub_backups)
    @rule(age=which, say_so=st.booleans())
    def restore_hub(self, age: int, say_so: bool) -> None:
        self.world.restore_hub(self.hub_backups[age % len(self.hub_backups)], say_so=say_so)

    def _keep_copies(self, desktop: Desktop) -> None:
        """Now and then a backup, of the store and of the hub."""
        count = next(self.syncs)
        if count % 2:
            self.store_copies[desktop.name].append(desktop.copy_store())
        if count % 3 == 0:
            self.hub_backups.append(self.world.back_up_hub())

    @invariant()
    def stores_are_sound(self) -> None:
        if hasattr(self, "world"):
            for desktop in self.world.desktops:
                invariants.check_store(desktop.store)

    def teardown(self) -> None:
        try:
            if hasattr(self, "world"):
                self._end()
        finally:
            if hasattr(self, "world"):
                self.world.close()
            shutil.rmtree(self.folder)

    def _end(self) -> None:
        world = self.world
        world.come_to_rest()
        stores = {desktop.name: desktop.store for desktop in world.desktops}
        for store in stores.values():
            invariants.check_store(store)
        invariants.check_hub(self.engine, CENTRE)
        invariants.check_converged(stores, self.engine, CENTRE)
        invariants.check_nothing_lost(world.journal, stores, self.engine, CENTRE)
        if not world.was_restored:
            invariants.check_no_blind_overwrite(world.journal, self.engine, CENTRE)

    def _desktop(self, at: int) -> Desktop:
        return self.world.desktops[at]

    def _persons(self, ats: list[int], number: int) -> Iterator[tuple[Desktop, str]]:
        for at in ats:
            rows = self._desktop(at).store.fetch(LIVE_PERSONS)
            if rows:
                yield self._desktop(at), rows[number % len(rows)][0]

    def _value(self, word: str) -> str:
        return f"{word} {next(self.values)}"
