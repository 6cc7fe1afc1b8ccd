"""Text that people typed is never interpreted: in the kit, and by nobody going round the kit."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import integrhabitat_desktop
from integrhabitat_desktop.ui.widgets import (
    KitMenu,
    ListRow,
    PlainLabel,
    RowList,
    Screen,
    plain_label,
    primary_button,
    tell,
    tooltip_text,
)

HOSTILE = '<b>Ana</b> & <img src="file:///etc/hostname"> &amp; <a href="http://example.org">x</a>'
# What shows text richly or opens files unless told otherwise; the kit wraps each of them.
OUTSIDE_THE_KIT = {
    "QLabel",
    "QMessageBox",
    "QToolTip",
    "QTextEdit",
    "QTextBrowser",
    "QErrorMessage",
    "QWhatsThis",
    "QInputDialog",
    "setToolTip",
    "setWhatsThis",
    "setHtml",
    "setStatusTip",
    "setTextFormat",
    "setStyleSheet",
}


def used_outside_the_kit() -> list[str]:
    root = Path(str(integrhabitat_desktop.__file__)).parent
    found = []
    for path in root.rglob("*.py"):
        if path.parent.name == "widgets" and path.parent.parent.name == "ui":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = (
                getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
            )
            if name in OUTSIDE_THE_KIT:
                found.append(f"{path.relative_to(root)}:{node.lineno} {name}")  # type: ignore[attr-defined]  # a call
    return found


def test_nothing_outside_the_kit_shows_text_richly() -> None:
    assert used_outside_the_kit() == []


def test_a_label_shows_markup_as_it_was_typed(qapp: QApplication, qtbot: QtBot) -> None:
    label, known = plain_label(HOSTILE), plain_label("&lt;b&gt;")
    for each in (label, known):
        qtbot.addWidget(each)
    assert label.text() == HOSTILE
    # Rich text would have taken the room of "Ana & x", not of all its signs.
    assert label.sizeHint().width() >= label.fontMetrics().horizontalAdvance(HOSTILE)


@pytest.mark.parametrize("typed", [HOSTILE, "a\nb", "plain", "<qt>x</qt>"])
def test_a_tooltip_shows_markup_as_it_was_typed(typed: str, qapp: QApplication) -> None:
    document = QTextDocument()
    document.setHtml(tooltip_text(typed))
    assert document.toPlainText() == typed


def test_no_tooltip_comes_from_no_text() -> None:
    assert tooltip_text("") == ""


def test_an_elided_label_tells_its_whole_text_as_tooltip(qapp: QApplication, qtbot: QtBot) -> None:
    label = PlainLabel(HOSTILE, elided=True)
    qtbot.addWidget(label)
    label.show()
    label.resize(60, 20)
    assert label.toolTip() == tooltip_text(HOSTILE)
    label.resize(3000, 20)
    assert label.toolTip() == ""


def test_an_ampersand_marks_no_shortcut_in_menus_and_buttons(qapp: QApplication, qtbot: QtBot) -> None:
    screen = Screen()
    qtbot.addWidget(screen)
    menu = KitMenu(screen)
    assert menu.add("Ana & Luis", lambda: None).text() == "Ana && Luis"
    button = primary_button("Ana & Luis")
    qtbot.addWidget(button)
    assert button.text() == ""
    assert button.accessibleName() == "Ana & Luis"


def test_a_row_tells_its_text_to_tooltip_and_screen_reader_literally(
    qapp: QApplication, qtbot: QtBot
) -> None:
    rows = RowList("Personas")
    qtbot.addWidget(rows)
    rows.set_rows([ListRow("1", HOSTILE, "35 años")])
    index = rows.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == tooltip_text(f"{HOSTILE}\n35 años")
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == f"{HOSTILE} · 35 años"


def test_a_dialog_shows_markup_as_it_was_typed(qapp: QApplication, qtbot: QtBot) -> None:
    screen = Screen()
    qtbot.addWidget(screen)
    dialog = tell(screen, HOSTILE, HOSTILE)
    texts = [label.text() for label in dialog.findChildren(PlainLabel)]
    assert texts == [HOSTILE, HOSTILE]
