"""Every test starts in Spanish and leaves the process in Spanish."""

from collections.abc import Iterator

import pytest

from integrhabitat_desktop.i18n import DEFAULT_LANGUAGE, set_language


@pytest.fixture(autouse=True)
def spanish() -> Iterator[None]:
    set_language(DEFAULT_LANGUAGE)
    yield
    set_language(DEFAULT_LANGUAGE)
