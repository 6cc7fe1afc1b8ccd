"""One referral: what is asked of whom, how its clock stands, everything that happened, and what comes next."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from integrhabitat_desktop.domain.consent_rules import GIVEN
from integrhabitat_desktop.domain.referral_rules import DRAFT, SENT
from integrhabitat_desktop.i18n import (
    _,
    code_label,
    codes_label,
    format_day,
    format_instant,
    format_time,
    join_facts,
)
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    Badge,
    BadgeText,
    ListRow,
    RowList,
    SidePanel,
    flow_row,
    heading,
    muted_label,
    plain_label,
    primary_button,
    row,
    rule,
    secondary_button,
    section_label,
)
from integrhabitat_desktop.use_cases.keep_follow_ups import OPEN, FollowUpRow
from integrhabitat_desktop.use_cases.view_referrals import ReferralView, Urgency

_TONES = {
    Urgency.OVERDUE: Tone.DANGER,
    Urgency.DUE_TODAY: Tone.WARNING,
    Urgency.NOT_SENT: Tone.WARNING,
    Urgency.RUNNING: Tone.NEUTRAL,
    Urgency.CLOSED: Tone.NEUTRAL,
}


@dataclass(frozen=True, slots=True)
class ReferralCommands:
    """What the panel offers for the referral that it shows."""

    consent: Callable[[], None]
    letter: Callable[[], None]
    send: Callable[[], None]
    step: Callable[[], None]
    task: Callable[[], None]
    task_done: Callable[[str], None]
    person: Callable[[], None]


def urgency_badge(urgency: Urgency, due: str) -> BadgeText:
    """How the clock stands, in words; `due` is when the answer is due."""
    words = {
        Urgency.OVERDUE: _("Overdue since {moment}"),
        Urgency.DUE_TODAY: _("Due today, {moment}"),
        Urgency.NOT_SENT: _("Not sent yet"),
        Urgency.RUNNING: _("Due {moment}"),
        Urgency.CLOSED: _("Referral closed"),
    }[urgency]
    icon = "alert-triangle" if urgency is Urgency.OVERDUE else "clock"
    return BadgeText(words.format(moment=due), _TONES[urgency], icon)


def task_words(task: FollowUpRow) -> str:
    """What is to be done, with its time."""
    return join_facts(
        code_label("follow_up_kind", task.kind),
        format_time(task.starts_at) if task.starts_at else "",
        task.note,
    )


class ReferralPanel(SidePanel):
    """Shows one ReferralView."""

    def __init__(self, services: ScreenServices, commands: ReferralCommands) -> None:
        super().__init__()
        self.setObjectName("referral")
        self._services, self._commands = services, commands

    def show_referral(self, view: ReferralView) -> None:
        """Replace what is shown."""
        referral, institution = view.referral, view.institution
        zone = self._services.time_zone
        due = format_instant(view.due, zone) if view.due is not None else ""
        clock = urgency_badge(view.urgency, due)
        badges: list[QWidget] = [
            Badge(code_label("referral_status", referral.status), Tone.PRIMARY, "send"),
            Badge(code_label("priority", referral.priority), Tone.NEUTRAL, "alert-circle"),
            Badge(clock.text, clock.tone, clock.icon),
        ]
        if referral.consent_state != GIVEN:
            badges.append(
                Badge(code_label("consent_state", referral.consent_state), Tone.WARNING, "shield-check")
            )
        contact = (
            join_facts(institution.focal_point, institution.phone, institution.email, institution.hours)
            if institution is not None
            else ""
        )
        parts: list[QWidget] = [
            heading(view.person_name),
            muted_label(
                join_facts(
                    code_label("referral_sector", referral.sector),
                    code_label("procedure", referral.procedure) if referral.procedure else "",
                ),
                wrapped=True,
            ),
            plain_label(
                institution.name if institution is not None else _("Institution not received yet"),
                wrapped=True,
            ),
            muted_label(contact, wrapped=True),
            flow_row(*badges),
            flow_row(*self._buttons(view)),
            rule(),
        ]
        if referral.reason:
            parts += [section_label(_("Reason")), plain_label(referral.reason, wrapped=True)]
        if referral.shared_fields:
            words = codes_label("referral_field", referral.shared_fields)
            parts += [section_label(_("What is shared")), plain_label(words, wrapped=True)]
        parts += [*self._tasks(view), section_label(_("What happened")), self._steps(view)]
        self.show_content(*parts)

    def _buttons(self, view: ReferralView) -> list[QWidget]:
        commands, referral = self._commands, view.referral
        agreed = referral.consent_state == GIVEN
        buttons: list[QWidget] = []
        if not agreed and referral.status == DRAFT:
            buttons.append(primary_button(_("The person agrees"), commands.consent, icon="shield-check"))
        if agreed and not view.is_guarded:
            letter = secondary_button(_("Print the letter"), commands.letter, icon="printer", keys="Ctrl+P")
            letter.setObjectName("letter")
            buttons.append(letter)
        if agreed and SENT in view.can_become:
            send = primary_button(_("It is sent"), commands.send, icon="send")
            send.setObjectName("send")
            buttons.insert(0, send)
        step = secondary_button(_("What happened"), commands.step, icon="pencil", keys="Ctrl+E")
        step.setObjectName("step")
        task = secondary_button(_("Add a task"), commands.task, icon="calendar-plus")
        task.setObjectName("task")
        to_person = secondary_button(_("Open the file"), commands.person, icon="user")
        return [*buttons, step, task, to_person]

    def _tasks(self, view: ReferralView) -> list[QWidget]:
        if not view.follow_ups:
            return []
        today = self._services.today()
        lines: list[QWidget] = [section_label(_("Tasks"))]
        for task in view.follow_ups:
            words = plain_label(join_facts(format_day(task.day, today), task_words(task)), wrapped=True)
            if task.state == OPEN:
                done = secondary_button(_("Done"), partial(self._commands.task_done, task.id), icon="check")
                lines.append(row(words, done, spacing=12))
            else:
                lines.append(muted_label(join_facts(words.text(), code_label("follow_up_state", task.state))))
        return lines

    def _steps(self, view: ReferralView) -> RowList:
        now_zone = self._services.time_zone
        steps = RowList(_("What happened"), cards=False)
        steps.setObjectName("steps")
        steps.set_rows(
            [
                ListRow(
                    it.step.id,
                    code_label("referral_status", it.step.status),
                    join_facts(
                        code_label("referral_barrier", it.step.barrier) if it.step.barrier else "",
                        it.step.note,
                        it.staff_name,
                    ),
                    icon="arrow-right",
                    trailing=format_instant(it.step.at, now_zone) if it.step.at else "",
                )
                for it in reversed(view.steps)
            ]
        )
        return steps
