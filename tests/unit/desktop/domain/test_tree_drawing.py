"""The drawn tree: everything on it once, nothing over anything else, on as many pages as it needs."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from integrhabitat_desktop.domain.cocreation_rules import Contribution, elements
from integrhabitat_desktop.domain.problem_tree import problem_tree
from integrhabitat_desktop.domain.tree_drawing import Box, DrawnPage, PageRoom, drawn_pages

ROOM = PageRoom(width=260, height=170, gap=4, indent=6, most_columns=4, widest=75)


def height_of(item: Contribution, width: float, goes_on: bool) -> float:
    return 8 if goes_on else 6 + 4 * (1 + len(item.words) // (width / 2))


def draw(*items: Contribution) -> tuple[DrawnPage, ...]:
    return drawn_pages(problem_tree(items), height_of, ROOM)


def one(name: str, element: str, parent: str | None = None, words: str = "palabras") -> Contribution:
    return Contribution(name, "HOUSING", element, words, parent, int(name) if name.isdigit() else 1)


def overlap(one: Box, other: Box) -> bool:
    apart = (
        one.left + one.width <= other.left + 0.01
        or other.left + other.width <= one.left + 0.01
        or one.top + one.height <= other.top + 0.01
        or other.top + other.height <= one.top + 0.01
    )
    return not apart


def test_effects_stand_above_the_problem_and_causes_beneath() -> None:
    (page,) = draw(one("problem", "DEMAND"), one("1", "EFFECT", "problem"), one("2", "CAUSE", "problem"))
    tops = {box.item.element: box.top for box in page.boxes}
    assert tops["EFFECT"] < tops["DEMAND"] < tops["CAUSE"]
    assert page.lines


def test_a_tree_with_many_causes_goes_on_below_the_problem_again() -> None:
    causes = [one(str(number), "CAUSE", "problem") for number in range(9)]
    pages = draw(one("problem", "DEMAND"), *causes)
    assert [sum(box.item.element == "CAUSE" for box in page.boxes) for page in pages] == [4, 4, 1]
    trunks = [box for page in pages for box in page.boxes if box.item.element == "DEMAND"]
    assert [box.goes_on for box in trunks] == [False, True, True]


def test_a_column_that_is_longer_than_the_page_goes_on_under_its_head() -> None:
    solutions = [one(str(number), "SOLUTION", "cause") for number in range(30)]
    pages = draw(one("problem", "DEMAND"), one("cause", "CAUSE", "problem"), *solutions)
    assert len(pages) > 1
    second = [box for box in pages[1].boxes if box.item.id == "cause"]
    assert [box.goes_on for box in second] == [True]


def test_what_belongs_to_no_problem_is_drawn_too() -> None:
    pages = draw(
        one("problem", "DEMAND"), one("1", "ASSET"), one("2", "CAUSE"), one("3", "SOLUTION", "problem")
    )
    assert {box.item.id for page in pages for box in page.boxes} == {"problem", "1", "2", "3"}


@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.sampled_from(elements()), st.integers(0, 40), st.integers(0, 300)),
        unique_by=lambda it: it[0],
        max_size=40,
    )
)
def test_every_contribution_is_drawn_once_inside_the_width_and_over_nothing(
    rows: list[tuple[int, str, int, int]],
) -> None:
    items = [one(str(name), element, str(parent), "x" * length) for name, element, parent, length in rows]
    pages = draw(*items)
    once = Counter(box.item.id for page in pages for box in page.boxes if not box.goes_on)
    assert once == Counter(it.id for it in items)
    for page in pages:
        for place, box in enumerate(page.boxes):
            assert box.left >= -0.01 and box.left + box.width <= ROOM.width + 0.01 and box.top >= -0.01
            assert not any(overlap(box, other) for other in page.boxes[place + 1 :])
            assert box.width > 20
