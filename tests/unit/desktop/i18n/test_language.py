"""The active language and its catalogue."""

import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from integrhabitat_desktop.i18n import LANGUAGES, _, active_language, ngettext, set_language
from integrhabitat_desktop.i18n import language as language_module


def test_spanish_is_the_language_of_a_fresh_process() -> None:
    assert active_language() == "es"
    assert _("yesterday") == "ayer"


def test_english_is_the_language_of_the_sources() -> None:
    set_language("en")
    assert _("yesterday") == "yesterday"
    assert ngettext("{count} month", "{count} months", 2).format(count=2) == "2 months"


def test_an_unknown_language_is_refused_and_changes_nothing() -> None:
    with pytest.raises(ValueError, match="xx"):
        set_language("xx")
    assert active_language() == "es"


def test_the_catalogue_is_read_from_its_source_where_it_was_not_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = language_module._LOCALE_FOLDER / "es" / "LC_MESSAGES" / "desktop.po"
    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "desktop.po").write_bytes(source.read_bytes())
    monkeypatch.setattr(language_module, "_LOCALE_FOLDER", tmp_path)
    assert language_module._translations.__wrapped__("es").gettext("yesterday") == "ayer"


def test_translations_keep_the_named_fields() -> None:
    path = language_module._LOCALE_FOLDER / "es" / "LC_MESSAGES" / "desktop.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale="es")
    wrong = []
    for message in catalogue:
        texts = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        ids = (message.id,) if isinstance(message.id, str) else message.id
        for text in texts:
            if message.id and text and not any(_fields(text) == _fields(source) for source in ids):
                wrong.append(message.id)
    assert wrong == []
    assert set(LANGUAGES) == {"es", "en"}


def _fields(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}
