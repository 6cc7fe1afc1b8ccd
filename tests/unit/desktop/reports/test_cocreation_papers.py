"""Tree, matrix and the page for those who proposed: every text on paper as it was written, on the pages it needs."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pypdfium2  # type: ignore[import-untyped]  # ships no types
import pytest

from integrhabitat_desktop.domain.cocreation_rules import Contribution, solutions_of
from integrhabitat_desktop.domain.paper_size import PageSize
from integrhabitat_desktop.domain.problem_tree import problem_tree
from integrhabitat_desktop.reports.paper import Letterhead
from integrhabitat_desktop.reports.problem_tree import ProblemTree, problem_tree_pdf
from integrhabitat_desktop.reports.proposals_paper import ProposalsPaper, proposals_pdf
from integrhabitat_desktop.reports.systematisation_matrix import (
    SystematisationMatrix,
    systematisation_matrix_pdf,
)
from tests.hostile_texts import HOSTILE_TEXTS

PRINTED = datetime(2026, 11, 20, 19, 10, tzinfo=UTC)


def letterhead(page_size: PageSize = "A4", *, lies_wide: bool = True) -> Letterhead:
    return Letterhead("La Esperanza", "Ana Lucía", PRINTED, ZoneInfo("America/Bogota"), page_size, lies_wide)


def board(*, causes: int = 3, against: int = 4, words: str = "palabras") -> list[Contribution]:
    items = [
        Contribution("p", "HOUSING", "DEMAND", f"{words} p"),
        Contribution("e", "HOUSING", "EFFECT", f"{words} e", "p"),
    ]
    for cause in range(causes):
        items.append(Contribution(f"c{cause}", "HOUSING", "CAUSE", f"{words} c{cause}", "p", cause))
        for place in range(against):
            items += [
                Contribution(
                    f"a{cause}.{place}", "HOUSING", "ASSET", f"{words} a{place}", f"c{cause}", place
                ),
                Contribution(
                    f"s{cause}.{place}",
                    "HOUSING",
                    "SOLUTION",
                    f"{words} s{cause}.{place}",
                    f"c{cause}",
                    place,
                    votes=7,
                    responsible=words,
                    status="DROPPED",
                    status_on="2026-11-02",
                    status_reason=words,
                ),
            ]
    return items


def texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        text_page = page.get_textpage()
        found.append("".join(text_page.get_text_bounded().split()))
        text_page.close()
        page.close()
    document.close()
    return found


def papers(items: list[Contribution], page_size: PageSize = "A4") -> list[list[str]]:
    tree, wide = problem_tree(items), letterhead(page_size)
    proposals = ProposalsPaper("Mesa", "2026-11-02", [("HOUSING", solutions_of(items))])
    return [
        texts(problem_tree_pdf(ProblemTree("Mesa", "HOUSING", tree), wide)),
        texts(systematisation_matrix_pdf(SystematisationMatrix("Mesa", "HOUSING", tree), wide)),
        texts(proposals_pdf(proposals, letterhead(page_size, lies_wide=False))),
    ]


@pytest.mark.parametrize("page_size", ["A4", "LETTER"])
def test_every_contribution_stands_on_the_papers_however_many_there_are(page_size: PageSize) -> None:
    items = board(causes=11, against=9)
    tree, matrix, proposals = papers(items, page_size)
    assert len(tree) > 2 and len(matrix) > 2 and len(proposals) > 2
    for it in items:
        words = "".join(it.words.split())
        assert words in "".join(tree)
        assert it.element in ("DEMAND", "EFFECT") or words in "".join(matrix)
        assert it.element != "SOLUTION" or words in "".join(proposals)


def test_the_titles_of_the_matrix_stand_on_every_page_once() -> None:
    _tree, matrix, _proposals = papers(board(causes=12, against=8))
    assert len(matrix) > 1
    assert [page.count("Activodelterritorio") for page in matrix[1:]] == [1] * (len(matrix) - 1)


@pytest.mark.parametrize("words", ["W" * 290, "ñ " * 145, "<b>negrita</b> & =1+1", "<para><font name=none>x"])
def test_long_and_hostile_words_are_printed_as_they_are(words: str) -> None:
    for pages in papers(board(causes=5, against=3, words=words)):
        assert "".join(words.split()) in "".join(pages)


def test_no_text_breaks_a_paper() -> None:
    for text in HOSTILE_TEXTS[::7]:
        assert all(papers(board(causes=1, against=1, words=text[:290])))


def test_a_theme_without_contributions_says_so() -> None:
    tree, matrix, _proposals = papers([])
    assert len(tree) == len(matrix) == 1
