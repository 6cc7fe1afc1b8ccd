"""Every expected error has a sentence, and every sentence can be filled in."""

import re
import string
from importlib import import_module
from pathlib import Path

import pytest

import integrhabitat_desktop
import integrhabitat_protocol
from integrhabitat_desktop.i18n import set_language
from integrhabitat_desktop.ui.error_messages import SENTENCES, sentence_for
from integrhabitat_protocol.errors import ExpectedError

ROOMS = Path(str(integrhabitat_desktop.__file__)).parent
_RAISED = re.compile(
    r"\b\w*(?:Error|Violation|Failure|Refusal|Failed|Fault)\(\s*\"([a-z0-9]+(?:_[a-z0-9]+)*)\"\s*[,)]"
)
_BUILT_IN = re.compile(r"\b(?:Value|Type|Key|Runtime|Index|FileNotFound|OS|Lookup|Attribute)Error\(")


def raised_codes() -> dict[str, str]:
    """Codes of errors raised anywhere in the desktop and the protocol, with the file that raises each."""
    found: dict[str, str] = {}
    for package in (integrhabitat_desktop, integrhabitat_protocol):
        root = Path(str(package.__file__)).parent
        for path in root.rglob("*.py"):
            for match in _RAISED.finditer(path.read_text(encoding="utf-8")):
                if not _BUILT_IN.match(match[0]):
                    found[match[1]] = path.relative_to(root.parent).as_posix()
    return found


def test_every_raised_code_has_a_sentence() -> None:
    assert {code: path for code, path in raised_codes().items() if code not in SENTENCES} == {}


@pytest.mark.parametrize("room", sorted(path.parent.name for path in ROOMS.glob("*/errors.py")))
def test_every_code_that_a_room_lists_has_a_sentence(room: str) -> None:
    codes: dict[str, str] = getattr(import_module(f"integrhabitat_desktop.{room}.errors"), "CODES", {})
    assert set(codes) - set(SENTENCES) == set()


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_sentence_can_be_filled_in_even_where_a_fact_is_missing(language: str) -> None:
    set_language(language)
    for code in SENTENCES:
        sentence = sentence_for(ExpectedError(code))
        assert sentence
        assert not [name for _text, name, _spec, _conv in string.Formatter().parse(sentence) if name]


def test_facts_are_filled_in() -> None:
    set_language("en")
    assert "at least 12 characters" in sentence_for(ExpectedError("passphrase_too_short", shortest=12))


def test_a_code_without_a_sentence_is_named() -> None:
    assert "new_in_a_later_version" in sentence_for(ExpectedError("new_in_a_later_version"))
