"""A record's past, walked backwards: who wrote since a version, and what the record held then."""

from dataclasses import dataclass

from integrhabitat_hub.sync.ledger import first_version
from integrhabitat_hub.sync.records import HeldRecord, PastVersion
from integrhabitat_protocol.record_type import RecordType, Values


@dataclass(frozen=True, slots=True)
class Since:
    """The versions of a record after a base version, rising, seen by one device."""

    base_version: int
    device: str
    current: HeldRecord
    versions: tuple[PastVersion, ...]

    @property
    def is_foreign(self) -> bool:
        """Whether another device wrote since the base."""
        return any(version.device != self.device for version in self.versions)

    def base_fields(self) -> Values:
        """What this device had before it made its change: the base, with its own later versions laid over."""
        before = self._undone_to(self.base_version) if self.base_version > 0 else {}
        fields = dict(before)
        for version in self.versions:
            if version.device == self.device:
                # Version 1 is kept without its fields: they follow from the later ones.
                made = self._undone_to(1) if version.version == 1 else _new_values(version)
                fields.update(made)
        return fields

    def _undone_to(self, number: int) -> Values:
        """What the record held in version `number`."""
        fields: Values = dict(self.current.fields)
        for version in reversed(self.versions):
            if version.version > number:
                fields.update((name, old) for name, (old, _new) in version.fields.items())
        return fields

    def last_foreign(self, described: RecordType, group: str) -> PastVersion | None:
        """The last version of another device that wrote in a merge group."""
        for version in reversed(self.versions):
            if version.device == self.device:
                continue
            if version.version == 1 or any(described.group_of(name) == group for name in version.fields):
                return version
        return None


def _new_values(version: PastVersion) -> Values:
    return {name: new for name, (_old, new) in version.fields.items()}


def since(current: HeldRecord, past: list[PastVersion], base_version: int, device: str) -> Since:
    """What happened to a record after `base_version`."""
    if current.version == 1:
        versions: tuple[PastVersion, ...] = (first_version(current),) if base_version < 1 else ()
    else:
        versions = tuple(version for version in past if version.version > base_version)
    return Since(base_version, device, current, versions)
