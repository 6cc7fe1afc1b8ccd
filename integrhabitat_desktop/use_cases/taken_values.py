"""What a kept record took from records that were joined to it, so that each can be parted again in any order.

The values that were taken lie over one another, the latest on top, each with the value that stood before it. Whatever
is parted is drawn out from between: the value above then covers what this one covered, and the topmost gives way to it
in the record itself, unless somebody wrote there since.
"""

from collections.abc import Iterator

import msgspec

from integrhabitat_desktop.db.queries.joined_people import joined_directly_to
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.db.transaction import Transaction
from integrhabitat_desktop.use_cases.undo_log import UndoLog
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_type import Value, Values, values_of
from integrhabitat_protocol.record_types import Person, PersonMerge

JOINED, PARTED = "JOINED", "PARTED"
# A birth date and its precision say something only together: they are chosen and given back as one.
BIRTH = ("birth_date", "birth_precision")

Unit = tuple[str, ...]
Said = tuple[Value, ...]


class Before(msgspec.Struct):
    """`PersonMerge.before`: both records as they stood, what was taken, and how many had been joined before.

    `reopened` are the ids of pairs that somebody had told apart, and that this joining overruled.
    """

    kept: dict[str, str | int | None] = {}
    joined: dict[str, str | int | None] = {}
    chosen: dict[str, str | int | None] = {}
    place: int = 0
    reopened: list[str] = []


def unit_of(name: str) -> Unit:
    """The fields that are chosen together with one."""
    return BIRTH if name in BIRTH else (name,)


def read_before(text: str | None) -> Before:
    """What a joining noted. Of what another version wrote otherwise nothing is put back, and nothing is lost."""
    try:
        return msgspec.json.decode(text or "{}", type=Before)
    except msgspec.DecodeError:
        return Before()


def written(before: Before) -> str:
    """The same as it is stored."""
    return msgspec.json.encode(before).decode()


def next_place(store: Store, kept_id: str) -> int:
    """The place of one more joining to a record: above all that stand."""
    places = [read_before(it.before).place for it in joined_directly_to(store, kept_id)]
    return max(places, default=0) + 1


class TakenValues:
    """Draws out what was taken, within a transaction that has noted the joining as parted."""

    def __init__(self, store: Store, tx: Transaction, log: UndoLog) -> None:
        self._store, self._tx, self._log = store, tx, log

    def give_back(self, merge: PersonMerge) -> None:
        """Everything the kept record took when these two were joined."""
        before = read_before(merge.before)
        for unit in dict.fromkeys(map(unit_of, before.chosen)):
            old, new = _said(before.chosen, unit), _said(before.kept, unit)
            self._replace(merge.survivor, _order(merge, before), unit, old, new, seen={merge.id})

    def _replace(
        self, owner: str, order: tuple[int, str, str], unit: Unit, old: Said, new: Said, seen: set[str]
    ) -> None:
        """The value `old` at a place of the owner's pile is now `new`."""
        above, below = self._others(owner, order, unit)
        if above:
            merge, before = above[0]
            if _said(before.kept, unit) == old:
                self._rewrite(merge, before, kept=dict(zip(unit, new, strict=True)))
            return
        person = self._tx.get(Person, owner)
        if person is not None:
            now = _said(values_of(person), unit)
            if now == old:
                self._log.update(Person, owner, **dict(zip(unit, new, strict=True)))
            else:
                self._disclaim(below, unit, now)
        self._follow(owner, unit, old, new, seen)

    def _others(
        self, owner: str, order: tuple[int, str, str], unit: Unit
    ) -> tuple[list[tuple[PersonMerge, Before]], list[tuple[PersonMerge, Before]]]:
        """The standing joinings that took the same field for the owner: those above a place, and those below."""
        piled = sorted(self._taking(owner, unit), key=lambda it: _order(*it))
        return (
            [it for it in piled if _order(*it) > order],
            [it for it in piled if _order(*it) < order],
        )

    def _taking(self, owner: str, unit: Unit) -> Iterator[tuple[PersonMerge, Before]]:
        for row in joined_directly_to(self._store, owner):
            merge = self._tx.get(PersonMerge, natural_id(row.person))
            if merge is not None and unit[0] in (before := read_before(merge.before)).chosen:
                yield merge, before

    def _disclaim(self, below: list[tuple[PersonMerge, Before]], unit: Unit, now: Said) -> None:
        """Somebody wrote the value that stands since: it is nobody's to take back, whoever gave the same before."""
        for merge, before in below:
            if _said(before.chosen, unit) == now:
                for name in unit:
                    before.chosen.pop(name, None)
                self._rewrite(merge, before)

    def _follow(self, owner: str, unit: Unit, old: Said, new: Said, seen: set[str]) -> None:
        """Where the owner itself was joined to another record, that one took what the owner then said."""
        merge = self._tx.get(PersonMerge, natural_id(owner))
        if merge is None or merge.state != JOINED or merge.id in seen:
            return
        before = read_before(merge.before)
        if not before.joined or _said(before.joined, unit) != old:
            return
        changed = dict(zip(unit, new, strict=True))
        took = unit[0] in before.chosen and _said(before.chosen, unit) == old
        self._rewrite(merge, before, joined=changed, chosen=changed if took else {})
        if took:
            self._replace(merge.survivor, _order(merge, before), unit, old, new, seen | {merge.id})

    def _rewrite(
        self,
        merge: PersonMerge,
        before: Before,
        *,
        kept: Values | None = None,
        joined: Values | None = None,
        chosen: Values | None = None,
    ) -> None:
        before.kept |= kept or {}
        before.joined |= joined or {}
        before.chosen |= chosen or {}
        self._log.update(PersonMerge, merge.id, before=written(before))


def _said(values: Values, unit: Unit) -> Said:
    return tuple(values.get(name) for name in unit)


def _order(merge: PersonMerge, before: Before) -> tuple[int, str, str]:
    return before.place, merge.joined_on or "", merge.person
