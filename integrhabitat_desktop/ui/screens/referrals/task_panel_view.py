"""One task: for whom, what, when; done, or put off to another day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from integrhabitat_desktop.i18n import _, format_day
from integrhabitat_desktop.ui.screens.referrals.referral_panel_view import task_words
from integrhabitat_desktop.ui.widgets import (
    DateField,
    SidePanel,
    flow_row,
    heading,
    muted_label,
    plain_label,
    primary_button,
    rule,
    secondary_button,
)
from integrhabitat_desktop.use_cases.keep_follow_ups import FollowUpRow


@dataclass(frozen=True, slots=True)
class TaskCommands:
    """What the panel offers, each with the task it shows."""

    done: Callable[[str], None]
    put_off: Callable[[str, str], None]
    person: Callable[[str], None]


class TaskPanel(SidePanel):
    """Shows one FollowUpRow."""

    def __init__(self, today: Callable[[], date], commands: TaskCommands) -> None:
        super().__init__()
        self.setObjectName("task_panel")
        self._today, self._commands = today, commands
        self.task_id = ""
        self.day = DateField(_("Another day"), today)

    def show_task(self, task: FollowUpRow) -> None:
        """Replace what is shown."""
        self.task_id = task.id
        self.day = DateField(_("Another day"), self._today)
        done = primary_button(
            _("Done"), lambda: self._commands.done(task.id), icon="check", keys="Ctrl+Enter"
        )
        done.setObjectName("task_done")
        later = secondary_button(_("Put off"), lambda: self._put_off(task.id), icon="clock")
        person = secondary_button(_("Open the file"), lambda: self._commands.person(task.person), icon="user")
        self.show_content(
            heading(task.person_name),
            plain_label(task_words(task), wrapped=True),
            muted_label(format_day(task.day, self._today())),
            flow_row(done, person),
            rule(),
            self.day,
            flow_row(later),
        )

    def _put_off(self, task_id: str) -> None:
        if not self.day.is_readable():
            self.day.setFocus()
        elif self.day.value() is None:
            self.day.set_error(_("Please fill this in."))
            self.day.setFocus()
        else:
            self._commands.put_off(task_id, self.day.value() or "")
