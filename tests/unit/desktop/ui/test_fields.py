"""Fields give the values of records and say what is wrong."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.domain.date_entry import DateEntry
from integrhabitat_desktop.ui.widgets import (
    BirthField,
    CheckField,
    ChoiceField,
    CodeField,
    CodesField,
    CountryField,
    DateField,
    Field,
    NoteField,
    NumberField,
    PassphraseField,
    SegmentedField,
    TextField,
    TimeField,
    check_required,
    show_field_errors,
)

TODAY = date(2026, 11, 20)


def today() -> date:
    return TODAY


def test_text_is_trimmed_and_nothing_is_none(qtbot: QtBot) -> None:
    field = TextField("Nombre")
    qtbot.addWidget(field)
    assert field.value() is None
    QTest.keyClicks(field.line, "  Ana ")
    assert field.value() == "Ana"


def test_typing_tells_a_change_and_setting_does_not(qtbot: QtBot) -> None:
    field = TextField("Nombre")
    qtbot.addWidget(field)
    with qtbot.assertNotEmitted(field.changed):
        field.set_value("Ana")
    with qtbot.waitSignal(field.changed):
        QTest.keyClicks(field.line, "x")


def test_an_error_replaces_the_explanation_until_something_is_typed(qtbot: QtBot) -> None:
    field = TextField("Nombre", help_text="Como lo dice la persona")
    qtbot.addWidget(field)
    field.set_error("Escriba un nombre.")
    assert field.error() == "Escriba un nombre."
    assert field.line.accessibleDescription() == "Escriba un nombre."
    QTest.keyClicks(field.line, "A")
    assert field.error() == ""
    assert field.line.accessibleDescription() == "Como lo dice la persona"


def test_a_field_takes_no_more_than_its_length(qtbot: QtBot) -> None:
    field = TextField("Nombre", max_length=3)
    qtbot.addWidget(field)
    QTest.keyClicks(field.line, "Yohana")
    assert field.value() == "Yoh"


def test_numbers_are_kept_with_a_decimal_point(qtbot: QtBot) -> None:
    whole, amount = NumberField("Cupo", value=25), NumberField("Valor", decimals=2)
    for field in (whole, amount):
        qtbot.addWidget(field)
    QTest.keyClicks(amount.line, "12,5x0")
    assert (whole.value(), amount.value()) == ("25", "12.50")


def test_a_time_is_tidied_when_the_field_is_left(qtbot: QtBot) -> None:
    field = TimeField("Hora")
    qtbot.addWidget(field)
    QTest.keyClicks(field.line, "2 pm")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.line.text() == "14:00"
    field.line.clear()
    QTest.keyClicks(field.line, "tarde")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert not field.is_readable()
    assert field.error()


def test_a_date_is_shown_in_the_local_form_and_kept_as_iso(qtbot: QtBot) -> None:
    field = DateField("Fecha", today, value="1989-11-17")
    qtbot.addWidget(field)
    assert field.line.text() == "17/11/1989"
    field.line.clear()
    QTest.keyClicks(field.line, "3-2-19")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.value() == "2019-02-03"
    assert field.line.text() == "03/02/2019"


@pytest.mark.parametrize(
    ("entry", "shown"),
    [
        (DateEntry("1991-03-12", "DAY"), "12/03/1991"),
        (DateEntry("1991-03-01", "MONTH"), "03/1991"),
        (DateEntry("1991-01-01", "YEAR"), "1991"),
        (DateEntry("1991-05-01", "ESTIMATED"), "35"),
    ],
)
def test_a_birth_date_is_shown_as_it_is_known_and_understood_again(
    entry: DateEntry, shown: str, qtbot: QtBot
) -> None:
    field = BirthField("Nacimiento", today, value=entry)
    qtbot.addWidget(field)
    assert field.line.text() == shown
    again = field.entry()
    assert again is not None
    assert again.precision == entry.precision


def test_a_typed_age_is_explained_under_the_field(qtbot: QtBot) -> None:
    field = BirthField("Nacimiento", today)
    qtbot.addWidget(field)
    QTest.keyClicks(field.line, "35")
    assert "Edad aproximada" in field._help.text()


def test_a_choice_keeps_a_code_of_a_newer_version(qtbot: QtBot) -> None:
    field = ChoiceField("Sala", [("a", "Salón azul")], value="zz")
    qtbot.addWidget(field)
    assert field.value() == "zz"
    field.set_value(None)
    assert field.value() is None


def test_a_code_field_offers_the_labels_of_its_list(qtbot: QtBot) -> None:
    field = CodeField("Sexo", "sex", only=("F", "M"))
    qtbot.addWidget(field)
    shown = [field.combo.itemText(number) for number in range(field.combo.count())]
    assert shown[1:] == ["Mujer", "Hombre"]
    field.set_value("M")
    assert field.value() == "M"


def test_a_country_is_found_by_typing_its_name(qtbot: QtBot) -> None:
    field = CountryField("País", first=("VE", "CO"))
    qtbot.addWidget(field)
    line = field.combo.lineEdit()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, "ecuador")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert field.value() == "EC"


def test_a_name_that_is_no_country_leaves_the_former_one(qtbot: QtBot) -> None:
    field = CountryField("País", value="CO")
    qtbot.addWidget(field)
    line = field.combo.lineEdit()
    assert isinstance(line, QLineEdit)
    line.setText("Atlantis")
    line.editingFinished.emit()
    assert (field.value(), line.text()) == ("CO", "Colombia")


def test_one_segment_is_chosen(qtbot: QtBot) -> None:
    field = SegmentedField("Sexo", [("F", "Mujer"), ("M", "Hombre")])
    qtbot.addWidget(field)
    assert field.value() is None
    field.set_value("F")
    with qtbot.waitSignal(field.changed):
        QTest.mouseClick(field._buttons["M"], Qt.MouseButton.LeftButton)
    assert field.value() == "M"
    field.set_value(None)
    assert field.value() is None


def test_a_check_is_one_or_zero(qtbot: QtBot) -> None:
    field = CheckField("Aceptó")
    qtbot.addWidget(field)
    assert field.value() == "0"
    QTest.keyClick(field.box, Qt.Key.Key_Space)
    assert field.value() == "1"


def test_several_codes_keep_those_of_a_newer_version(qtbot: QtBot) -> None:
    field = CodesField("Idiomas", "language", only=("spa", "hat"), value="hat new")
    qtbot.addWidget(field)
    assert field.value() == "hat new"
    QTest.keyClick(field._boxes["spa"], Qt.Key.Key_Space)
    assert field.value() == "spa hat new"


def test_a_passphrase_is_hidden_and_never_trimmed(qtbot: QtBot) -> None:
    field = PassphraseField("Frase de paso")
    qtbot.addWidget(field)
    QTest.keyClicks(field.line, " cuatro palabras ")
    assert field.line.echoMode() is QLineEdit.EchoMode.Password
    assert field.value() == " cuatro palabras "
    field.eye.click()
    assert field.line.echoMode() is QLineEdit.EchoMode.Normal
    field.clear()
    assert (field.value(), field.line.echoMode()) == (None, QLineEdit.EchoMode.Password)


def test_tab_leaves_a_note(qtbot: QtBot) -> None:
    field = NoteField("Nota", value="una")
    qtbot.addWidget(field)
    assert field.edit.tabChangesFocus()
    field.edit.setPlainText("dos\nlíneas ")
    assert field.value() == "dos\nlíneas"


def test_missing_required_fields_are_marked(qtbot: QtBot) -> None:
    name, note = TextField("Nombre", required=True), TextField("Nota")
    fields: list[Field] = [name, note]
    for field in fields:
        qtbot.addWidget(field)
    assert not check_required(fields)
    assert name.error()
    assert not note.error()
    name.set_value("Ana")
    assert check_required(fields)


def test_errors_are_shown_under_the_fields_they_name(qtbot: QtBot) -> None:
    fields: dict[str, Field] = {"name": TextField("Nombre"), "note": TextField("Nota")}
    for field in fields.values():
        qtbot.addWidget(field)
    fields["note"].set_error("alt")
    show_field_errors(fields, {"name": "Falta."})
    assert [field.error() for field in fields.values()] == ["Falta.", ""]
