"""The notice is whole in every language, and no version is ever rewritten."""

import json
import tomllib
from hashlib import sha256

import pytest

from integrhabitat_desktop.domain.consent_rules import NOTICE_VERSION
from integrhabitat_desktop.i18n.notices import NOTICE_LANGUAGES, notice_language, read_notice
from integrhabitat_desktop.resource_folder import resource_path
from integrhabitat_protocol.code_lists import code_list

# Somebody agreed to just these words: whoever changes them makes a new version.
WORDS_OF_VERSION = {
    "2026-1": {
        "es": "eb580778e0216d92",
        "en": "b99c088e1afb8253",
        "pt": "10ee591609705051",
        "fr": "b1798a3331b2b056",
        "ht": "8a1a458647825350",
    }
}


@pytest.mark.parametrize("language", NOTICE_LANGUAGES)
def test_every_language_says_the_same_things(language: str) -> None:
    notice, spanish = (read_notice(NOTICE_VERSION, it, "La Esperanza") for it in (language, "es"))
    assert notice.language == language
    assert list(notice.questions) == list(code_list("consent_scope").entries)
    assert list(notice.states) == list(code_list("consent_state").entries)
    assert list(notice.words) == list(spanish.words)
    assert len(notice.sections) == len(spanish.sections) == 10
    texts = [notice.title, notice.closing, *notice.questions.values(), *notice.states.values()]
    assert all(texts + [part for it in notice.sections for part in (it.heading, it.text)])
    assert "La Esperanza" in notice.sections[0].text
    assert all("{" not in it.text for it in notice.sections)
    assert "{day}" in notice.words["until"] and "{version}" in notice.words["version"]


def test_languages_that_nobody_has_confirmed_say_so() -> None:
    unconfirmed = {it for it in NOTICE_LANGUAGES if read_notice(NOTICE_VERSION, it, "").needs_native_check}
    assert unconfirmed == {"pt", "fr", "ht"}


def sign_of(version: str, language: str) -> str:
    """Stands for the words alone: that they were confirmed may be noted later."""
    content = tomllib.loads(resource_path("notices", version, f"{language}.toml").read_text(encoding="utf-8"))
    del content["needs_native_check"]
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]


def test_the_words_of_a_version_are_never_changed() -> None:
    found = {it: {code: sign_of(it, code) for code in NOTICE_LANGUAGES} for it in WORDS_OF_VERSION}
    assert found == WORDS_OF_VERSION
    assert NOTICE_VERSION in WORDS_OF_VERSION


def test_a_name_with_braces_stays_a_name() -> None:
    assert "{0.__class__}" in read_notice(NOTICE_VERSION, "es", "{0.__class__}").sections[0].text


def test_the_notice_is_offered_in_a_language_of_the_person() -> None:
    assert notice_language(("guc", "hat", "spa"), "es") == "ht"
    assert notice_language(("guc",), "es") == "es"
    assert notice_language((), "en") == "en"


def test_a_scope_of_a_newer_version_is_shown_by_its_code() -> None:
    assert read_notice(NOTICE_VERSION, "fr", "").question("NEW_SCOPE") == "NEW_SCOPE"
