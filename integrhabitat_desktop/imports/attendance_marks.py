"""What stands in the cells of an attendance matrix: crosses, ticks, letters, words, and our own register."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.imports.cells import Cell
from integrhabitat_protocol.code_lists import code_list

PRESENT, ABSENT, EXCUSED, LATE = "PRESENT", "ABSENT", "EXCUSED", "LATE"
NOT_RECORDED: Final = "NOT_RECORDED"
# What can be said of a person; that a session was cancelled is said of the session.
_MARKS: Final = frozenset({PRESENT, LATE, "LEFT_EARLY", "REMOTE", EXCUSED, ABSENT})
_LONGEST_SESSION: Final = 1440
# What a word can be taken for; online presence is a modality of its own.
ONLINE_WORD: Final = "REMOTE"
_TICKS: Final = frozenset("✓✔√☑✅●■")
_CROSSED_OUT: Final = frozenset("✗✘❌☒")
_OWN: Final = re.compile(r"^([A-Z_]+)(?: ([A-Z_]+))?(?: ([0-9]{1,4}))?(?: · |$)")
_WITH_MINUTES: Final = re.compile(
    r"^(\S.*?)[\s(:]*\b([0-9]{1,3})\s*(?:min(?:utos|utes)?|m|['’′])?\)?\.?$", re.IGNORECASE
)
_FORMULA_ERROR: Final = re.compile(r"^#[¡¿]?\S+[!?/].*$|^#N/A$")
_LONGEST_KEY: Final = 40
_LIST: Final = "attendance_status"
_LANGUAGES: Final = ("es", "en", "pt", "fr", "ht")


@dataclass(frozen=True, slots=True)
class ReadMark:
    """A mark as it can be stored; without a modality that of the session counts."""

    status: str
    modality: str | None = None
    minutes: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class MarkCell:
    """A filled cell: `key` is what cells of one meaning share, `text` as it stands; `own` where our register wrote it.

    `note` are minutes beside the letter: what they say is kept as a reason, because nobody knows of what.
    """

    key: str
    text: str
    own: ReadMark | None = None
    note: str = ""


def read_cell(cell: Cell) -> MarkCell | None:
    """What stands in a cell; None where nothing does."""
    text = "" if cell is None else str(cell).strip()
    if not text:
        return None
    own = _own_mark(text)
    if own is not None:
        return MarkCell(own.status, text, own)
    with_minutes = _WITH_MINUTES.match(text)
    if with_minutes and any(map(str.isalpha, with_minutes[1])):
        key = _key(with_minutes[1])
        if _usual().get(key) in (LATE, "LEFT_EARLY"):
            return MarkCell(key, text, note=f"{int(with_minutes[2])} min")
    return MarkCell(_key(text), text)


def propose_meanings(keys: Iterable[str]) -> dict[str, str]:
    """A code of attendance_status for each key, "" where nobody can know.

    An A means that somebody came (asistió) where another letter stands for absence, and else that they did not.
    """
    there = set(keys)
    meanings = {key: _usual().get(key, "") for key in there}
    if "a" in there and there & {"f", "falta", "0"}:
        meanings["a"] = PRESENT
    return meanings


def mark_of(cell: MarkCell, meanings: Mapping[str, str]) -> ReadMark | None:
    """The mark of a cell by what its key was taken for; None where that is nothing."""
    if cell.own is not None:
        return cell.own
    status = meanings.get(cell.key, "")
    if not status or status == NOT_RECORDED:
        return None
    if status == ONLINE_WORD:
        return ReadMark(PRESENT, "ONLINE", reason=cell.note or None)
    return ReadMark(status, reason=cell.note or None)


def _key(text: str) -> str:
    if any(sign in _TICKS for sign in text):
        return "✓"
    if any(sign in _CROSSED_OUT for sign in text):
        return "✗"
    return fold(text)[:_LONGEST_KEY] or text[:_LONGEST_KEY]


def _own_mark(text: str) -> ReadMark | None:
    found = _OWN.match(text)
    if found is None:
        return None
    status, modality, minutes = found.groups()
    if status not in _MARKS or (modality is not None and modality not in code_list("modality")):
        return None
    if minutes is not None and int(minutes) > _LONGEST_SESSION:
        return None
    # A word in capitals is only ours with its words behind it, or a code beside it: "LATE" alone is a word as well.
    if " · " not in text and modality is None and minutes is None:
        return None
    return ReadMark(status, modality, int(minutes) if minutes else None)


@cache
def _usual() -> Mapping[str, str]:
    """Words as lists of the region write them, the labels of the code list in every language, and signs."""
    words = {
        fold(entry.label(language)): entry.code if entry.code in _MARKS else NOT_RECORDED
        for entry in code_list(_LIST)
        for language in _LANGUAGES
    }
    text = resources.files(__package__).joinpath("mark_words.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(io.StringIO(text)):
        words.update(dict.fromkeys(row["words"].split("|"), row["status"]))
    return {**words, "✓": PRESENT, "✗": ABSENT}


def is_formula_error(cell: MarkCell) -> bool:
    """Whether the cell shows that a formula failed."""
    return _FORMULA_ERROR.match(cell.text) is not None
