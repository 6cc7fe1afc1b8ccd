"""Windows offscreen, in the shipped font, and a runner whose jobs really run in threads."""

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from integrhabitat_desktop.db.connection import open_encrypted
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.signed_in_staff import SignedInStaff
from integrhabitat_desktop.i18n import DEFAULT_LANGUAGE, set_language
from integrhabitat_desktop.ui.appearance_settings import Appearance, AppearanceSettings
from integrhabitat_desktop.ui.background_runner import BackgroundRunner, DeskSource, FailureSink
from integrhabitat_desktop.ui.change_feed import ChangeFeed
from integrhabitat_desktop.ui.garbage_collection import GarbageCollection
from integrhabitat_desktop.ui.navigator import Navigator
from integrhabitat_desktop.ui.notices import Notices
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import Theme
from integrhabitat_desktop.ui.widgets import apply_theme
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_protocol.record_types import Centre
from tests.conftest import STORE_KEY
from tests.fake_clock import FakeClock

STAFF = SignedInStaff("K3F9Q7M-1", "Ana Lucía", "RECEPTION")
BOGOTA = ZoneInfo("America/Bogota")
CENTRE = Centre(id="centre", name="La Esperanza", country="CO", time_zone="America/Bogota")


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["integrhabitat"]


@pytest.fixture(scope="session", autouse=True)
def garbage(qapp: QApplication) -> None:
    """As in the program, no widget is destroyed in the thread of a job."""
    GarbageCollection(qapp)


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application in Spanish and the light theme, left without widgets."""
    set_language(DEFAULT_LANGUAGE)
    apply_theme(qapp, Theme())
    yield qapp
    for window in qapp.topLevelWidgets():
        window.close()
        window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    set_language(DEFAULT_LANGUAGE)


@pytest.fixture
def bugs() -> list[BaseException]:
    """The bugs that reached the last resort."""
    return []


@pytest.fixture
def notices(qapp: QApplication) -> Notices:
    return Notices()


@pytest.fixture
def staff() -> SignedInStaff:
    """Who is signed in; test modules for other roles override it."""
    return STAFF


@pytest.fixture
def changes(qapp: QApplication) -> ChangeFeed:
    return ChangeFeed()


@pytest.fixture
def runner(
    store_factory: Callable[..., Store],
    store_path: Path,
    clock: FakeClock,
    notices: Notices,
    bugs: list[BaseException],
    staff: SignedInStaff,
    changes: ChangeFeed,
) -> Iterator[BackgroundRunner[Desk]]:
    """A runner on a real encrypted store."""
    store_factory(path=store_path, seed=1)

    def make() -> Desk:
        store = Store(open_encrypted(store_path, STORE_KEY), clock, changes.announce)
        return Desk(store, staff, clock, BOGOTA, CENTRE)

    source = DeskSource(make, lambda desk: desk.store.close(), lambda desk: desk.store.interrupt())
    built = BackgroundRunner(source, FailureSink(notices.show_error, bugs.append))
    yield built
    built.close()


@pytest.fixture
def services(
    runner: BackgroundRunner[Desk],
    notices: Notices,
    clock: FakeClock,
    changes: ChangeFeed,
    staff: SignedInStaff,
) -> ScreenServices:
    """What a screen is given."""
    saved = cast(list[Appearance], [])
    return ScreenServices(
        runner=runner,
        notices=notices,
        changes=changes,
        navigator=Navigator(),
        clock=clock,
        time_zone=BOGOTA,
        settings=AppearanceSettings(Appearance(), saved.append),
        staff=staff,
        random_bytes=random.Random(5).randbytes,
    )
