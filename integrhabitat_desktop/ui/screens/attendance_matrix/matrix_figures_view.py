"""Beside the matrix: what the activity comes to, what is missing from it, what the letters stand for."""

from PySide6.QtWidgets import QWidget

from integrhabitat_desktop.i18n import _, code_label, join_facts, ngettext
from integrhabitat_desktop.i18n.attendance_words import (
    DROP_IN_SIGN,
    LETTERED,
    NOT_HELD_SIGN,
    NOT_MARKED_SIGN,
    mark_letter,
    mean_words,
    share_words,
)
from integrhabitat_desktop.ui.screens.activities.roster_table_model import status_badge
from integrhabitat_desktop.ui.theme import Tone, theme
from integrhabitat_desktop.ui.widgets import (
    BadgeText,
    FlowLayout,
    badge_of,
    caption,
    clear_layout,
    flow_row,
    row,
)
from integrhabitat_desktop.use_cases.view_matrix import ActivityTotals, Share


class Warnings(QWidget):
    """What makes the figures less than they seem; empty where nothing does."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = FlowLayout(self, theme().px(8))

    def show_totals(self, totals: ActivityTotals) -> None:
        """Show what concerns other figures."""
        badges: list[BadgeText] = []
        missing = totals.lists.whole - totals.lists.part
        if missing:
            # ATT-6: a rate over lists of which some are missing says less than it seems.
            words = ngettext("{count} list not taken", "{count} lists not taken", missing)
            badges.append(BadgeText(words.format(count=missing), Tone.WARNING, "alert-triangle"))
        if totals.hidden:
            words = ngettext(
                "{count} person counted and not shown", "{count} people counted and not shown", totals.hidden
            )
            badges.append(BadgeText(words.format(count=totals.hidden), Tone.NEUTRAL, "eye-off"))
        clear_layout(self._layout)
        for badge in badges:
            self._layout.addWidget(badge_of(badge))
        self.setAccessibleName(join_facts(*(badge.text for badge in badges)))
        self.setVisible(bool(badges))


def figures_words(totals: ActivityTotals) -> str:
    """The rate of an activity, without excused absences where that differs, and people per session."""
    parts = [_("Attendance: {share}").format(share=_words(totals.share))]
    if totals.without_excused != totals.share:
        parts.append(_("without excused absences: {share}").format(share=_words(totals.without_excused)))
    if totals.mean_present is not None:
        parts.append(mean_words(totals.mean_present))
    return join_facts(*parts)


def legend() -> QWidget:
    """Each letter with its word."""
    marks: list[QWidget] = []
    for status in LETTERED:
        badge = BadgeText(mark_letter(status), status_badge(status).tone)
        marks.append(row(badge_of(badge), caption(code_label("attendance_status", status)), spacing=4))
    signs = (
        (DROP_IN_SIGN, _("not enrolled")),
        (NOT_MARKED_SIGN, _("To mark")),
        (NOT_HELD_SIGN, _("did not take place")),
    )
    words = caption(join_facts(*(f"{sign} {meaning}" for sign, meaning in signs)))
    return flow_row(*marks, words, spacing=12)


def _words(share: Share) -> str:
    return share_words(share.part, share.whole, share.percent)
