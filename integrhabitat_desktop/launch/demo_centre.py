"""A filled demo centre with its own hub, to try the program without touching real data. Everybody in it is invented."""

import re
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from PySide6.QtCore import QCoreApplication

from integrhabitat_desktop.db.key_derivation import FLOOR
from integrhabitat_desktop.domain.recurrence import weekly
from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.launch.demo_cocreation import add_cocreation
from integrhabitat_desktop.launch.demo_papers import print_papers
from integrhabitat_desktop.launch.relaunch import relaunch_command
from integrhabitat_desktop.launch.surroundings import Surroundings, surroundings_of
from integrhabitat_desktop.resource_folder import resource_path
from integrhabitat_desktop.sync.engine import SyncEngine, connect_over_http
from integrhabitat_desktop.sync.pairing import pair
from integrhabitat_desktop.use_cases.check_in import check_in
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.enrol_person import enrol_from, enrol_people
from integrhabitat_desktop.use_cases.import_people import check, propose, write_people
from integrhabitat_desktop.use_cases.keep_closed_days import keep_closed_day
from integrhabitat_desktop.use_cases.keep_consents import Yes, note_no, note_yes
from integrhabitat_desktop.use_cases.keep_follow_ups import NewFollowUp, plan_follow_up
from integrhabitat_desktop.use_cases.keep_household import add_to_household
from integrhabitat_desktop.use_cases.keep_institutions import save_institution
from integrhabitat_desktop.use_cases.mark_attendance import Mark, begin_with_all_present, mark_person
from integrhabitat_desktop.use_cases.pair_computer import may_pair, note_pairing
from integrhabitat_desktop.use_cases.plan_activity import (
    NewActivity,
    SessionTimes,
    create_activity,
    list_sessions,
)
from integrhabitat_desktop.use_cases.record_service import ServiceEntry, record_service
from integrhabitat_desktop.use_cases.refer_person import NewReferral, create_referral, take_step
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_desktop.use_cases.store_door import NewCentre, NewCoordinator, StoreDoor
from integrhabitat_protocol.record_types import Person

PASSPHRASE = "fogata-lirio-cuenco-remanso"
_CENTRE_CODE = "DEMO-01"
_SAMPLE = ("samples", "registro-ordenado.xlsx")
_URL = re.compile(r"https?://\S+")
_PRIORITIES = ("URGENT", "NORMAL", "EMERGENCY")
_HERE_TODAY, _SERVED, _IN_WORKSHOP = 14, 9, 18
_NOT_ASKED_EVERY, _ASKED_FOR_MORE = 12, 40


class _Silent:
    """A meter that nobody watches."""

    def report(self, done: int, total: int, step: str = "") -> None:
        """Nothing to tell."""

    def raise_if_cancelled(self) -> None:
        """Nobody cancels."""


