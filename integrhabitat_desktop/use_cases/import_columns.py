"""What the columns of a register were taken for last time, kept for registers with the same titles."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Final

import msgspec

from integrhabitat_desktop.db.settings import read_setting, write_setting
from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.imports.columns import Column
from integrhabitat_desktop.use_cases.desk import Desk

_KEY: Final = "import.columns"
_MOST_KEPT: Final = 60
# Digest of the titles, then a code for each column; the newest stands last.
_Kept = dict[str, list[str]]


def columns_of_last_time(desk: Desk, titles: Sequence[str]) -> tuple[Column, ...] | None:
    """What was chosen for these titles; None where nothing was, or this version does not know it. StoreError."""
    codes = _kept(desk).get(_digest(titles))
    try:
        return None if codes is None else tuple(Column(code) for code in codes)
    except ValueError:
        return None


def keep_columns(desk: Desk, titles: Sequence[str], columns: Sequence[Column] | None) -> None:
    """Remember what was chosen for these titles; None forgets it. Writes only what is new. StoreError."""
    kept = _kept(desk)
    key = _digest(titles)
    codes = None if columns is None else [column.value for column in columns]
    if not any(titles) or kept.get(key) == codes:
        return
    kept.pop(key, None)
    if codes is not None:
        kept[key] = codes
    newest = dict(list(kept.items())[-_MOST_KEPT:])
    write_setting(desk.store, _KEY, msgspec.json.encode(newest).decode() if newest else None)


def _kept(desk: Desk) -> _Kept:
    text = read_setting(desk.store, _KEY)
    try:
        return msgspec.json.decode(text or "{}", type=_Kept)
    except msgspec.MsgspecError:
        return {}


def _digest(titles: Sequence[str]) -> str:
    """Titles alone: they are compared without accents and capitals, and a wide row of them stays short."""
    spelled = [fold(title) for title in titles]
    while spelled and not spelled[-1]:
        spelled.pop()
    return sha256(msgspec.json.encode(spelled)).hexdigest()[:32]
