"""One person's place in an activity: role and days, and what may become of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from integrhabitat_desktop.i18n import _, code_label, format_moment, join_facts
from integrhabitat_desktop.i18n.record_words import field_label
from integrhabitat_desktop.ui.form_panel_view import FormPanel
from integrhabitat_desktop.ui.person_texts import facts_of
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    Banner,
    CodeField,
    DateField,
    FormGrid,
    KitButton,
    SegmentedField,
    check_required,
    flow_row,
    link_button,
    muted_label,
    primary_button,
    secondary_button,
)
from integrhabitat_desktop.use_cases.change_enrolment import ENDED, LEAVING, EnrolmentRow

_TYPE = "enrolment"


@dataclass(frozen=True, slots=True)
class EnrolmentCommands:
    """What can be done with an enrolment; each is given its row."""

    save: Callable[[EnrolmentRow, tuple[str, str | None, str | None]], None]
    leave: Callable[[EnrolmentRow], None]
    complete: Callable[[EnrolmentRow], None]
    let_wait: Callable[[EnrolmentRow], None]
    take_in: Callable[[EnrolmentRow], None]
    stop_waiting: Callable[[EnrolmentRow], None]
    come_back: Callable[[EnrolmentRow], None]
    open_file: Callable[[EnrolmentRow], None]


class EnrolmentForm(FormPanel):
    """Of somebody who is part of it, who waits, or who was part of it."""

    def __init__(
        self,
        services: ScreenServices,
        row: EnrolmentRow,
        back: Callable[[], None],
        commands: EnrolmentCommands,
        *,
        is_current: bool,
        is_outside_ages: bool,
    ) -> None:
        super().__init__("enrolment_form", back, subject=row.enrolment_id)
        self.row, self._commands = row, commands
        self.role = CodeField(
            field_label(_TYPE, "role"), "participation_role", required=True, empty="", value=row.role
        )
        self.role.setObjectName("enrolment_role")
        self.starts_on = DateField(field_label(_TYPE, "starts_on"), services.today, value=row.starts_on)
        self.ends_on = DateField(
            _("Last day"),
            services.today,
            value=row.ends_on,
            required=row.status in ENDED,
            help_text=_("The sessions up to the last day keep the person.")
            if row.status in ENDED
            else _("Empty: as long as it lasts"),
        )
        self.starts_on.setObjectName("enrolment_starts_on")
        self.ends_on.setObjectName("enrolment_ends_on")
        for day in (self.starts_on, self.ends_on):
            day.setVisible(not row.is_waiting())
        parts: list[QWidget] = [muted_label(facts_of(row.person, services.today()), wrapped=True)]
        if is_outside_ages:
            parts.append(Banner(_("The age does not fit this activity."), Tone.WARNING))
        parts += [
            muted_label(_standing(services, row), wrapped=True),
            FormGrid(self.role, self.starts_on, self.ends_on),
            flow_row(*self._actions(is_current)),
        ]
        self.show_form(
            row.person.name,
            *parts,
            save=primary_button(_("Save"), self._submit, icon="check", keys="Ctrl+Enter"),
            first=self.role,
        )

    def _actions(self, is_current: bool) -> list[KitButton]:
        commands, row = self._commands, self.row
        if is_current:
            offered = [
                ("leave", _("Leaves"), commands.leave, "logout"),
                ("complete", _("Has completed it"), commands.complete, "school"),
                ("let_wait", _("To the waiting list"), commands.let_wait, "clock"),
            ]
        elif row.is_waiting():
            offered = [
                ("take_in", _("Take in"), commands.take_in, "user-plus"),
                ("stop_waiting", _("Waits no more"), commands.stop_waiting, "logout"),
            ]
        else:
            offered = [("come_back", _("Is part of it again"), commands.come_back, "arrow-back-up")]
        buttons = []
        for name, words, command, icon in offered:
            button = secondary_button(words, partial(command, row), icon=icon)
            button.setObjectName(f"{name}_button")
            buttons.append(button)
        file_button = link_button(_("Open the file"), lambda: commands.open_file(row), icon="user")
        file_button.setObjectName("open_file_button")
        return [*buttons, file_button]

    def _submit(self) -> None:
        self.problem.hide()
        for day in (self.starts_on, self.ends_on):
            if not day.is_readable():
                day.setFocus()
                return
        role = self.role.value()
        if check_required([self.role, self.ends_on]) and role is not None:
            self._commands.save(self.row, (role, self.starts_on.value(), self.ends_on.value()))


class LeaveForm(FormPanel):
    """`save` is given the last day, how the person leaves, and the reason where one is known."""

    def __init__(
        self,
        today: Callable[[], date],
        row: EnrolmentRow,
        save: Callable[[str, str, str | None], None],
        back: Callable[[], None],
    ) -> None:
        super().__init__("leave_form", back, subject=row.enrolment_id)
        self.row, self._save = row, save
        self.how = SegmentedField(
            _("How"), [(code, code_label("enrolment_status", code)) for code in LEAVING], value=LEAVING[0]
        )
        self.how.setObjectName("leave_how")
        self.barrier = CodeField(_("Reason, if it is known"), "referral_barrier")
        self.barrier.setObjectName("leave_barrier")
        self.day = DateField(_("Last day"), today, required=True, value=today().isoformat())
        self.day.setObjectName("leave_day")
        words = _("The sessions up to the last day keep the person.")
        self.show_form(
            _("{name} leaves").format(name=row.person.name),
            muted_label(words, wrapped=True),
            FormGrid(self.day, self.barrier),
            self.how,
            save=primary_button(_("Leaves"), self._submit, icon="check", keys="Ctrl+Enter"),
            first=self.barrier,
        )

    def _submit(self) -> None:
        self.problem.hide()
        day = self.day.value() if self.day.is_readable() else None
        if day is None:
            check_required([self.day])
            self.day.setFocus()
            return
        self._save(day, self.how.value() or LEAVING[0], self.barrier.value())


def _standing(services: ScreenServices, row: EnrolmentRow) -> str:
    """Where the person stands: the status, since when they wait, why they left."""
    since = (
        _("waiting since {moment}").format(
            moment=format_moment(row.waiting_since, services.clock.now(), services.time_zone)
        )
        if row.is_waiting() and row.waiting_since
        else ""
    )
    return join_facts(
        code_label("enrolment_status", row.status),
        since,
        code_label("referral_barrier", row.barrier) if row.barrier else "",
    )
