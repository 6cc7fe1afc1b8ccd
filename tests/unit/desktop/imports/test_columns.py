"""What columns are taken for, by their titles."""

import pytest

from integrhabitat_desktop.imports.columns import Column, propose_column, propose_columns, second_people


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


def test_a_title_is_understood_by_the_group_above_it() -> None:
    titles = ["Nombre", "Tipo", "Número", "Nombre", "Teléfono"]
    groups = ["Datos personales", "Documento", "Documento", "Acudiente", "Acudiente"]
    assert [it.value for it in propose_columns(titles, groups)] == [
        "name",
        "document_type",
        "document_number",
        "ignore",
        "ignore",
    ]


@pytest.mark.parametrize(
    ("titles", "places"),
    [
        ("Nombre;Cédula;Nombre;Cédula", {2}),
        ("No;Nombres;Apellidos;Cédula;No;Nombres;Apellidos;Cédula", {5, 6}),
        ("Nombre 1;Cédula 1;Nombre 2;Cédula 2;Nombre 3;Cédula 3", {2, 4}),
        ("Nombre;Nombre;Apellido;Apellido;Cédula", set()),
        ("Primer nombre;Cédula;Segundo nombre;Teléfono", set()),
        ("Nombre;Teléfono 1;Teléfono 2", set()),
        ("Nombre;Cédula;Nombre del acudiente;Cédula del acudiente", set()),
    ],
)
def test_titles_that_are_repeated_in_turn_tell_two_people_in_a_row(titles: str, places: set[int]) -> None:
    assert second_people(titles.split(";")) == places
