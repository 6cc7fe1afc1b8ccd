"""Somebody decided about two records that look alike: they are two people."""

from integrhabitat_protocol.fields import code, date, reference
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("person_pair", N_("Records that look alike"), natural_key=("first", "second"))
class PersonPair(Record):
    """`first` is the smaller of the two ids. Remembered everywhere, so that nobody is asked again."""

    first: str = reference(N_("First record"), "key", "person")
    second: str = reference(N_("Second record"), "key", "person")
    state: str = code(N_("State"), "answer", "pair_state")
    decided_on: str | None = date(N_("Decided on"), "answer")
    decided_by: str | None = reference(N_("Decided by"), None, "staff_account", indexed=False)
