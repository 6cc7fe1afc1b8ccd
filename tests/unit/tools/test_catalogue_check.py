"""The translation check notices what is missing, unused, uncertain or filled in differently."""

from pathlib import Path

import pytest

from tools.catalogues import read_catalogue, texts_in_code, write_catalogue
from tools.check_catalogues import problems_of

CODE = """
title = _("Check in")
found = ngettext("{count} person", "{count} people", count).format(count=count)
order = pgettext("verb", "Order")
label = N_("Name")
"""
HEADER = 'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
ENTRIES = {
    "Check in": 'msgid "Check in"\nmsgstr "Registrar ingreso"\n',
    "people": 'msgid "{count} person"\nmsgid_plural "{count} people"\n'
    'msgstr[0] "una persona"\nmsgstr[1] "{count} personas"\n',
    "Order": 'msgctxt "verb"\nmsgid "Order"\nmsgstr "Ordenar"\n',
    "Name": 'msgid "Name"\nmsgstr "Nombre"\n',
}


def _problems(folder: Path, entries: dict[str, str]) -> list[str]:
    code, locale = folder / "program", folder / "es" / "LC_MESSAGES"
    code.mkdir()
    locale.mkdir(parents=True)
    (code / "screen.py").write_text(CODE, encoding="utf-8")
    catalogue = locale / "desktop.po"
    catalogue.write_text(HEADER + "\n".join(entries.values()), encoding="utf-8")
    return problems_of(catalogue, texts_in_code((code,)))


def test_a_complete_catalogue_has_no_problems(tmp_path: Path) -> None:
    assert _problems(tmp_path, ENTRIES) == []


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("Name", ""),
        ("Name", 'msgid "Name"\nmsgstr ""\n'),
        ("Name", '#, fuzzy\nmsgid "Name"\nmsgstr "Nombre"\n'),
        ("Name", 'msgid "Name"\nmsgstr "Nombre de {who}"\n'),
        ("unused", 'msgid "Gone"\nmsgstr "Se fue"\n'),
        ("obsolete", '#~ msgid "Old"\n#~ msgstr "Viejo"\n'),
        ("people", ENTRIES["people"].replace("{count} personas", "personas")),
        ("people", ENTRIES["people"].replace("{count} personas", "")),
        ("people", ENTRIES["people"].replace("una persona", "{number} persona")),
        ("Order", 'msgid "Order"\nmsgstr "Ordenar"\n'),
    ],
)
def test_a_fault_is_noticed(tmp_path: Path, name: str, entry: str) -> None:
    assert _problems(tmp_path, ENTRIES | {name: entry}) != []


def test_updating_keeps_translations_and_adds_what_is_new(tmp_path: Path) -> None:
    assert _problems(tmp_path, {"Name": ENTRIES["Name"], "unused": 'msgid "Gone"\nmsgstr "Se fue"\n'}) != []
    path = tmp_path / "es" / "LC_MESSAGES" / "desktop.po"
    catalogue = read_catalogue(path)
    catalogue.update(texts_in_code((tmp_path / "program",)), no_fuzzy_matching=True)
    write_catalogue(path, catalogue)
    after = read_catalogue(path)
    assert {str(message.id): message.string for message in after if message.id} == {
        "Check in": "",
        "('{count} person', '{count} people')": ("", ""),
        "Order": "",
        "Name": "Nombre",
    }
    assert not after.obsolete
