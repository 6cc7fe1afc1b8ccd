"""The directory of institutions: add one, correct it, say that somebody checked it."""

from collections.abc import Mapping
from dataclasses import dataclass

from integrhabitat_desktop.db.queries.institutions import InstitutionRow, all_institutions
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_protocol.record_type import Value, Values, record_from_values, values_of
from integrhabitat_protocol.record_types import Institution

__all__ = ["InstitutionRow", "InstitutionSaved"]

ACTIVE = "ACTIVE"


@dataclass(frozen=True, slots=True)
class InstitutionSaved:
    """What a saving changed, for the undo: the values before, None where it was new."""

    institution_id: str
    before: Values | None


def list_institutions(desk: Desk) -> tuple[InstitutionRow, ...]:
    """The directory. RuleViolation `not_allowed`; StoreError."""
    require(desk.staff, Permission.REFER)
    return tuple(all_institutions(desk.store))


def view_institution(desk: Desk, institution_id: str) -> Institution:
    """One entry. RuleViolation `not_allowed`, `institution_not_found`; StoreError."""
    require(desk.staff, Permission.REFER)
    found = desk.store.get(Institution, institution_id)
    if found is None:
        raise RuleViolation("institution_not_found")
    return found


def save_institution(desk: Desk, institution_id: str, values: Mapping[str, Value]) -> InstitutionSaved:
    """Save changed values; with an empty id a new entry, which counts as checked today.

    RuleViolation `not_allowed`, `institution_not_found`; ValidationFailed, StoreError.
    """
    require(desk.staff, Permission.REFER)
    with desk.store.transaction(desk.staff.id) as tx:
        if not institution_id:
            made = tx.new_id()
            checked = {"checked_on": desk.today().isoformat(), "checked_by": desk.staff.id}
            given = {name: value for name, value in values.items() if value is not None}
            tx.create(record_from_values(Institution, made, {"state": ACTIVE, **checked, **given}))
            return InstitutionSaved(made, None)
        standing = tx.get(Institution, institution_id)
        if standing is None:
            raise RuleViolation("institution_not_found")
        before = values_of(standing)
        tx.update(Institution, institution_id, **values)
    return InstitutionSaved(institution_id, {name: before[name] for name in values})


def confirm_institution(desk: Desk, institution_id: str) -> InstitutionSaved:
    """Somebody asked, and what stands here is right today. RuleViolation `not_allowed`, `institution_not_found`."""
    return save_institution(
        desk, institution_id, {"checked_on": desk.today().isoformat(), "checked_by": desk.staff.id}
    )


def undo_saving(desk: Desk, saved: InstitutionSaved) -> None:
    """Take a saving back. RuleViolation `not_allowed`; StoreError."""
    require(desk.staff, Permission.REFER)
    with desk.store.transaction(desk.staff.id) as tx:
        if saved.before is None:
            tx.delete(Institution, saved.institution_id)
        else:
            tx.update(Institution, saved.institution_id, **saved.before)
