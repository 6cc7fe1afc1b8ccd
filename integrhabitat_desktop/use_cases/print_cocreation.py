"""Papers of a group's contributions: the tree, the matrix (also as a spreadsheet), and what became of the proposals.

The audit entry is written before anybody sees one.
"""

from enum import Enum

from integrhabitat_desktop.db.queries import cocreation
from integrhabitat_desktop.domain.cocreation_rules import Contribution, solutions_of
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.paper_size import PageSize
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.domain.problem_tree import matrix_rows, problem_tree
from integrhabitat_desktop.exports.cocreation_matrix import MatrixColumn, MatrixWords, matrix_sheet
from integrhabitat_desktop.exports.sheet import FileForm
from integrhabitat_desktop.exports.written_sheet import written
from integrhabitat_desktop.reports.problem_tree import ProblemTree, problem_tree_pdf
from integrhabitat_desktop.reports.proposals_paper import ProposalsPaper, proposals_pdf
from integrhabitat_desktop.reports.systematisation_matrix import (
    SystematisationMatrix,
    systematisation_matrix_pdf,
)
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.letterhead import letterhead
from integrhabitat_protocol.code_lists import code_list
from integrhabitat_protocol.record_types import Activity

__all__ = ["FileForm", "MatrixColumn", "MatrixWords", "PageSize"]


class CocreationPaper(Enum):
    """What can be printed."""

    TREE = "problem_tree"
    MATRIX = "systematisation_matrix"
    PROPOSALS = "proposals"


def print_cocreation(
    desk: Desk, activity_id: str, theme: str, paper: CocreationPaper, *, page_size: PageSize | None = None
) -> bytes:
    """The PDF; tree and matrix of one theme, the proposals of all.

    RuleViolation `not_allowed`, `activity_not_found`; StoreError.
    """
    activity, items = _read(desk, activity_id)
    _note(desk, activity_id, {"paper": paper.value, "theme": theme})
    if paper is CocreationPaper.PROPOSALS:
        met = cocreation.last_session_before(desk.store, activity_id, desk.today().isoformat())
        themes = [(code, solutions_of(those)) for code, those in _by_theme(items)]
        return proposals_pdf(ProposalsPaper(activity.title, met, themes), letterhead(desk, page_size))
    tree = problem_tree(it for it in items if it.theme == theme)
    wide = letterhead(desk, page_size, lies_wide=True)
    if paper is CocreationPaper.TREE:
        return problem_tree_pdf(ProblemTree(activity.title, theme, tree), wide)
    return systematisation_matrix_pdf(SystematisationMatrix(activity.title, theme, tree), wide)


def export_matrix(desk: Desk, activity_id: str, form: FileForm, words: MatrixWords) -> bytes:
    """The matrices of all themes as one sheet. RuleViolation `not_allowed`, `activity_not_found`; StoreError."""
    _activity, items = _read(desk, activity_id)
    _note(desk, activity_id, {"list": "systematisation_matrix", "form": form.value})
    themes = [(code, matrix_rows(problem_tree(those))) for code, those in _by_theme(items)]
    return written(matrix_sheet(themes, words), form)


def _read(desk: Desk, activity_id: str) -> tuple[Activity, list[Contribution]]:
    require(desk.staff, Permission.PRINT_SHEETS)
    activity = desk.store.get(Activity, activity_id)
    if activity is None:
        raise RuleViolation("activity_not_found")
    return activity, cocreation.contributions(desk.store, activity_id)


def _by_theme(items: list[Contribution]) -> list[tuple[str, list[Contribution]]]:
    """The contributions by theme in the order of the list; themes of a newer version come last."""
    known = [entry.code for entry in code_list("cocreation_theme")]
    others = sorted({it.theme for it in items} - set(known))
    found = [(theme, [it for it in items if it.theme == theme]) for theme in (*known, *others)]
    return [(theme, those) for theme, those in found if those]


def _note(desk: Desk, activity_id: str, detail: dict[str, str | int | None]) -> None:
    with desk.store.transaction(desk.staff.id) as tx:
        tx.audit("print" if "paper" in detail else "export", "activity", activity_id, detail)
