"""Code lists: each code stands once, no code that records may hold ever goes, every label is there in two languages."""

import csv
from importlib import resources
from pathlib import Path

import pytest

FOLDER = resources.files("integrhabitat_protocol").joinpath("code_lists")
NAMES = sorted(it.name for it in FOLDER.iterdir() if it.name.endswith(".csv"))
# What earlier versions wrote into records. New codes are added at the end of `known_codes.txt`; none is taken out.
KNOWN = Path(__file__).with_name("known_codes.txt")


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(FOLDER.joinpath(name).read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("name", NAMES)
def test_each_code_stands_once_with_a_spanish_and_an_english_label(name: str) -> None:
    rows = _rows(name)
    codes = [row["code"] for row in rows]
    assert codes
    assert sorted(codes) == sorted(set(codes))
    assert [row["code"] for row in rows if not (row["es"].strip() and row["en"].strip())] == []


def test_a_code_that_records_hold_never_goes() -> None:
    known = {line for line in KNOWN.read_text(encoding="utf-8").splitlines() if line}
    there = {f"{name.removesuffix('.csv')} {row['code']}" for name in NAMES for row in _rows(name)}
    assert known - there == set()
    assert there - known == set(), "add new codes to known_codes.txt"
