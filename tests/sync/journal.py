"""The journal of every value that was ever saved on any desktop: what "no lost update" is measured by."""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from integrhabitat_protocol.changes import Change
from integrhabitat_protocol.record_type import Value, Values


@dataclass(frozen=True)
class Content:
    """Which record an edit is about and what it changed: ids differ where a desktop took a new identity."""

    record_id: str
    old: Values
    new: Values

    def renamed(self, record_type: str, renamed: dict[tuple[str, str], str]) -> "Content":
        """The same, with the new ids of records made on the desktop."""
        by_old_id = {old: new for (_, old), new in renamed.items()}
        return Content(
            renamed.get((record_type, self.record_id), self.record_id),
            {name: _renamed(value, by_old_id) for name, value in self.old.items()},
            {name: _renamed(value, by_old_id) for name, value in self.new.items()},
        )


@dataclass(eq=False)
class Saved:
    """One saved edit: what the person saw and what they left, field by field.

    `content` is the edit as the hub knows it or will know it, `in_store` as the desktop that made it has it now.

    `was_sent`: the hub is known to have it. `is_held`: the desktop that made it still knows it. `is_owed`: it must
    not be lost (what was neither sent nor held any more went with the disk).
    """

    number: int
    client: str
    record_type: str
    op: str
    content: Content
    in_store: Content
    group: int = 0
    was_sent: bool = False
    is_held: bool = True
    is_owed: bool = True

    @property
    def record_id(self) -> str:
        return self.content.record_id

    @property
    def old(self) -> Values:
        return self.content.old

    @property
    def new(self) -> Values:
        return self.content.new

    @property
    def key(self) -> tuple[str, str]:
        return self.record_type, self.record_id


@dataclass
class Journal:
    """All saved edits, in the order in which people made them."""

    entries: list[Saved] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def note(self, client: str, changes: Iterable[Change], deleted: dict[tuple[str, str], Values]) -> None:
        """The changes of one committed transaction; `deleted` holds what deleted records held before."""
        groups: dict[int, int] = {}
        for change in changes:
            number = next(self._numbers)
            old: Values = {name: before for name, (before, _) in change.fields.items()}
            new: Values = {name: after for name, (_, after) in change.fields.items()}
            if change.op == "delete":
                old = deleted[change.record_type, change.record_id]
                new = dict.fromkeys(old)
            content = Content(change.record_id, old, new)
            self.entries.append(
                Saved(
                    number=number,
                    client=client,
                    record_type=change.record_type,
                    op=change.op,
                    content=content,
                    in_store=content,
                    group=groups.setdefault(change.change_group, number) if change.change_group else 0,
                )
            )

    def all_sent(self, client: str) -> None:
        """The client's queue is empty: the hub has answered for everything."""
        for entry in self._of(client):
            entry.was_sent = True

    def renamed(self, client: str, renamed: dict[tuple[str, str], str]) -> None:
        """The client took a new identity: what it never sent bears other ids, as do the references to it."""
        for entry in self._of(client):
            entry.in_store = entry.in_store.renamed(entry.record_type, renamed)
            if not entry.was_sent and entry.is_held:
                entry.content = entry.in_store

    def refused(self, client: str, key: tuple[str, str], new: Values) -> None:
        """The person was told that this edit did not count, because somebody had decided before."""
        for entry in self._of(client):
            if entry.key == key and all(entry.new.get(name) == value for name, value in new.items()):
                entry.is_owed = False

    def held(self, client: str) -> dict[int, Content]:
        """What the client's store holds now, by number of entry."""
        return {entry.number: entry.in_store for entry in self._of(client) if entry.is_held}

    def rolled_back(self, client: str, held: Mapping[int, Content]) -> None:
        """The client's store is that of an earlier moment: it holds nothing but `held`."""
        for entry in self._of(client):
            if entry.number in held:
                entry.in_store = held[entry.number]
                if not entry.was_sent and entry.is_held:
                    entry.content = entry.in_store
            else:
                entry.is_held = False
                entry.is_owed = entry.is_owed and entry.was_sent

    def hub_restored(self, known: frozenset[int]) -> None:
        """The hub is that of an earlier moment: of all entries it has only the `known` ones."""
        for entry in self.entries:
            if entry.was_sent and entry.number not in known:
                entry.was_sent = False
                entry.is_owed = entry.is_owed and entry.is_held
                if entry.is_held:
                    entry.content = entry.in_store

    def sent(self) -> frozenset[int]:
        """The numbers of the entries that the hub is known to have."""
        return frozenset(entry.number for entry in self.entries if entry.was_sent)

    def _of(self, client: str) -> Iterator[Saved]:
        return (entry for entry in self.entries if entry.client == client)


def _renamed(value: Value, by_old_id: dict[str, str]) -> Value:
    return by_old_id.get(value, value) if isinstance(value, str) else value
