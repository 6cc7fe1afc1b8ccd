"""Who is working at this computer now."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SignedInStaff:
    """The staff member who opened the store; `role` is a code of the staff_role list."""

    id: str
    display_name: str
    role: str
