"""What a group finds together about a theme: write it down, order it, vote, and follow what becomes of the solutions.

No text may say who somebody is: it is not saved as long as it seems to, unless whoever writes says it names nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from integrhabitat_desktop.db.queries import cocreation
from integrhabitat_desktop.db.queries.activities import staff_names
from integrhabitat_desktop.db.transaction import Transaction
from integrhabitat_desktop.domain.cocreation_rules import (
    PROPOSED,
    SOLUTION,
    Contribution,
    may_stand_under,
    needs_reason,
    needs_responsible,
)
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, allowed, require
from integrhabitat_desktop.domain.personal_traces import KnownNames, known_names, new_traces
from integrhabitat_desktop.domain.problem_tree import Placing, last_position, problem_tree, under
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.undo_log import RecordChange, UndoLog, take_back
from integrhabitat_protocol.record_type import Value, Values, values_of
from integrhabitat_protocol.record_types import Activity, CocreationItem

__all__ = ["Contribution", "KnownNames", "Placing", "RecordChange"]

# Texts that everybody gets to read.
_TEXTS = ("words", "responsible", "status_reason")
_STATUS = frozenset(["status", "status_on", "status_reason"])


@dataclass(frozen=True, slots=True)
class Board:
    """Everything a group contributed in one activity. `last_met_on` is the day of the session before today's."""

    activity_id: str
    title: str
    kind: str
    items: tuple[Contribution, ...]
    names: KnownNames
    last_met_on: str | None
    may_write: bool

    def of_theme(self, theme: str) -> tuple[Contribution, ...]:
        """The contributions to one theme."""
        return tuple(it for it in self.items if it.theme == theme)


@dataclass(frozen=True, slots=True)
class NewContribution:
    """What is written down; `parent` is what it belongs to."""

    theme: str
    element: str
    words: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class StatusVersion:
    """How a solution stood. `at` is None where another computer wrote it and this one only received it."""

    status: str
    status_on: str | None
    reason: str | None
    staff_name: str
    at: str | None


def open_board(desk: Desk, activity_id: str) -> Board:
    """The contributions of an activity. RuleViolation `not_allowed`, `activity_not_found`; StoreError."""
    require(desk.staff, Permission.VIEW_ACTIVITIES)
    activity = desk.store.get(Activity, activity_id)
    if activity is None:
        raise RuleViolation("activity_not_found")
    today = desk.today().isoformat()
    return Board(
        activity_id=activity_id,
        title=activity.title,
        kind=activity.kind,
        items=tuple(cocreation.contributions(desk.store, activity_id)),
        names=_names(desk),
        last_met_on=cocreation.last_session_before(desk.store, activity_id, today),
        may_write=allowed(desk.staff.role, Permission.MARK_ATTENDANCE),
    )


def write_contribution(
    desk: Desk, activity_id: str, new: NewContribution, *, names_nobody: bool = False
) -> tuple[RecordChange, ...]:
    """Write one contribution down, after its like; a solution begins as proposed.

    RuleViolation `not_allowed`, `activity_not_found`, `text_points_at_somebody`, `contribution_out_of_place`;
    ValidationFailed, StoreError.
    """
    require(desk.staff, Permission.MARK_ATTENDANCE)
    if desk.store.get(Activity, activity_id) is None:
        raise RuleViolation("activity_not_found")
    kept = _checked_texts(desk, {"words": new.words}, {}, names_nobody)
    items = cocreation.contributions(desk.store, activity_id)
    _check_place(items, new.theme, new.element, new.parent)
    today = desk.today().isoformat()
    is_solution = new.element == SOLUTION
    with desk.store.transaction(desk.staff.id) as tx:
        made = CocreationItem(
            id=tx.new_id(),
            activity=activity_id,
            session=cocreation.session_of_day(desk.store, activity_id, today),
            theme=new.theme,
            element=new.element,
            parent=new.parent,
            position=1 + last_position(items, new.theme, new.element, new.parent),
            words=new.words.strip(),
            status=PROPOSED if is_solution else None,
            status_on=today if is_solution else None,
        )
        log = UndoLog(tx)
        log.create(made)
        _note_kept(tx, made.id, kept)
    return log.changes()


def change_contribution(
    desk: Desk, item_id: str, values: Mapping[str, Value], *, names_nobody: bool = False
) -> tuple[RecordChange, ...]:
    """Change words, votes, what it belongs to, who is responsible, or how far it is (from today, unless a day is said).

    RuleViolation `not_allowed`, `contribution_not_found`, `text_points_at_somebody`, `contribution_out_of_place`,
    `solution_needs_reason`, `solution_needs_responsible`, `status_day_to_come`, `no_solution`; ValidationFailed,
    StoreError.
    """
    require(desk.staff, Permission.MARK_ATTENDANCE)
    standing = _standing(desk, item_id)
    before = values_of(standing)
    wanted = {name: value for name, value in values.items() if value != before[name]}
    kept = _checked_texts(desk, wanted, before, names_nobody)
    if wanted.keys() & _STATUS or (before["status"] and "responsible" in wanted):
        wanted = _with_status(desk, before, wanted)
    if "parent" in wanted:
        parent = str(wanted["parent"]) if wanted["parent"] else None
        items = cocreation.contributions(desk.store, standing.activity)
        _check_place(items, standing.theme, standing.element, parent, item_id)
        wanted["position"] = 1 + last_position(items, standing.theme, standing.element, parent)
    with desk.store.transaction(desk.staff.id) as tx:
        log = UndoLog(tx)
        if log.update(CocreationItem, item_id, **wanted):
            _note_kept(tx, item_id, kept)
    return log.changes()


