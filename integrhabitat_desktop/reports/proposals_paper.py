"""What became of the proposals of a group, for those who made them: every solution, how far it is, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table, TableStyle

from integrhabitat_desktop.domain.cocreation_rules import Contribution, counted_by_status
from integrhabitat_desktop.i18n import _, code_label, format_date, join_facts, ngettext
from integrhabitat_desktop.reports.cocreation_words import votes_words
from integrhabitat_desktop.reports.paper import (
    BODY,
    LINE,
    MUTED,
    SUBTITLE,
    TITLE,
    Letterhead,
    render,
    style,
    text_width,
)
from integrhabitat_desktop.reports.printed_fonts import SEMIBOLD
from integrhabitat_desktop.reports.printed_text import paragraph

_HEAD, _STRONG, _FACTS = style(12.5, font=SEMIBOLD), style(10.5, font=SEMIBOLD), style(9.5, colour=MUTED)


@dataclass(frozen=True, slots=True)
class ProposalsPaper:
    """What the paper shows: the solutions of each theme (a code of its list), those with the most votes first."""

    activity_title: str
    last_met_on: str | None
    themes: Sequence[tuple[str, Sequence[Contribution]]]


def proposals_pdf(paper: ProposalsPaper, letterhead: Letterhead) -> bytes:
    """The PDF that is read out or handed round when the group meets again."""
    solutions = [it for _theme, those in paper.themes for it in those]
    met = (
        _("You last met on {day}.").format(day=format_date(paper.last_met_on, "full"))
        if paper.last_met_on
        else ""
    )
    content: list[Flowable] = [
        paragraph(_("What became of your proposals"), TITLE),
        paragraph(join_facts(paper.activity_title, met), SUBTITLE),
        Spacer(0, 5 * mm),
        paragraph(_summary(solutions), _STRONG),
        Spacer(0, 5 * mm),
    ]
    for theme, those in paper.themes:
        if those:
            first, *others = [_solution(it, letterhead) for it in those]
            title = paragraph(code_label("cocreation_theme", theme), _HEAD)
            content += [KeepTogether([title, Spacer(0, 2 * mm), first]), *others, Spacer(0, 5 * mm)]
    content.append(
        paragraph(_("Is something missing or not right? Tell the team: this page is kept up with you."), BODY)
    )
    return render(_("What became of your proposals"), letterhead, content)


def _summary(solutions: Sequence[Contribution]) -> str:
    proposed = ngettext("{count} proposal", "{count} proposals", len(solutions)).format(count=len(solutions))
    stand = (
        _("{status}: {count}").format(status=code_label("solution_status", it.status), count=it.count)
        for it in counted_by_status(solutions)
    )
    return join_facts(proposed, *stand)


def _solution(item: Contribution, letterhead: Letterhead) -> Table:
    since = _("since {day}").format(day=format_date(item.status_on)) if item.status_on else ""
    status = [paragraph(code_label("solution_status", item.status), _STRONG), paragraph(since, _FACTS)]
    responsible = (
        _("Responsible: {body}").format(body=item.responsible)
        if item.responsible
        else _("Nobody is responsible yet")
    )
    words = [paragraph(item.words, BODY), paragraph(join_facts(votes_words(item), responsible), _FACTS)]
    if item.status_reason:
        words.append(paragraph(_("Why: {reason}").format(reason=item.status_reason), BODY))
    width = text_width(letterhead)
    table = Table([[words, status]], colWidths=[0.68 * width, 0.32 * width])
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (0, 0), 0),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
            ]
        )
    )
    return table
