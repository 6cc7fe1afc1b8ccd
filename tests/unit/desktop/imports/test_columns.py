"""What columns are taken for, by their titles."""

from datetime import date

import pytest

from integrhabitat_desktop.imports.columns import Column, find_header, propose_column, propose_columns


def proposed(titles: str) -> list[str]:
    return [column.value for column in propose_columns(titles.split(";"))]


@pytest.mark.parametrize(
    ("titles", "meanings"),
    [
        (
            "Primer Nombre;Segundo Nombre;Primer Apellido;Segundo Apellido;No. Documento;Edad (años)",
            ["given_names", "given_names", "surnames", "surnames", "document_number", "age"],
        ),
        ("Nombre;Apellidos;Género", ["given_names", "surnames", "sex"]),
        ("NOMBRES COMPLETOS;CÉDULA;CELULAR", ["name", "document_number", "phone"]),
        (
            "First name;Last name;DOB;Gender;Country",
            ["given_names", "surnames", "birth_date", "sex", "nationality"],
        ),
        ("Nome;Sobrenome;Data de nascimento", ["given_names", "surnames", "birth_date"]),
        ("Nom;Prénom;Sexe", ["surnames", "given_names", "sex"]),
        ("Nombre;Teléfono 1;Teléfono 2;Firma", ["name", "phone", "ignore", "ignore"]),
    ],
)
def test_titles_in_four_languages(titles: str, meanings: list[str]) -> None:
    assert proposed(titles) == meanings


@pytest.mark.parametrize(
    "title", ["Nombre de la madre", "Fecha de registro", "Teléfono del acudiente", "", "x" * 500]
)
def test_columns_about_others_are_left_out(title: str) -> None:
    assert propose_column(title) is Column.IGNORE


def test_a_title_row_above_the_titles_is_passed_over() -> None:
    rows = [("REGISTRO 2026",), (), ("Nombre", "Sexo", "Edad"), ("Ana", "F", "30")]
    assert find_header(rows) == 2


def test_unknown_titles_are_the_first_filled_row() -> None:
    assert find_header([(), ("Név", "Kor"), ("Anna", "30")]) == 1


def test_a_list_without_titles_begins_at_once() -> None:
    assert find_header([("Ana Ruiz", "17/11/1989"), ("Eva Paz", "1990")]) is None
    assert find_header([("Ana Ruiz", date(1989, 11, 17))]) is None
    assert find_header([]) == 0
