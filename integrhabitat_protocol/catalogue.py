"""The record catalogue: every record type by name. Its version rises with each change of a released type."""

from collections.abc import Mapping

from integrhabitat_protocol import record_types
from integrhabitat_protocol.record_type import Record, RecordType

CATALOGUE_VERSION = 1

CATALOGUE: Mapping[str, RecordType] = {
    cls.TYPE.name: cls.TYPE
    for cls in vars(record_types).values()
    if isinstance(cls, type) and issubclass(cls, Record)
}


def record_type_of(which: str | type[Record]) -> RecordType:
    """The description of a record type, by name or class. KeyError for a name that is not in the catalogue."""
    return CATALOGUE[which] if isinstance(which, str) else which.TYPE
