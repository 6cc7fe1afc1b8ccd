"""The systematisation matrix of a theme: cause by cause what is there, what differs, what could be done."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from integrhabitat_desktop.domain.cocreation_rules import DEMAND, Contribution, matrix_elements
from integrhabitat_desktop.domain.problem_tree import Branch, MatrixRow, listed, matrix_rows
from integrhabitat_desktop.i18n import _, code_label, join_facts
from integrhabitat_desktop.reports.cocreation_words import counts_words, status_words
from integrhabitat_desktop.reports.paper import (
    BODY,
    INK,
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

_TITLE, _CELL, _CAUSE = style(8.5, font=SEMIBOLD, colour=MUTED), style(9), style(9, font=SEMIBOLD)
_MUTED = style(8.5, colour=MUTED)
# Shares of the width: cause, asset, differential, solution, votes, responsible, status.
_SHARES = (0.17, 0.15, 0.15, 0.18, 0.06, 0.13, 0.16)


@dataclass(frozen=True, slots=True)
class SystematisationMatrix:
    """What the paper shows; `theme` is a code of its list."""

    activity_title: str
    theme: str
    tree: Sequence[Branch]


def systematisation_matrix_pdf(paper: SystematisationMatrix, letterhead: Letterhead) -> bytes:
    """The PDF of a matrix; its titles stand on every page."""
    items = [it for it, _depth in listed(paper.tree)]
    problems = [it.words for it in items if it.element == DEMAND]
    rows = matrix_rows(paper.tree)
    content: list[Flowable] = [
        paragraph(code_label("cocreation_theme", paper.theme), TITLE),
        paragraph(join_facts(_("Systematisation matrix"), paper.activity_title), SUBTITLE),
        paragraph(counts_words(items), SUBTITLE),
        Spacer(0, 3 * mm),
        *(paragraph(words, BODY) for words in problems),
        Spacer(0, 4 * mm),
        _table(rows, text_width(letterhead))
        if rows
        else paragraph(_("Nothing was contributed to this theme yet."), BODY),
    ]
    return render(_("Systematisation matrix"), letterhead, content)


def _table(rows: Sequence[MatrixRow], width: float) -> Table:
    titles = [
        *(code_label("cocreation_element", it) for it in matrix_elements()),
        _("Votes"),
        _("Responsible body"),
        _("Status"),
    ]
    table = Table(
        [[paragraph(title, _TITLE) for title in titles], *(_cells(row) for row in rows)],
        colWidths=[share * width for share in _SHARES],
        repeatRows=1,
    )
    firsts = [line for line, row in enumerate(rows, start=1) if row.is_first]
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 4),
                ("RIGHTPADDING", (0, 0), (-1, -1), 4),
                ("LINEBELOW", (0, 0), (-1, 0), 1, INK),
                ("LINEBELOW", (1, 1), (-1, -1), 0.4, LINE),
                *(("LINEABOVE", (0, line), (-1, line), 0.9, MUTED) for line in firsts[1:]),
                ("LINEBELOW", (0, -1), (-1, -1), 0.9, MUTED),
            ]
        )
    )
    return table


def _cells(row: MatrixRow) -> list[Flowable | list[Flowable] | str]:
    cause = row.cause.words if row.cause is not None else _("Without a cause")
    solution = row.solution
    return [
        paragraph(cause, _CAUSE if row.cause is not None else _MUTED) if row.is_first else "",
        *(_words(it) for it in (row.asset, row.differential, solution)),
        paragraph(str(solution.votes), _CELL) if solution is not None and solution.votes else "",
        paragraph(solution.responsible, _CELL) if solution is not None and solution.responsible else "",
        _status(solution) if solution is not None else "",
    ]


def _status(solution: Contribution) -> list[Flowable]:
    facts = [status_words(solution), solution.status_reason]
    return [paragraph(text, part) for text, part in zip(facts, (_CELL, _MUTED), strict=True) if text]


def _words(item: Contribution | None) -> Flowable | str:
    return paragraph(item.words, _CELL) if item is not None else ""
