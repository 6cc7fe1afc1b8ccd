"""What a committed transaction changed, for every open screen."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """The records that a transaction or a pulled page touched, as (record type, id)."""

    records: frozenset[tuple[str, str]]

    @property
    def record_types(self) -> frozenset[str]:
        """The types of the touched records."""
        return frozenset(record_type for record_type, _ in self.records)

    def touches(self, *record_types: str) -> bool:
        """Whether a record of one of these types changed."""
        return not self.record_types.isdisjoint(record_types)
