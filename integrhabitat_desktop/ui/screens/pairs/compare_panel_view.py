"""Two records side by side: what both say, what to choose where they differ, and the decision."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from integrhabitat_desktop.i18n import _, join_facts
from integrhabitat_desktop.i18n.record_words import field_label, type_label, value_text
from integrhabitat_desktop.ui.person_texts import birth_of
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import (
    CardPanel,
    SegmentedField,
    SidePanel,
    flow_row,
    heading,
    link_button,
    muted_label,
    plain_label,
    primary_button,
    row,
    secondary_button,
    section_label,
    subheading,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.join_records import Comparison, RecordSide

_FIRST, _SECOND = "1", "2"

Join = Callable[[Comparison, bool, frozenset[str]], None]


def both_sides(comparison: Comparison) -> QWidget:
    """The two records beside each other, numbered, with what belongs to each."""
    return row(_side(comparison.first, _FIRST), _side(comparison.second, _SECOND), spacing=12)


def said_text(services: ScreenServices, side: RecordSide, name: str) -> str:
    """What a record says in a field; of a birth also how precisely it is known."""
    if name == "birth_date" and side.values.get(name) is not None:
        return birth_of(side.values, services.today())
    return value_text("person", name, side.values.get(name), services.time_zone)


def _side(side: RecordSide, number: str) -> CardPanel:
    counts: Mapping[str, int] = side.counts
    words = [f"{type_label(kind)}: {count}" for kind, count in counts.items()]
    return CardPanel(
        subheading(f"{number}. {side.values.get('name') or ''}"),
        muted_label(side.person_id),
        muted_label(join_facts(*words) or _("nothing else is recorded"), wrapped=True),
        inset=True,
        spacing=2,
    )


class ComparePanel(SidePanel):
    """`join` is given the comparison, whether the first record is kept, and the fields that the other one gives."""

    def __init__(
        self,
        services: ScreenServices,
        comparison: Comparison,
        join: Join,
        tell_apart: Callable[[Comparison], None],
        back: Callable[[], None],
    ) -> None:
        super().__init__()
        self.setObjectName("compare")
        self._services, self._comparison, self._join = services, comparison, join
        self.people = (comparison.first.person_id, comparison.second.person_id)
        self._kept_is_first = sum(comparison.first.counts.values()) >= sum(comparison.second.counts.values())
        self.choices: dict[str, SegmentedField] = {}
        self.join_button = primary_button(
            _("It is one person: join"), self._submit, icon="git-merge", keys="Ctrl+Enter"
        )
        self.apart_button = secondary_button(
            _("They are two people"), lambda: tell_apart(comparison), icon="users", keys="Ctrl+D"
        )
        back_button = link_button(_("Back"), back, icon="arrow-left", keys="Esc")
        parts: list[QWidget] = [
            heading(_("Is it the same person?")),
            both_sides(comparison),
        ]
        if comparison.differing:
            parts += [
                section_label(_("Which one is right?")),
                muted_label(
                    _("What is not chosen here stays in the history. Everything else of both is kept."),
                    wrapped=True,
                ),
            ]
        for name in comparison.differing:
            self.choices[name] = self._choice(name)
            parts.append(self.choices[name])
        if comparison.equal:
            parts.append(section_label(_("Both say the same")))
        for name in comparison.equal:
            text = f"{field_label('person', name)}: {self._text(comparison.first, name)}"
            parts.append(plain_label(text, wrapped=True))
        self.show_content(*parts, foot=flow_row(back_button, self.apart_button, self.join_button))
        name_parts(self)

    def begin(self) -> None:
        """Put the keyboard on the first choice, or on the decision; once the panel is in sight."""
        first = next(iter(self.choices.values()), None)
        (first or self.join_button).setFocus()

    def _choice(self, name: str) -> SegmentedField:
        comparison = self._comparison
        mine, theirs = comparison.first.values.get(name), comparison.second.values.get(name)
        kept = _FIRST if self._kept_is_first else _SECOND
        if mine == theirs:
            # Only how precisely it is known differs: the exact one knows more.
            exact = [
                side.values.get("birth_precision") == "DAY" for side in (comparison.first, comparison.second)
            ]
            chosen = kept if exact[0] == exact[1] else _FIRST if exact[0] else _SECOND
        else:
            # What one of them does not know at all is taken from the other.
            chosen = _SECOND if mine is None else _FIRST if theirs is None else kept
        return SegmentedField(
            field_label("person", name),
            [
                (_FIRST, f"1. {self._text(comparison.first, name)}"),
                (_SECOND, f"2. {self._text(comparison.second, name)}"),
            ],
            value=chosen,
        )

    def _text(self, side: RecordSide, name: str) -> str:
        return said_text(self._services, side, name)

    def _submit(self) -> None:
        other = _SECOND if self._kept_is_first else _FIRST
        taken = frozenset(name for name, choice in self.choices.items() if choice.value() == other)
        self._join(self._comparison, self._kept_is_first, taken)
