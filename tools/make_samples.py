"""Makes the two sample registers of `resources/samples/`: a tidy workbook and a messy text file."""

import csv
import io
import random
from datetime import UTC, date, datetime
from pathlib import Path

from babel import Locale
from xlsxwriter import Workbook  # type: ignore[import-untyped] # the library has no types

from integrhabitat_protocol.code_lists import code_list
from tools.invented_people import InventedPerson, invent_person

FOLDER = Path(__file__).parents[1] / "resources" / "samples"
TIDY, MESSY = "registro-ordenado.xlsx", "registro-desordenado.csv"
_TODAY = date(2026, 11, 1)
_TIDY_PEOPLE, _MESSY_PEOPLE = 300, 115
_MONTHS = Locale("es").months["format"]["wide"]


def main() -> None:
    """Write both files anew; the same chance makes the same people."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    chance = random.Random(20261101)
    people = [invent_person(chance, number, _TODAY) for number in range(1, _TIDY_PEOPLE + 1)]
    _tidy(people)
    others = [invent_person(chance, number, _TODAY) for number in range(1001, 1001 + _MESSY_PEOPLE)]
    # Some are in both registers, as it happens between two centres of one town, and some twice in one.
    _messy([*others, *people[:5], *others[10:13]], chance)


def _tidy(people: list[InventedPerson]) -> None:
    # Unlike openpyxl this library writes the same bytes on every run.
    with Workbook(FOLDER / TIDY, {"default_date_format": "dd/mm/yyyy"}) as book:
        book.set_properties({"created": datetime(_TODAY.year, _TODAY.month, _TODAY.day, tzinfo=UTC)})
        sheet = book.add_worksheet("Registro")
        sheet.set_column(0, 9, 22)
        titles = [
            "Nombres", "Apellidos", "Fecha de nacimiento", "Sexo", "Nacionalidad", "Tipo de documento",
            "Número de documento", "Teléfono", "Barrio", "Perfil de movilidad",
        ]  # fmt: skip
        sheet.write_row(0, 0, titles, book.add_format({"bold": True}))
        profiles, kinds = code_list("mobility_profile"), code_list("document_type")
        for number, person in enumerate(people, start=1):
            cells = [
                person.given, person.surnames, person.birth, "Mujer" if person.sex == "F" else "Hombre",
                str(Locale("es").territories[person.nationality]), kinds.label(person.document_type, "es"),
                person.document_number, person.phone, person.neighbourhood,
                profiles.label(person.profile, "es"),
            ]  # fmt: skip
            sheet.write_row(number, 0, cells)


def _messy(people: list[InventedPerson], chance: random.Random) -> None:
    """Windows-1252, semicolons, a title row, mixed dates, prefixes, blanks, a totals row, rows without a name."""
    written = io.StringIO(newline="")
    sheet = csv.writer(written, delimiter=";")
    sheet.writerow(["REGISTRO DE ATENCIÓN - NOVIEMBRE 2026", "", "", "", "", ""])
    sheet.writerow([])
    sheet.writerow(
        ["Nombre completo", "F. nacimiento", "Género", "Documento", "Celular", "País", "Observaciones"]
    )
    for number, person in enumerate(people):
        name = person.name.upper() if number % 3 == 0 else person.name
        if number % 10 == 4:
            name = f"{person.surnames}, {person.given}"
        sheet.writerow(
            [name if number % 29 != 28 else "", _date(person.birth, number), _sex(person.sex, number),
             _document(person, number), person.phone if chance.random() < 0.7 else "N/A",
             _country(person.nationality, number), "=1+1" if number == 50 else ""]
        )  # fmt: skip
    sheet.writerow([f"TOTAL: {len(people)}", "", "", "", "", ""])
    (FOLDER / MESSY).write_bytes(written.getvalue().encode("cp1252"))


def _date(day: date, number: int) -> str:
    forms = (
        f"{day:%d/%m/%Y}",
        f"{day.day}-{day.month}-{day:%y}" if day.year > 1930 else f"{day:%d/%m/%Y}",
        f"{day.day} de {_MONTHS[day.month]} de {day.year}",
        str((day - date(1899, 12, 30)).days),
        str(day.year),
        f"{day:%Y-%m-%d}",
        "31/02/1990" if number == 62 else f"{day:%d.%m.%Y}",
    )
    return forms[number % len(forms)]


def _sex(sex: str, number: int) -> str:
    return (("F", "Femenino", "mujer") if sex == "F" else ("M", "Masculino", "hombre"))[number % 3]


def _document(person: InventedPerson, number: int) -> str:
    digits = person.document_number
    if number % 9 == 8:
        return "no tiene"
    if person.document_type == "CO-CC":
        return f"C.C. {int(digits):,}".replace(",", ".")
    if person.document_type == "VE-CI":
        return f"V-{int(digits):,}".replace(",", ".")
    return f"PPT {digits}" if person.document_type == "CO-PPT" else digits


def _country(code: str, number: int) -> str:
    if number == 77:
        return "Macondo"
    return (
        str(Locale("es").territories[code])
        if number % 2
        else {"VE": "venezolana", "CO": "Colombiano"}.get(code, code)
    )


if __name__ == "__main__":
    main()
