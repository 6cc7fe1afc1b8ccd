"""Rows of the list of referrals and tasks. The id of a row is REFERRAL or TASK and the id of its record."""

from datetime import date
from zoneinfo import ZoneInfo

from integrhabitat_desktop.domain.referral_rules import shown_sector
from integrhabitat_desktop.i18n import _, code_label, format_date, format_day, format_instant, join_facts
from integrhabitat_desktop.ui.screens.referrals.referral_panel_view import task_words, urgency_badge
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import BadgeText, ListRow
from integrhabitat_desktop.use_cases.keep_follow_ups import FollowUpRow
from integrhabitat_desktop.use_cases.view_referrals import ListedReferral

REFERRAL, TASK = "referral:", "task:"


def referral_row(listed: ListedReferral, zone: ZoneInfo) -> ListRow:
    """A referral, with how much it presses."""
    it = listed.row
    due = format_instant(listed.due, zone) if listed.due is not None else ""
    return ListRow(
        REFERRAL + it.id,
        it.person_name or _("Not received yet"),
        join_facts(code_label("referral_sector", shown_sector(it.sector)), it.institution_name),
        icon="send",
        badges=(urgency_badge(listed.urgency, due),),
        trailing=format_date(it.made_on) if it.made_on else "",
    )


def task_row(task: FollowUpRow, today: date) -> ListRow:
    """A call, visit or appointment of today or of before."""
    late = task.day < today.isoformat()
    badge = BadgeText(
        _("Since {day}").format(day=format_day(task.day, today)) if late else _("Today"),
        Tone.DANGER if late else Tone.WARNING,
        "clock",
    )
    return ListRow(
        TASK + task.id,
        task.person_name or _("Not received yet"),
        task_words(task),
        icon="calendar-event",
        badges=(badge,),
    )