class DemoCentre:
    """Inside the block the hub answers; the store is made new each time. `home` is the demo's own folder."""

    def __init__(self, folder: Path, out: TextIO) -> None:
        self._folder = folder
        self._out = out
        self._hub_data = str(folder / "hub")
        self._hub: subprocess.Popen[str] | None = None
        self.home = folder / "desktop"
        # Cheap keys: nothing here is secret, and trying the program should not begin with waiting.
        self.surroundings: Surroundings = replace(
            surroundings_of(self.home), cost=lambda: FLOOR, relaunch=self._open_again
        )

    def __enter__(self) -> Self:
        self._out.write(_("Preparing the demo centre…") + "\n")
        self._out.flush()
        shutil.rmtree(self._folder, ignore_errors=True)
        self.home.mkdir(parents=True, mode=0o700)
        try:
            url = self._start_hub()
            self._fill(url)
            code = self._code()
        except BaseException:
            self._stop_hub()
            raise
        self._out.write(
            _(
                "Everybody here is invented. Passphrase of Ana Lucía: {passphrase}\n"
                "To join with a second store: address {url}, code {code}."
            ).format(passphrase=PASSPHRASE, url=url, code=code)
            + "\n"
        )
        self._out.flush()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stop_hub()

    def _stop_hub(self) -> None:
        if self._hub is not None:
            self._hub.terminate()
            self._hub.communicate(timeout=20)

    def _open_again(self) -> None:
        """After a lock: this process has to stay, because the hub ends with it."""
        subprocess.run(relaunch_command(self.home), check=False)
        QCoreApplication.quit()

    def _fill(self, url: str) -> None:
        door = StoreDoor(
            self.home, self.surroundings.clock, secrets.token_bytes, self.surroundings.cost, FLOOR
        )
        door.enter()
        opened, _recovery = door.create(
            NewCoordinator("Ana Lucía", PASSPHRASE), NewCentre("La Esperanza (demo)", "CO", "America/Bogota")
        )
        store = opened.connect()
        try:
            desk = opened.desk(store)
            _fill_store(desk)
            self._send(desk, url)
        finally:
            store.close()
            door.leave()

    def _send(self, desk: Desk, url: str) -> None:
        may_pair(desk)
        pair(
            desk.store,
            url,
            self._code(),
            "",
            device_name=_("Reception"),
            author=desk.staff.id,
            random_bytes=secrets.token_bytes,
        )
        note_pairing(desk, url)
        engine = SyncEngine(
            desk.store,
            desk.staff.id,
            connect_over_http,
            monotonic=time.monotonic,
            random_bytes=secrets.token_bytes,
        )
        engine.run_round()
        engine.close()

    def _start_hub(self) -> str:
        self._hub_command("init")
        self._hub_command("centre", "add", _CENTRE_CODE, "--name", "La Esperanza (demo)")
        self._hub = subprocess.Popen(
            [sys.executable, "-m", "integrhabitat_hub", "serve", "--port", "0", "--data", self._hub_data],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        found = filter(None, map(_URL.search, self._hub.stdout or ()))
        return next(found).group()

    def _code(self) -> str:
        said = self._hub_command("device", "pair", _CENTRE_CODE)
        return next(iter(re.findall(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4})+", said)), "")

    def _hub_command(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "integrhabitat_hub", *words, "--data", self._hub_data],
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout


def _fill_store(desk: Desk) -> None:
    """A register, and a morning's work: visits, services, a workshop that has met before."""
    plan = propose(desk, resource_path(*_SAMPLE))
    people = write_people(desk, check(desk, plan, _Silent()), _Silent())
    _ask_for_consent(desk, people)
    for person in people[:_HERE_TODAY]:
        check_in(desk, person)
    head, *family = people[_HERE_TODAY : _HERE_TODAY + 4]
    for person, relationship in zip(family, ("CHILD", "CHILD_IN_LAW", "SIBLING"), strict=True):
        add_to_household(desk, head, person, relationship)
    for number, person in enumerate(people[:_SERVED]):
        record_service(desk, person, ServiceEntry(("T1.02", "T1.04", "T1.22")[number % 3], quantity=1))
    _refer(desk, people[:3])
    _register_again(desk, head)
    closed = desk.today() + timedelta(days=10)
    keep_closed_day(desk, closed.isoformat(), "Aniversario del centro", every_year=True)
    first_day = desk.today() - timedelta(weeks=4)
    first = first_day.isoformat()
    activity = create_activity(
        desk,
        NewActivity(
            "Taller de emprendimiento",
            "WORKSHOP",
            service="T5.04",
            topic="ENTREPRENEURSHIP",
            place="Salón azul",
            facilitator=desk.staff.id,
            fee_type="FREE",
            principles="P01 P09",
            capacity=_IN_WORKSHOP,
            least_age=16,
            certificate_share=50,
        ),
        SessionTimes(first, "14:00", "16:00", weekly(first_day, 8)),
    )
    with desk.store.transaction(desk.staff.id) as tx:
        for person in people[5 : 5 + _IN_WORKSHOP]:
            enrol_from(tx, activity, person, first)
    # Two came when every place was taken.
    enrol_people(desk, activity, people[30:32])
    for session in list_sessions(desk, activity):
        if session.day < desk.today().isoformat():
            begin_with_all_present(desk, session.session_id)
            # One stays away, another sends word.
            mark_person(desk, session.session_id, people[6], Mark("ABSENT"))
            mark_person(desk, session.session_id, people[9], Mark("EXCUSED", reason="HEALTH"))
    print_papers(desk, activity)
    add_cocreation(desk, people[40:52])
    plan_follow_up(desk, people[20], NewFollowUp("APPOINTMENT", desk.today().isoformat(), "11:00"))


def _refer(desk: Desk, people: Sequence[str]) -> None:
    """A small directory; one referral that waits to be sent, one under way with a call for today."""
    asked = {}
    for name, level, sectors, focal_point in (
        ("Centro de salud Las Palmas", "LOCAL", "HEALTH NUTRITION", "Trabajo social, puerta 4"),
        ("Consultorio jurídico El Puente", "MUNICIPAL", "LEGAL ASYLUM", "Recepción"),
        ("Comedor comunitario La Olla", "LOCAL", "FOOD", "Quien coordina el turno"),
    ):
        values = {"name": name, "level": level, "sectors": sectors, "focal_point": focal_point}
        asked[sectors.split()[0]] = save_institution(desk, "", values).institution_id
    for person, sector, priority in zip(people, ("HEALTH", "LEGAL", "FOOD"), _PRIORITIES, strict=True):
        made = create_referral(desk, person, _agreed(sector, asked[sector], priority))
        if sector != "HEALTH":
            take_step(desk, made, "SENT")
            plan_follow_up(
                desk, person, NewFollowUp("CALL", desk.today().isoformat(), "10:30", referral=made)
            )


def _agreed(sector: str, institution: str, priority: str) -> NewReferral:
    return NewReferral(
        sector,
        institution,
        priority,
        shared_fields=("NAME", "AGE"),
        consent_state="GIVEN",
        consent_method="WRITTEN",
    )


def _ask_for_consent(desk: Desk, people: Sequence[str]) -> None:
    """Most have been asked for the basic record, some for more; a few wait on the list of those who were not."""
    for number, person in enumerate(people):
        if number % _NOT_ASKED_EVERY:
            note_yes(desk, person, "REGISTER", Yes("WRITTEN", evidence=f"Folio {number}"))
        if number < _ASKED_FOR_MORE:
            note_yes(desk, person, "CONTACT", Yes("VERBAL"))
            note_no(desk, person, "PHOTO_PUBLIC")


def _register_again(desk: Desk, person_id: str) -> None:
    """Somebody was not recognised at the door, and registered a second time."""
    person = desk.store.get(Person, person_id)
    if person is not None:
        name = person.name.replace("ñ", "ni").replace("z", "s")
        again = Registration(name=name, birth_date=person.birth_date, birth_precision=person.birth_precision)
        register_person(desk, again, check_in=False)
