"""What each title of a register was taken for last time, kept for every register that has a column of this title."""

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Final

import msgspec

from integrhabitat_desktop.db.settings import read_setting, write_setting
from integrhabitat_desktop.imports.columns import Column
from integrhabitat_desktop.imports.words import spelling
from integrhabitat_desktop.use_cases.desk import Desk

_KEY: Final = "import.titles"
_MOST_KEPT: Final = 600
_KNOWN: Final = frozenset(column.value for column in Column)


class KeptMeanings:
    """Meanings by the digest of a title; columns may be added, moved or renamed without any other being lost."""

    def __init__(self, kept: Mapping[str, str]) -> None:
        self._kept = kept

    def __bool__(self) -> bool:
        return bool(self._kept)

    def of_titles(self, titles: Sequence[str]) -> tuple[Column | None, ...]:
        """What was chosen for each title; None where nothing was, or this version does not know it."""
        codes = [self._kept.get(key) if key else None for key in _digests(titles)]
        return tuple(Column(code) if code in _KNOWN else None for code in codes)


def columns_of_last_time(desk: Desk) -> KeptMeanings:
    """Everything that was chosen. StoreError."""
    return KeptMeanings(_kept(desk))


def keep_columns(desk: Desk, titles: Sequence[str], columns: Sequence[Column]) -> None:
    """Remember what was chosen for each of these titles. Writes only what is new. StoreError."""
    kept = _kept(desk)
    chosen = {
        key: column.value for key, column in zip(_digests(titles), columns, strict=False) if key is not None
    }
    if all(kept.get(key) == code for key, code in chosen.items()):
        return
    for key, code in chosen.items():
        kept.pop(key, None)
        kept[key] = code
    newest = dict(list(kept.items())[-_MOST_KEPT:])
    write_setting(desk.store, _KEY, msgspec.json.encode(newest).decode())


def _kept(desk: Desk) -> dict[str, str]:
    text = read_setting(desk.store, _KEY)
    try:
        return msgspec.json.decode(text or "{}", type=dict[str, str])
    except msgspec.MsgspecError:
        return {}


def _digests(titles: Sequence[str]) -> list[str | None]:
    """Titles are compared without accents and capitals; of equal ones each is kept for itself."""
    seen: Counter[str] = Counter()
    digests: list[str | None] = []
    for title in titles:
        spelled = spelling(title)
        seen[spelled] += 1
        whole = f"{spelled}\n{seen[spelled]}"
        digests.append(sha256(whole.encode(errors="replace")).hexdigest()[:16] if spelled else None)
    return digests
