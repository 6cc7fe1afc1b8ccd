"""Rows become people, or problems that say why not; nothing that is written in a cell makes them fail."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrhabitat_desktop.imports.birth_cell import EPOCH_1904
from integrhabitat_desktop.imports.cells import Cell, clean_text
from integrhabitat_desktop.imports.columns import Column
from integrhabitat_desktop.imports.person_row import RowReader
from integrhabitat_desktop.imports.row_answers import ImportedPerson, RowProblem, SkipReason
from integrhabitat_desktop.imports.words import code_words
from integrhabitat_protocol.record_types import Contact, IdentityDocument, Person
from integrhabitat_protocol.validation import validate

TODAY = date(2027, 3, 1)
WORDS = code_words()


def read_all(
    columns: list[Column], *rows: tuple[Cell, ...]
) -> tuple[list[ImportedPerson | None], list[RowProblem]]:
    reader = RowReader(columns, rows, WORDS, TODAY)
    read = [reader.read(number, cells) for number, cells in enumerate(rows, start=2)]
    return [person for person, _ in read], [problem for _, problems in read for problem in problems]


def read_one(**cells: Cell) -> tuple[ImportedPerson, list[str]]:
    """A row with a name and these cells, and the codes of its problems."""
    columns = [Column.NAME, *(Column(name) for name in cells)]
    (person,), problems = read_all(columns, ("Ana Ruiz", *cells.values()))
    assert person is not None
    return person, [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("cell", "iso", "precision"),
    [
        ("17/11/1989", "1989-11-17", "DAY"),
        ("17-11-89", "1989-11-17", "DAY"),
        ("17.11.1989", "1989-11-17", "DAY"),
        ("1989-11-17 00:00:00", "1989-11-17", "DAY"),
        ("1989-11-17T05:00:00Z", "1989-11-17", "DAY"),
        ("17/11/1989 12:00:00 a. m.", "1989-11-17", "DAY"),
        ("17 de noviembre de 1989", "1989-11-17", "DAY"),
        ("nov 1989", "1989-11-01", "MONTH"),
        ("1989", "1989-01-01", "YEAR"),
        ("32829", "1989-11-17", "DAY"),
        ("32829.5", "1989-11-17", "DAY"),
        ("17-nov-89", "1989-11-17", "DAY"),
        ("17/nov/1989", "1989-11-17", "DAY"),
        ("17-NOV.-1989", "1989-11-17", "DAY"),
        ("Nov-89", "1989-11-01", "MONTH"),
        ("٣/٤/١٩٩٠", "1990-04-03", "DAY"),
        (date(1989, 11, 17), "1989-11-17", "DAY"),
    ],
)
def test_birth_dates_in_local_forms(cell: Cell, iso: str, precision: str) -> None:
    person, problems = read_one(birth_date=cell)
    assert (person.birth_date, person.birth_precision, problems) == (iso, precision, [])


@pytest.mark.parametrize(
    "cell", ["31/02/1990", "17/11/2030", "35", "ayer", "0000-01", date(1800, 1, 1), "99999"]
)
def test_what_is_no_birth_date_is_told(cell: Cell) -> None:
    person, problems = read_one(birth_date=cell)
    assert (person.birth_date, problems) == (None, ["date_not_readable"])


@pytest.mark.parametrize("cell", ["#REF!", "#¡VALOR!", "#¿NOMBRE?", "#DIV/0!", "#NAME?", "#NULL!", "#N/A"])
def test_a_formula_that_failed_is_no_answer(cell: str) -> None:
    person, problems = read_one(neighbourhood=cell, phone=cell)
    assert (person.neighbourhood, person.phones, set(problems)) == (None, (), {"formula_error"})
    _people, found = read_all([Column.NAME, Column.AGE], (cell, "30"))
    assert [(it.code, it.is_row) for it in found] == [("formula_error", False), ("name_missing", True)]


def test_a_column_that_cannot_be_day_first_is_read_month_first() -> None:
    people, problems = read_all(
        [Column.NAME, Column.BIRTH_DATE], ("Ana Ruiz", "11/17/1989"), ("Eva Paz", "05/04/1990")
    )
    assert [person and person.birth_date for person in people] == ["1989-11-17", "1990-05-04"]
    assert not problems


def test_one_slip_does_not_turn_a_column_around() -> None:
    people, problems = read_all(
        [Column.NAME, Column.BIRTH_DATE], ("Ana Ruiz", "11/17/1989"), ("Eva Paz", "17/05/1990")
    )
    assert [person and person.birth_date for person in people] == [None, "1990-05-17"]
    assert [problem.code for problem in problems] == ["date_not_readable"]


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("35 años", "1991-09-01"),
        ("8 meses", "2026-07-01"),
        ("8meses", "2026-07-01"),
        ("1 año y 3 meses", "2025-12-01"),
        ("10 días", "2027-02-01"),
        ("٣٥", "1991-09-01"),
    ],
)
def test_ages_are_estimates_and_months_are_not_taken_for_years(cell: str, iso: str) -> None:
    person, problems = read_one(age=cell)
    assert (person.birth_date, person.birth_precision, problems) == (iso, "ESTIMATED", [])


@pytest.mark.parametrize("cell", ["300 meses", "ocho meses", "35 M 8 meses"])
def test_what_is_no_age_is_told(cell: str) -> None:
    person, problems = read_one(age=cell)
    assert (person.birth_date, problems) == (None, ["age_not_readable"])


@pytest.mark.parametrize(
    ("written", "kind", "number"),
    [
        ("C.C. 1.234.567", "CO-CC", "1.234.567"),
        ("CC1234567", "CO-CC", "1234567"),
        ("V-12.345.678", "VE-CI", "V-12.345.678"),
        ("C.I. V-12.345.678", "VE-CI", "V-12.345.678"),
        ("PPT 9900123", "CO-PPT", "9900123"),
        ("Pasaporte No. AB123456", "ANY-PASSPORT", "AB123456"),
        ("T.I. 1.020.333.444", "CO-TI", "1.020.333.444"),
        ("P10037037", "ANY-OTHER", "P10037037"),
        ("no tiene", "ANY-NONE", None),
        ("N/A", None, None),
    ],
)
def test_documents_with_their_type_before_the_number(
    written: str, kind: str | None, number: str | None
) -> None:
    person, problems = read_one(document_number=written)
    assert (person.document_type, person.document_number, problems) == (kind, number, [])


def test_a_type_of_its_own_column_counts_more_than_a_prefix() -> None:
    person, _ = read_one(document_type="Cédula de extranjería", document_number="CC 403123")
    assert (person.document_type, person.document_number) == ("CO-CE", "403123")


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("document_number", "1,03E+09", "number_rounded"),
        ("document_number", "en trámite", "document_not_readable"),
        ("document_number", "9" * 61, "too_long"),
        ("phone", "3,1E+09", "number_rounded"),
        ("phone", "vecina", "phone_not_readable"),
        ("email", "ana en casa", "email_not_readable"),
        ("nationality", "Macondo", "word_not_known"),
        ("neighbourhood", "x" * 201, "too_long"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told(column: str, cell: str, code: str) -> None:
    _person, problems = read_one(**{column: cell})
    assert problems == [code]


@pytest.mark.parametrize(
    ("cell", "code"),
    [("venezolana", "VE"), ("Venezuela", "VE"), ("VEN", "VE"), ("Haïti", "HT"), ("co", "CO")],
)
def test_countries_by_name_people_or_code(cell: str, code: str) -> None:
    assert read_one(nationality=cell)[0].nationality == code


def test_codes_by_label_or_usual_word() -> None:
    assert read_one(mobility_profile="Comunidad de acogida")[0].mobility_profile == "HOST"
    assert read_one(mobility_profile="Desplazada")[0].mobility_profile == "IDP"


def test_m_beside_h_stands_for_women() -> None:
    people, _ = read_all([Column.NAME, Column.SEX], ("Ana Ruiz", "M"), ("Luis Paz", "H"))
    assert [person and person.sex for person in people] == ["F", "M"]
    people, _ = read_all([Column.NAME, Column.SEX], ("Ana Ruiz", "F"), ("Luis Paz", "M"))
    assert [person and person.sex for person in people] == ["F", "M"]


def test_two_phones_in_one_cell_are_two_phones() -> None:
    assert read_one(phone="300 111 2233 / 6012345678")[0].phones == ("300 111 2233", "6012345678")
    assert read_one(phone="+57 300-111-2233")[0].phones == ("+57 300-111-2233",)


def test_names_of_several_columns_are_joined_and_surnames_before_a_comma_go_behind() -> None:
    columns = [Column.GIVEN_NAMES, Column.GIVEN_NAMES, Column.SURNAMES, Column.SURNAMES]
    (person,), _ = read_all(columns, ("Ana", "Luz", "Ruiz", None))
    assert person is not None and person.name == "Ana Luz Ruiz"
    (person,), _ = read_all([Column.NAME], ("RUIZ PAZ, Ana Luz",))
    assert person is not None and person.name == "Ana Luz RUIZ PAZ"


def test_days_are_counted_from_where_the_workbook_counts_them() -> None:
    columns = [Column.NAME, Column.BIRTH_DATE]
    reader = RowReader(columns, [], WORDS, TODAY, epoch=EPOCH_1904)
    person, _ = reader.read(2, ("Berta Paz", "31367"))
    assert person is not None and person.birth_date == "1989-11-17"


@pytest.mark.parametrize("name", ["محمد علي", "李小龙", "Иван Петров", "ዓለም ተስፋዬ"])
def test_names_of_every_script_are_names(name: str) -> None:
    (person,), problems = read_all([Column.NAME, Column.NEIGHBOURHOOD], (name, "حي السلام"))
    assert person is not None and not problems
    assert (person.name, person.neighbourhood) == (name, "حي السلام")


@pytest.mark.parametrize("cell", ["—", "- - -", "...", "N/A", "s/d"])
def test_dashes_and_words_for_nothing_are_empty(cell: str) -> None:
    person, problems = read_one(neighbourhood=cell, phone=cell, document_number=cell)
    assert (person.neighbourhood, person.phones, person.document_type, problems) == (None, (), None, [])


def test_figures_of_other_scripts_are_figures() -> None:
    person, problems = read_one(phone="٣٠٠١١١٢٢٣٣", document_number="CC ١٢٣٤٥٦")
    assert (person.phones, person.document_number, problems) == (("3001112233",), "123456", [])


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("C.C. 1.234.567 de Cali", "1.234.567"),
        ("CC 1234567 expedida en Bogotá", "1234567"),
        ("1234567 (vencida)", "1234567"),
    ],
)
def test_where_a_document_was_issued_is_no_part_of_its_number(written: str, number: str) -> None:
    (person,), problems = read_all([Column.NAME, Column.DOCUMENT_NUMBER], ("Ana Ruiz", written))
    assert person is not None and person.document_number == number
    assert [(it.code, it.value, it.is_note) for it in problems] == [("document_rest", written, True)]


@pytest.mark.parametrize("name", ['=HYPERLINK("x")', "@SUM(A1)", "=cmd|' /C calc'!A0", "+57 300 Ana"])
def test_a_formula_is_nobody(name: str) -> None:
    _people, problems = read_all([Column.NAME, Column.AGE], (name, "30"))
    assert [(it.code, it.is_row) for it in problems] == [("formula_as_name", True)]


def test_a_name_behind_a_sign_of_formulas_is_kept_and_told() -> None:
    (person,), problems = read_all([Column.NAME, Column.AGE], ("-Ana Ruiz", "30"))
    assert person is not None and person.name == "-Ana Ruiz"
    assert [(it.code, it.is_row) for it in problems] == [("formula_sign", False)]


def test_titles_that_are_repeated_on_each_page_are_passed_over() -> None:
    titles = ("Nombre", "Edad")
    reader = RowReader([Column.NAME, Column.AGE], [titles], WORDS, TODAY, [titles])
    assert reader.read(40, titles) == (None, [])
    assert reader.skip_reason(40, ("NOMBRE", "Edad ")) is SkipReason.TITLES


def test_rows_without_a_name_or_with_shifted_cells_are_problems() -> None:
    _people, problems = read_all(
        [Column.NAME, Column.AGE], (None, "35"), ("1234", "35"), ("Ana Ruiz", "35", "una celda de más")
    )
    assert [(it.number, it.code, it.is_row) for it in problems] == [
        (2, "name_missing", True),
        (3, "name_not_usable", True),
        (4, "too_many_cells", True),
    ]


CELLS = st.one_of(
    st.none(),
    st.text(max_size=250).map(clean_text),
    st.dates(),
    st.sampled_from(
        ["35", "0000", "01/0000", "0000-12", "١٢/٠٥/١٩٩٠", "C.C.", "V", "ß" * 40, "e3@İ.x", "99999"]
    ),
)


@settings(max_examples=400)
@given(st.lists(CELLS, min_size=len(Column), max_size=len(Column) + 1))
def test_whatever_a_row_holds_it_is_a_storable_person_or_a_problem(cells: list[Cell]) -> None:
    reader = RowReader(list(Column), [cells], WORDS, TODAY)
    person, problems = reader.read(2, cells)
    assert all(problem.number == 2 and problem.code for problem in problems)
    if person is None:
        return
    values = {"name": person.name, "preferred_name": person.preferred_name, "birth_date": person.birth_date}
    values |= {"sex": person.sex, "nationality": person.nationality, "neighbourhood": person.neighbourhood}
    assert not validate(Person.TYPE, {**values, "birth_precision": person.birth_precision}, partial=True)
    document = {"document_type": person.document_type, "number": person.document_number}
    assert not validate(IdentityDocument.TYPE, document, partial=True) or person.document_type is None
    for value in (*person.phones, *([person.email] if person.email else [])):
        assert not validate(Contact.TYPE, {"value": value, "value_key": value.casefold()}, partial=True)
