"""A quote that nobody closed takes in nobody, wherever it stands; answers over several lines stay whole."""

import pytest

from integrhabitat_desktop.imports.separated_text import SeparatedText, read_separated


def people(count: int) -> list[str]:
    return [f"Persona {number} Gil;30011122{number:02};Siloé" for number in range(count)]


def read(lines: list[str]) -> SeparatedText:
    return read_separated(("\n".join(["Nombre;Tel;Barrio", *lines]) + "\n").encode())


@pytest.mark.parametrize("before_end", [1, 2, 4, 10, 25, 29, 59])
def test_an_open_quote_before_the_end_takes_in_nobody(before_end: int) -> None:
    lines = people(60)
    lines[60 - before_end] = 'Rota Pérez;3001119999;"Barrio'
    text = read(lines)
    assert len(text.rows) == 61
    assert text.rows[61 - before_end] == ("Rota Pérez", "3001119999", "Barrio")
    assert text.open_quotes == {62 - before_end}


def test_open_quotes_that_close_each_other_take_in_nobody() -> None:
    lines = people(60)
    lines[20], lines[28], lines[40] = 'Rota;1;"Barrio', 'Otra;2;El "Topo', 'Mas;3;"La 14'
    lines[50], lines[53] = 'Una;4;"Centro', 'Dos;5;Centro"'
    text = read(lines)
    assert [len(row) for row in text.rows] == [3] * 61
    assert text.rows[29] == ("Otra", "2", 'El "Topo')
    assert text.open_quotes == {22, 42, 52}


def test_an_open_quote_in_the_first_row_leaves_the_separator_as_it_is() -> None:
    text = read_separated('Nombre;Tel\n"Ana Ruiz;1\nEva, Gil;2\nPía, Gil;3\n'.encode())
    assert (text.delimiter, text.rows[1:]) == (";", (("Ana Ruiz", "1"), ("Eva, Gil", "2"), ("Pía, Gil", "3")))


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ('"Ana\nLuz";1;Siloé', ("Ana Luz", "1", "Siloé")),
        ('Ana;"1\n2\n3";Siloé', ("Ana", "1 2 3", "Siloé")),
        (
            'Ana;1;"Calle 5; casa 2\n\nSiloé; arriba\ny más"',
            ("Ana", "1", "Calle 5; casa 2 Siloé; arriba y más"),
        ),
        ('Ana;1;"dijo ""hola""\ny se fue"', ("Ana", "1", 'dijo "hola" y se fue')),
    ],
)
def test_answers_over_several_lines_stay_whole(line: str, row: tuple[str, ...]) -> None:
    text = read([*people(5), line, *people(5)])
    assert (text.rows[6], len(text.rows), text.open_quotes) == (row, 12, frozenset())


def test_quotes_without_end_are_read_in_one_go() -> None:
    text = read_separated(b"Nombre;Tel\n" + b'"a";"b"";c\n' * 20_000)
    assert len(text.rows) > 1
