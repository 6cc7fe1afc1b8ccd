"""A household: people who live together, and how they live."""

from integrhabitat_protocol.fields import code, text
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("household", N_("Household"))
class Household(Record):
    """What belongs to all its members. Where they live exactly is sensitive: it can lead somebody to a door."""

    housing: str | None = code(N_("Dwelling"), "dwelling", "housing_situation", sensitive=True)
    eviction_risk: str | None = code(N_("Risk of eviction"), "dwelling", "eviction_risk", sensitive=True)
    neighbourhood: str | None = text(N_("Neighbourhood"), "address")
    address: str | None = text(N_("Address"), "address", sensitive=True)
