"""The problem tree of a theme, drawn: the problem in the middle, its effects above, its causes beneath."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Spacer

from integrhabitat_desktop.domain.cocreation_rules import DEMAND, EFFECT, Contribution
from integrhabitat_desktop.domain.problem_tree import Branch, listed
from integrhabitat_desktop.domain.tree_drawing import Box, DrawnPage, PageRoom, drawn_pages
from integrhabitat_desktop.i18n import _, code_label, join_facts
from integrhabitat_desktop.reports.cocreation_words import counts_words, solution_words
from integrhabitat_desktop.reports.paper import (
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

_WORDS, _KIND, _FACTS = style(9.5), style(7.5, font=SEMIBOLD, colour=MUTED), style(8, colour=MUTED)
_TRUNK_WORDS = style(11.5, font=SEMIBOLD)
_PADDING = 2.2 * mm
_GROUND, _TRUNK_GROUND = HexColor("#FFFFFF"), HexColor("#E3F0F3")
# What a box is, is said in words on it; the edge only helps to see it from afar.
_EDGES: dict[str, Color] = {
    DEMAND: HexColor("#0B6E8A"),
    EFFECT: HexColor("#B26A00"),
    "CAUSE": HexColor("#B3261E"),
    "ASSET": HexColor("#2E7D4F"),
    "DIFFERENTIAL": HexColor("#6B4E9B"),
    "SOLUTION": HexColor("#0B6E8A"),
}
# Of what is said again at the top of a further page so many letters are enough.
_LONGEST_AGAIN = 60
# What the edges of a page take, above and below, with a hair to spare.
_MARGINS, _BELOW_HEAD = 34.5 * mm, 4 * mm


@dataclass(frozen=True, slots=True)
class ProblemTree:
    """What the paper shows; `theme` is a code of its list."""

    activity_title: str
    theme: str
    tree: Sequence[Branch]


def problem_tree_pdf(paper: ProblemTree, letterhead: Letterhead) -> bytes:
    """The PDF of a problem tree, on as many pages as it needs."""
    items = [it for it, _depth in listed(paper.tree)]
    heading = [
        paragraph(code_label("cocreation_theme", paper.theme), TITLE),
        paragraph(join_facts(_("Problem tree"), paper.activity_title), SUBTITLE),
        paragraph(counts_words(items), SUBTITLE),
    ]
    width = text_width(letterhead)
    head = sum(part.wrap(width, letterhead.page[1])[1] for part in heading) + _BELOW_HEAD
    room = PageRoom(
        width=width,
        height=letterhead.page[1] - _MARGINS - head,
        gap=3.5 * mm,
        indent=5 * mm,
        most_columns=4,
        widest=80 * mm,
    )
    content: list[Flowable] = []
    for page in drawn_pages(paper.tree, _height_of, room):
        if content:
            content.append(PageBreak())
        content += [*heading, Spacer(0, _BELOW_HEAD), _Drawing(page, room)]
    if not content:
        content = [
            *heading,
            Spacer(0, _BELOW_HEAD),
            paragraph(_("Nothing was contributed to this theme yet."), _WORDS),
        ]
    return render(_("Problem tree"), letterhead, content)


class _Drawing(Flowable):
    """One page of the tree. Lines come first, so that they end at the edges of the boxes."""

    def __init__(self, page: DrawnPage, room: PageRoom) -> None:
        super().__init__()
        self._page = page
        # A single text can be longer than what the others leave of a page.
        self._scale = min(1.0, room.height / page.height)
        self.width, self.height = room.width, page.height * self._scale

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        canvas: Canvas = self.canv
        canvas.translate(self.width * (1 - self._scale) / 2, self.height)
        canvas.scale(self._scale, self._scale)
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(1.1)
        for line in self._page.lines:
            canvas.line(line.left, -line.top, line.right, -line.bottom)
        for box in self._page.boxes:
            self._draw_box(canvas, box)

    def _draw_box(self, canvas: Canvas, box: Box) -> None:
        edge = _EDGES.get(box.item.element, INK)
        canvas.setStrokeColor(edge)
        canvas.setLineWidth(1.4 if box.item.element == DEMAND else 0.9)
        canvas.setFillColor(_TRUNK_GROUND if box.item.element == DEMAND else _GROUND)
        canvas.setDash((3, 2) if box.goes_on else ())
        bottom = -box.top - box.height
        canvas.roundRect(box.left, bottom, box.width, box.height, 1.5 * mm, fill=1)
        canvas.setDash(())
        top = bottom + box.height - _PADDING
        for part in _parts(box.item, box.goes_on):
            _width, height = part.wrap(box.width - 2 * _PADDING, box.height)
            part.drawOn(canvas, box.left + _PADDING, top - height)
            top -= height


def _height_of(item: Contribution, width: float, goes_on: bool) -> float:
    return 2 * _PADDING + sum(part.wrap(width - 2 * _PADDING, 1e6)[1] for part in _parts(item, goes_on))


def _parts(item: Contribution, goes_on: bool) -> list[Flowable]:
    kind = paragraph(code_label("cocreation_element", item.element), _KIND)
    words = _("{words} (continued)").format(words=_beginning(item.words)) if goes_on else item.words
    parts: list[Flowable] = [kind, paragraph(words, _TRUNK_WORDS if item.element == DEMAND else _WORDS)]
    facts = "" if goes_on else solution_words(item)
    return [*parts, paragraph(facts, _FACTS)] if facts else parts


def _beginning(words: str) -> str:
    return words if len(words) <= _LONGEST_AGAIN else words[:_LONGEST_AGAIN].rstrip() + "…"
