"""One decision in plain words: both values, who wrote them when, two buttons."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from integrhabitat_desktop.i18n import N_, _, code_label, format_date, format_instant, join_facts
from integrhabitat_desktop.i18n.record_words import field_label, type_label, value_text
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import (
    Avatar,
    CardPanel,
    ListRow,
    caption,
    column,
    flow_row,
    heading,
    muted_label,
    plain_label,
    primary_button,
    row,
    secondary_button,
    value_label,
)
from integrhabitat_desktop.use_cases.settle_review import KEEP, USE_OTHER, Decision, Side

_MOST_FIELDS = 4
_HERE, _ELSEWHERE = N_("on this computer"), N_("on another computer")


def title_of(decision: Decision) -> str:
    """Whose record it is, and which one."""
    name = decision.name
    day = format_date(name.day, "short") if name.day else ""
    title = join_facts(name.person, join_facts(name.activity, day) if name.activity else "")
    return title or type_label(decision.record_type)


def fields_of(decision: Decision) -> str:
    """What the two disagree about."""
    words = [field_label(decision.record_type, name) for name in decision.fields[:_MOST_FIELDS]]
    return join_facts(type_label(decision.record_type), *words)


def row_of(decision: Decision) -> ListRow:
    """A decision in the list of those that wait."""
    return ListRow(decision.review_id, title_of(decision), fields_of(decision), avatar=title_of(decision))


class DecisionCard(CardPanel):
    """Shows one open decision. `settle` is given a code of `review_choice`."""

    def __init__(self, services: ScreenServices, decision: Decision, settle: Callable[[str], None]) -> None:
        super().__init__()
        self.setObjectName("decision")
        self._services, self.decision = services, decision
        before = join_facts(*self._lines(decision.before)) if decision.before else ""
        facts = join_facts(fields_of(decision), _("before: {value}").format(value=before) if before else "")
        kept = decision.kind == "EDITED_THEN_DELETED"
        gone = decision.kind == "DELETED_THEN_EDITED"
        self.keep = secondary_button(_("Keep this one"), partial(settle, KEEP), icon="check", keys="1")
        self.keep.setObjectName("keep")
        use = primary_button(_("Use this one"), partial(settle, USE_OTHER), icon="check", keys="2")
        use.setObjectName("use_other")
        self.body.addWidget(
            row(
                Avatar(title_of(decision), decision.name.person, 44),
                column(
                    heading(title_of(decision)),
                    muted_label(join_facts(code_label("review_kind", decision.kind), facts), wrapped=True),
                    spacing=2,
                ),
                spacing=14,
            )
        )
        stands = self._side(decision.stands, _("This is what everybody sees now"), self.keep, gone=gone)
        other = self._side(decision.other, _("It reached the network later"), use, gone=kept)
        both = row(stands, other, spacing=16)
        self.body.addWidget(both)

    def _side(self, side: Side, standing: str, button: QWidget, *, gone: bool) -> CardPanel:
        author = side.author or _("Somebody")
        wrote = _("{name} deleted it").format(name=author) if gone else _("{name} wrote").format(name=author)
        when = format_instant(side.written_at, self._services.time_zone) if side.written_at else ""
        where = _(_HERE) if side.is_here else _(_ELSEWHERE)
        values = [value_label(text) for text in self._lines(side.values)] if not gone else []
        return CardPanel(
            plain_label(wrote),
            muted_label(join_facts(when, where)),
            *values,
            caption(standing),
            flow_row(button),
            inset=True,
        )

    def _lines(self, values: dict[str, str | int | None]) -> list[str]:
        decision = self.decision
        zone = self._services.time_zone
        shown = decision.fields[:_MOST_FIELDS]
        if len(shown) == 1:
            return [value_text(decision.record_type, shown[0], values.get(shown[0]), zone)]
        return [
            f"{field_label(decision.record_type, name)}: "
            + value_text(decision.record_type, name, values.get(name), zone)
            for name in shown
        ]
