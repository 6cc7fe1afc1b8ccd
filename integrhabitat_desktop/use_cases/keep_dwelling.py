"""How a household lives: its neighbourhood, for everybody; its address and housing, with consent and for few."""

from collections.abc import Mapping
from dataclasses import dataclass

from integrhabitat_desktop.db.queries.households import households_of
from integrhabitat_desktop.db.queries.person_card import consents_of
from integrhabitat_desktop.domain.consent_rules import SENSITIVE, is_given
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.guarded_facts import sensitive_fields, unseen_fields
from integrhabitat_desktop.use_cases.kept_record import kept_record
from integrhabitat_protocol.record_type import Value, Values, values_of
from integrhabitat_protocol.record_types import Household

HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True)
class DwellingUndo:
    """What stood before."""

    household_id: str
    before: Values


def dwelling(desk: Desk, person_id: str, household_id: str) -> Values:
    """What is noted of a household of a person, without what the role may not see.

    RuleViolation `not_allowed`, `no_household`; StoreError.
    """
    require(desk.staff, Permission.VIEW_PERSON)
    person_id = kept_record(desk, person_id)
    found = desk.store.get(Household, household_id)
    if found is None or household_id not in households_of(desk.store, person_id):
        raise RuleViolation("no_household")
    hidden = unseen_fields(desk, HOUSEHOLD, person_id)
    return {name: None if name in hidden else value for name, value in values_of(found).items()}


def save_dwelling(desk: Desk, person_id: str, household_id: str, values: Mapping[str, Value]) -> DwellingUndo:
    """Note how the household of a person lives, as that person said; only what was changed is given.

    RuleViolation `not_allowed`, `no_household`, `sensitive_without_consent`; ValidationFailed, StoreError.
    """
    require(desk.staff, Permission.EDIT_PERSON)
    person_id = kept_record(desk, person_id)
    if sensitive_fields(HOUSEHOLD) & values.keys():
        require(desk.staff, Permission.VIEW_SENSITIVE)
    if household_id not in households_of(desk.store, person_id):
        raise RuleViolation("no_household")
    told = any(
        value not in (None, "") for name, value in values.items() if name in sensitive_fields(HOUSEHOLD)
    )
    if told and not is_given(consents_of(desk.store, person_id), SENSITIVE, desk.today()):
        raise RuleViolation("sensitive_without_consent")
    with desk.store.transaction(desk.staff.id) as tx:
        found = tx.get(Household, household_id)
        if found is None:
            raise RuleViolation("no_household")
        old = values_of(found)
        tx.update(Household, household_id, **values)
    return DwellingUndo(household_id, {name: old[name] for name in values})


def undo_dwelling(desk: Desk, undo: DwellingUndo) -> None:
    """The household lives as was noted before. RuleViolation `not_allowed`; StoreError."""
    require(desk.staff, Permission.EDIT_PERSON)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.update(Household, undo.household_id, **undo.before)
