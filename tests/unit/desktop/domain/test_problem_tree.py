"""The problem tree: nothing is lost, whatever came together from several computers; matrix, moves, ranking."""

from hypothesis import given
from hypothesis import strategies as st

from integrhabitat_desktop.domain.cocreation_rules import (
    Contribution,
    collects_contributions,
    counted_by_status,
    element_after,
    elements,
    matrix_elements,
    needs_reason,
    parent_for,
    ranks,
    solutions_of,
)
from integrhabitat_desktop.domain.problem_tree import (
    indented,
    listed,
    matrix_rows,
    moved,
    problem_tree,
    under,
)


def one(
    name: str, element: str, parent: str | None = None, position: int = 1, votes: int = 0
) -> Contribution:
    return Contribution(
        name, "HOUSING", element, f"palabras {name}", parent, position, votes, status="PROPOSED"
    )


BOARD = (
    one("rent", "DEMAND"),
    one("debt", "EFFECT", "rent"),
    one("owners", "CAUSE", "rent", 1),
    one("income", "CAUSE", "rent", 2),
    one("informal", "CAUSE", "income"),
    one("hall", "ASSET", "owners"),
    one("families", "DIFFERENTIAL", "owners"),
    one("fund", "SOLUTION", "owners", 1, votes=9),
    one("lawyer", "SOLUTION", "owners", 2, votes=14),
    one("fair", "SOLUTION", "informal", votes=9),
    one("mural", "SOLUTION", "rent"),
)
BY_ID = {it.id: it for it in BOARD}


def outline(*items: Contribution) -> list[tuple[str, int]]:
    return [(it.id, depth) for it, depth in listed(problem_tree(items))]


def test_a_tree_is_read_from_the_problem_to_its_causes_and_what_is_put_against_them() -> None:
    assert outline(*reversed(BOARD)) == [
        ("rent", 0),
        ("owners", 1),
        ("hall", 2),
        ("families", 2),
        ("fund", 2),
        ("lawyer", 2),
        ("income", 1),
        ("informal", 2),
        ("fair", 3),
        ("debt", 1),
        ("mural", 1),
    ]


def test_what_belongs_to_something_unknown_or_runs_in_a_circle_stands_alone() -> None:
    circle = (one("a", "CAUSE", "b"), one("b", "CAUSE", "a"), one("lost", "SOLUTION", "deleted"))
    assert outline(*circle) == [("lost", 0), ("a", 0), ("b", 1)]


@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.sampled_from(elements()), st.integers(0, 30), st.integers(0, 5)),
        unique_by=lambda it: it[0],
    )
)
def test_every_contribution_stands_in_the_tree_exactly_once(
    rows: list[tuple[int, str, int, int]],
) -> None:
    items = [one(str(name), element, str(parent), position) for name, element, parent, position in rows]
    assert sorted(name for name, _depth in outline(*items)) == sorted(it.id for it in items)
    shown = {
        part.id
        for row in matrix_rows(problem_tree(items))
        for part in (row.cause, row.asset, row.differential, row.solution)
        if part is not None
    }
    assert shown == {it.id for it in items if it.element in matrix_elements()}


def test_a_chain_longer_than_anybody_thinks_aloud_is_still_shown_whole() -> None:
    chain = [one(str(number), "CAUSE", str(number - 1)) for number in range(3000)]
    assert len(outline(*chain)) == 3000


def test_the_matrix_goes_cause_by_cause_and_ends_with_what_belongs_to_none() -> None:
    rows = [
        tuple(part.id if part else "" for part in (row.cause, row.asset, row.differential, row.solution))
        for row in matrix_rows(problem_tree(BOARD))
    ]
    assert rows == [
        ("owners", "hall", "families", "fund"),
        ("owners", "", "", "lawyer"),
        ("income", "", "", ""),
        ("informal", "", "", "fair"),
        ("", "", "", "mural"),
    ]


def test_a_new_contribution_goes_beside_its_like_or_under_what_is_chosen() -> None:
    assert parent_for("CAUSE", "rent", BY_ID) == "rent"
    assert parent_for("CAUSE", "owners", BY_ID) == "rent"
    assert parent_for("CAUSE", "informal", BY_ID) == "income"
    assert parent_for("SOLUTION", "hall", BY_ID) == "owners"
    assert parent_for("SOLUTION", "fund", BY_ID) == "owners"
    assert parent_for("EFFECT", "fair", BY_ID) == "rent"
    assert parent_for("CAUSE", None, BY_ID) == "rent"
    assert parent_for("DEMAND", "owners", BY_ID) is None
    assert parent_for("CAUSE", None, {}) is None


def test_writing_goes_along_the_line_of_the_matrix_and_on_to_the_next_cause() -> None:
    seen = ["DEMAND"]
    for _step in range(5):
        seen.append(element_after(seen[-1], 1))
    assert seen == ["DEMAND", "CAUSE", "ASSET", "DIFFERENTIAL", "SOLUTION", "CAUSE"]
    assert element_after("ASSET", -1) == "CAUSE"


def test_moving_changes_places_with_the_next_one_and_leaves_the_others_alone() -> None:
    tree = problem_tree(BOARD)
    down = moved(tree, "fund", 1)
    assert down is not None
    assert (down.parent, dict(down.positions)) == ("owners", {"lawyer": 1, "fund": 2})
    assert moved(tree, "rent", 1) is None


def test_beyond_the_last_place_it_belongs_to_the_next_one() -> None:
    tree = problem_tree(BOARD)
    down = moved(tree, "lawyer", 1)
    assert down is not None
    assert (down.parent, dict(down.positions)) == ("income", {"lawyer": 1})
    up = moved(tree, "fair", -1)
    assert up is not None
    assert up.parent == "income"


def test_a_cause_is_put_under_the_one_before_it_and_out_again() -> None:
    tree = problem_tree(BOARD)
    deeper = indented(tree, "income", 1)
    assert deeper is not None
    assert deeper.parent == "owners"
    out = indented(tree, "informal", -1)
    assert out is not None
    assert (out.parent, dict(out.positions)) == ("rent", {"informal": 3})
    assert indented(tree, "owners", 1) is None
    assert indented(tree, "fund", 1) is None
    assert indented(tree, "owners", -1) is None


def test_what_belongs_to_a_contribution_goes_with_it() -> None:
    assert [it.id for it in under(problem_tree(BOARD), "income")] == ["income", "informal", "fair"]


def test_solutions_are_ranked_by_votes_and_equal_ones_share_a_place() -> None:
    solutions = solutions_of(BOARD)
    assert [it.id for it in solutions] == ["lawyer", "fair", "fund", "mural"]
    assert ranks(solutions) == {"lawyer": 1, "fair": 2, "fund": 2}


def test_what_became_of_the_solutions_is_counted() -> None:
    solutions = [one(str(number), "SOLUTION") for number in range(3)]
    assert [(it.status, it.count) for it in counted_by_status(solutions)] == [("PROPOSED", 3)]
    assert needs_reason("DROPPED") and not needs_reason("IMPLEMENTED")


def test_only_kinds_of_activity_that_work_on_a_theme_collect_contributions() -> None:
    assert collects_contributions("COCREATION_SESSION") and collects_contributions("PARTICIPATORY_PLANNING")
    assert not collects_contributions("WORKSHOP") and not collects_contributions("KIND_OF_NEXT_YEAR")
