"""Reads the directory of institutions."""

from dataclasses import dataclass

from integrhabitat_desktop.db.store import Store

_COLUMNS = "id, name, kind, level, sectors, focal_point, phone, checked_on, state"
_ALL = f"""
SELECT {_COLUMNS} FROM institution WHERE gone = 0 AND name IS NOT NULL ORDER BY state, name COLLATE NOCASE, id
"""  # noqa: S608 - constants


@dataclass(frozen=True, slots=True)
class InstitutionRow:
    """An entry of the directory; `sectors` are codes of `referral_sector`."""

    id: str
    name: str
    kind: str | None
    level: str | None
    sectors: tuple[str, ...]
    focal_point: str | None
    phone: str | None
    checked_on: str | None
    state: str


def all_institutions(store: Store) -> list[InstitutionRow]:
    """The whole directory, those that take people first, by name. StoreError."""
    return [
        InstitutionRow(row[0], row[1], row[2], row[3], tuple((row[4] or "").split()), *row[5:])
        for row in store.fetch(_ALL)
    ]
