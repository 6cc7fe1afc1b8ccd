"""What papers say about contributions: how many there are, and how far a solution is."""

from collections import Counter
from collections.abc import Sequence

from integrhabitat_desktop.domain.cocreation_rules import SOLUTION, Contribution, elements
from integrhabitat_desktop.i18n import _, code_label, format_date, join_facts, ngettext


def counts_words(items: Sequence[Contribution]) -> str:
    """How many contributions of each element there are."""
    counts = Counter(it.element for it in items)
    return join_facts(
        *(
            _("{element}: {count}").format(element=code_label("cocreation_element", it), count=counts[it])
            for it in elements()
            if counts[it]
        )
    )


def votes_words(item: Contribution) -> str:
    """The votes of a contribution, "" for none."""
    return (
        ngettext("{count} vote", "{count} votes", item.votes).format(count=item.votes) if item.votes else ""
    )


def status_words(item: Contribution) -> str:
    """How far a solution is and since when; "" for anything else."""
    if not item.status:
        return ""
    label = code_label("solution_status", item.status)
    since = _("since {day}").format(day=format_date(item.status_on)) if item.status_on else ""
    return join_facts(label, since)


def solution_words(item: Contribution) -> str:
    """Votes, responsible body, status and its reason of a solution; of anything else its votes."""
    if item.element != SOLUTION:
        return votes_words(item)
    return join_facts(votes_words(item), item.responsible, status_words(item), item.status_reason)