def place_contribution(desk: Desk, item_id: str, placing: Placing) -> tuple[RecordChange, ...]:
    """Put a contribution elsewhere, as the rules of the tree worked out.

    RuleViolation `not_allowed`, `contribution_not_found`, `contribution_out_of_place`; StoreError.
    """
    require(desk.staff, Permission.MARK_ATTENDANCE)
    standing = _standing(desk, item_id)
    items = cocreation.contributions(desk.store, standing.activity)
    if placing.parent != standing.parent:
        _check_place(items, standing.theme, standing.element, placing.parent, item_id)
    wanted: dict[str, Values] = {other: {"position": place} for other, place in placing.positions.items()}
    wanted.setdefault(item_id, {})["parent"] = placing.parent
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        log = UndoLog(tx)
        for other, values in wanted.items():
            if tx.get(CocreationItem, other) is not None:
                log.update(CocreationItem, other, **values)
    return log.changes()


def delete_contribution(desk: Desk, item_id: str) -> tuple[RecordChange, ...]:
    """Delete a contribution with everything that belongs to it.

    RuleViolation `not_allowed`, `contribution_not_found`; StoreError.
    """
    require(desk.staff, Permission.MARK_ATTENDANCE)
    standing = _standing(desk, item_id)
    items = cocreation.contributions(desk.store, standing.activity)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        log = UndoLog(tx)
        for it in under(problem_tree(items), item_id):
            log.delete(CocreationItem, it.id)
    return log.changes()


def take_back_changes(desk: Desk, changes: tuple[RecordChange, ...]) -> None:
    """Undo what was written; what somebody else wrote since stays. RuleViolation `not_allowed`; StoreError."""
    require(desk.staff, Permission.MARK_ATTENDANCE)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        take_back(tx, changes)


def view_status_history(desk: Desk, item_id: str) -> tuple[StatusVersion, ...]:
    """How a solution went on, the present state first. RuleViolation `not_allowed`; StoreError."""
    require(desk.staff, Permission.VIEW_ACTIVITIES)
    standing = desk.store.get(CocreationItem, item_id)
    if standing is None or not standing.status:
        return ()
    names = staff_names(desk.store)
    noted = cocreation.statuses_noted_here(desk.store, item_id)
    versions = [
        StatusVersion(it.status, it.status_on, it.reason, names.get(it.staff, ""), it.at) for it in noted
    ]
    now = (standing.status, standing.status_on, standing.status_reason)
    if not noted or (noted[0].status, noted[0].status_on, noted[0].reason) != now:
        versions.insert(0, StatusVersion(*now, "", None))
    return tuple(versions)


def _names(desk: Desk) -> KnownNames:
    return known_names(cocreation.enrolled_names(desk.store))


def _standing(desk: Desk, item_id: str) -> CocreationItem:
    found = desk.store.get(CocreationItem, item_id)
    if found is None:
        raise RuleViolation("contribution_not_found")
    return found


def _checked_texts(
    desk: Desk, values: Mapping[str, Value], before: Mapping[str, Value], names_nobody: bool
) -> tuple[str, ...]:
    """The kinds of what the texts hold although somebody said that it names nobody; for the audit."""
    written = [(str(values[name]), str(before.get(name) or "")) for name in _TEXTS if values.get(name)]
    if not written:
        return ()
    names = _names(desk)
    traces = [it for text, stood in written for it in new_traces(text, stood, names)]
    if traces and not names_nobody:
        raise RuleViolation("text_points_at_somebody")
    return tuple(sorted({it.kind.value for it in traces}))


def _note_kept(tx: Transaction, item_id: str, kinds: tuple[str, ...]) -> None:
    if kinds:
        tx.audit("keep_text", "cocreation_item", item_id, {"names_nobody": " ".join(kinds)})


def _with_status(desk: Desk, before: Values, wanted: Mapping[str, Value]) -> Values:
    if before["element"] != SOLUTION:
        raise RuleViolation("no_solution")
    values = dict(wanted)
    if "status" in values:
        values.setdefault("status_on", desk.today().isoformat())
        # A reason belongs to the state it was given for.
        values.setdefault("status_reason", None)
    if str(wanted.get("status_on") or "") > desk.today().isoformat():
        raise RuleViolation("status_day_to_come")
    after = {**before, **values}
    status = str(after["status"] or "")
    if wanted.keys() & _STATUS and needs_reason(status) and not after["status_reason"]:
        raise RuleViolation("solution_needs_reason")
    # What another computer left without a body may still be worked on; here nobody takes one away.
    if wanted.keys() & {"status", "responsible"} and needs_responsible(status) and not after["responsible"]:
        raise RuleViolation("solution_needs_responsible")
    return values


def _check_place(
    items: list[Contribution], theme: str, element: str, parent: str | None, item_id: str = ""
) -> None:
    if parent is None:
        return
    found = next((it for it in items if it.id == parent), None)
    own = {it.id for it in under(problem_tree(items), item_id)} if item_id else set()
    if found is None or found.theme != theme or not may_stand_under(element, found.element) or parent in own:
        raise RuleViolation("contribution_out_of_place")
