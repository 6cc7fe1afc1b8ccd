"""Every widget of the kit in every theme and zoom: nothing is clipped, and pictures to look at."""

import os
from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.ui.notices import Notices
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.sync_line import SyncLine
from integrhabitat_desktop.ui.theme import Theme, ThemeName
from integrhabitat_desktop.ui.widgets import apply_theme
from integrhabitat_desktop.ui.widgets.badges import Badge
from integrhabitat_desktop.ui.widgets.buttons import KitButton
from integrhabitat_desktop.ui.widgets.text import PlainLabel
from tests.unit.desktop.ui.gallery import SAMPLES
from tests.unit.desktop.ui.sample_window import open_window, sample_entries

LOOKS = [
    (ThemeName.LIGHT, 100),
    (ThemeName.DARK, 100),
    (ThemeName.HIGH_CONTRAST, 100),
    (ThemeName.LIGHT, 150),
    (ThemeName.HIGH_CONTRAST, 200),
]


def keep_picture(widget: QWidget, name: str) -> None:
    """Save a picture where the person running the tests asks for one (KIT_PICTURES names the folder)."""
    folder = os.environ.get("KIT_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        assert widget.grab().save(str(Path(folder) / f"{name}.png"))


def clipped(root: QWidget) -> list[str]:
    """Texts that do not fit their widget and are not meant to be cut with an ellipsis."""
    found = []
    for label in root.findChildren(PlainLabel):
        if label.isVisible() and label.minimumSizeHint().width() > label.width() + 1:
            found.append(f"label {label.text()!r}")
        if (
            label.isVisible()
            and label.wordWrap()
            and label.heightForWidth(label.width()) > label.height() + 1
        ):
            found.append(f"wrapped {label.text()!r}")
    for part in (*root.findChildren(KitButton), *root.findChildren(Badge)):
        if part.isVisible() and part.minimumSizeHint().width() > part.width():
            found.append(f"{type(part).__name__} {part.accessibleName()!r}")
        if part.isVisible() and part.height() < QFontMetrics(part.font()).height():
            found.append(f"{type(part).__name__} {part.accessibleName()!r} is too low")
    return found


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize(("name", "zoom"), LOOKS)
def test_no_text_is_clipped(
    sample: str, name: ThemeName, zoom: int, qapp: QApplication, qtbot: QtBot
) -> None:
    apply_theme(qapp, Theme(name, zoom))
    screen = SAMPLES[sample]()
    qtbot.addWidget(screen)
    screen.resize(1194, 668)
    with qtbot.waitExposed(screen):
        screen.show()
    keep_picture(screen, f"{sample}-{name}-{zoom}")
    assert clipped(screen) == []


@pytest.mark.parametrize("key", ["reception", "activities", "sync"])
@pytest.mark.parametrize(("name", "zoom"), LOOKS)
def test_the_window_fits_its_frame_in_every_look(
    key: str,
    name: ThemeName,
    zoom: int,
    qapp: QApplication,
    qtbot: QtBot,
    services: ScreenServices,
    notices: Notices,
) -> None:
    apply_theme(qapp, Theme(name, zoom))
    window = open_window(qapp, services, sample_entries())
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.open_screen(key)
    window.focus_search()
    window.top_bar.search.set_text_quietly("yohana balbuena")
    notices.show("Ingreso registrado: Marie-Ange Desrosiers", lambda: None)
    window.set_sync_line(
        SyncLine("Trabajando sin conexión · 12 cambios por enviar · confirmado 08:15", "cloud-off")
    )
    with qtbot.waitExposed(window):
        window.show()
    keep_picture(window, f"window-{key}-{name}-{zoom}")
    frame = (window.side_bar, window.top_bar, window.status_line)
    assert [text for part in frame for text in clipped(part)] == []
    assert window.width() == 1366


def test_every_control_has_a_name_for_screen_readers(qapp: QApplication, qtbot: QtBot) -> None:
    nameless = []
    for name, sample in SAMPLES.items():
        screen = sample()
        qtbot.addWidget(screen)
        screen.show()
        nameless += [
            f"{name}: {type(control).__name__}"
            for control in screen.findChildren(QWidget)
            if control.isVisible()
            and control.focusPolicy().value & 1
            and not control.accessibleName()
            and control.property("kit") != "inner"
        ]
    assert nameless == []


def test_labels_of_the_kit_never_interpret_rich_text(qapp: QApplication, qtbot: QtBot) -> None:
    for sample in SAMPLES.values():
        screen = sample()
        qtbot.addWidget(screen)
        assert all(isinstance(label, PlainLabel) for label in screen.findChildren(QLabel))
