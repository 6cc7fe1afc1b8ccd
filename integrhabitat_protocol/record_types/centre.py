"""The centre itself: one record in each store, adopted by the hub's centre at pairing."""

from integrhabitat_protocol.fields import code, country, text
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type

CENTRE_ID = "centre"


@record_type("centre", N_("Centre"), singleton=True, personal=False)
class Centre(Record):
    """A community centre of the network."""

    name: str = text(N_("Name of the centre"), "name", export_tag="#loc+name")
    country: str = country(N_("Country"), "place", export_tag="#country+code")
    time_zone: str = text(N_("Time zone"), "place", max_length=64)
    adm1: str | None = text(N_("Department, province or state"), "place", export_tag="#adm1+name")
    adm2: str | None = text(N_("Municipality"), "place", export_tag="#adm2+name")
    neighbourhood: str | None = text(N_("Neighbourhood"), "place")
    address: str | None = text(N_("Address"), "place")
    origin: str | None = code(N_("Existing or new"), "profile", "centre_origin")
    institution: str | None = code(N_("Led by"), "profile", "centre_institution")
    scale: str | None = code(N_("Scale"), "profile", "centre_scale")
    phase: str | None = code(N_("Phase"), "profile", "centre_phase")
    appealing_organisation: str | None = text(N_("R4V appealing organisation"), "organisation")
