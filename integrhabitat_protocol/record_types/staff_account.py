"""A staff member of the centre. Keys and passphrases never travel: they stay in each computer's key file."""

from integrhabitat_protocol.fields import code, text
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("staff_account", N_("Staff account"), personal=False)
class StaffAccount(Record):
    """Who works here, in which role, and whether the account is active."""

    display_name: str = text(N_("Name"), "name", max_length=80)
    role: str = code(N_("Role"), "role", "staff_role")
    state: str = code(N_("State"), "state", "staff_state")
