"""Takes a batch of changes in the order of their numbers; groups count together or not at all."""

from collections.abc import Iterator, Sequence

from integrhabitat_hub.sync.checks import REVIEW, ChangeChecks
from integrhabitat_hub.sync.decisions import Decision, decide
from integrhabitat_hub.sync.later_changes import LaterChanges
from integrhabitat_hub.sync.ledger import Ledger
from integrhabitat_protocol.changes import Change
from integrhabitat_protocol.messages import Reply


def take_batch(changes: Sequence[Change], device: str, ledger: Ledger) -> list[Reply]:
    """Decide every change; returns the replies that do not go without saying.

    Without saying: applied, and the version after the base version.
    """
    checks, later = ChangeChecks(ledger), LaterChanges(changes)
    others: list[Reply] = []
    for group in _groups(changes):
        decisions = _take_group(group, device, ledger, checks, later)
        for change, decision in zip(group, decisions, strict=True):
            if decision.outcome == "quarantined":
                ledger.quarantine(change, decision.code)
            if decision.outcome != "applied" or decision.version != change.base_version + 1:
                others.append(Reply(change.counter, decision.outcome, decision.version, decision.code))
    return others


def _groups(changes: Sequence[Change]) -> Iterator[Sequence[Change]]:
    start = 0
    for end in range(1, len(changes) + 1):
        group = changes[start].change_group
        if end == len(changes) or group == 0 or changes[end].change_group != group:
            yield changes[start:end]
            start = end


def _take_group(
    group: Sequence[Change], device: str, ledger: Ledger, checks: ChangeChecks, later: LaterChanges
) -> list[Decision]:
    if len(group) == 1:
        return [_take_one(group[0], group, device, ledger, checks, later)]
    ledger.begin_group()
    settles = any(change.record_type == REVIEW for change in group)
    decisions: list[Decision] = []
    for place, change in enumerate(group):
        decision = _take_one(change, group, device, ledger, checks, later)
        if settles and decision.outcome == "conflict":
            # The record moved on since the person decided: the review stays open and is decided again.
            decision = Decision("refused", code="settlement_outdated")
        if not decision.is_accepted:
            ledger.undo_group()
            refused = Decision(decision.outcome, code="group_refused")
            return [decision if other == place else refused for other in range(len(group))]
        decisions.append(decision)
    return decisions


def _take_one(
    change: Change,
    group: Sequence[Change],
    device: str,
    ledger: Ledger,
    checks: ChangeChecks,
    later: LaterChanges,
) -> Decision:
    problem = checks.problem(change, group)
    return Decision("quarantined", code=problem) if problem else decide(change, device, ledger, checks, later)
