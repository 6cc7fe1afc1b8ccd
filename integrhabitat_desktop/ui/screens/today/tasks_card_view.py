"""What is to be done today, and what was to be done before and is not."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Slot

from integrhabitat_desktop.i18n import _, code_label, format_day, format_time, join_facts, ngettext
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    BadgeText,
    CardPanel,
    ListRow,
    RowList,
    muted_label,
    row,
    secondary_button,
    subheading,
)
from integrhabitat_desktop.use_cases.keep_follow_ups import FollowUpRow


class TasksCard(CardPanel):
    """Enter opens the chosen task; the button says that it is done."""

    def __init__(
        self, today: Callable[[], date], opened: Callable[[FollowUpRow], None], done: Callable[[str], None]
    ) -> None:
        super().__init__()
        self._today, self._opened, self._done = today, opened, done
        self._tasks: dict[str, FollowUpRow] = {}
        self.head = subheading("")
        self.nothing = muted_label(_("Nothing is due."))
        self.list = RowList(_("Tasks due"), cards=False)
        self.list.setObjectName("tasks_due")
        self.done_button = secondary_button(_("Done"), self._end, icon="check")
        self.done_button.setObjectName("task_is_done")
        self.foot = row(self.done_button, STRETCH)
        for part in (self.head, self.nothing, self.list, self.foot):
            self.body.addWidget(part)
        self.list.chosen.connect(self._open)

    def show_tasks(self, tasks: Sequence[FollowUpRow]) -> None:
        """Replace what is shown; the first one is chosen."""
        self._tasks = {it.id: it for it in tasks}
        self.head.set_text(
            ngettext("{count} task due", "{count} tasks due", len(tasks)).format(count=len(tasks))
        )
        self.list.set_rows([self._row(it) for it in tasks], select_first=True)
        self.nothing.setVisible(not tasks)
        for part in (self.list, self.foot):
            part.setVisible(bool(tasks))

    def _row(self, task: FollowUpRow) -> ListRow:
        today = self._today()
        late = task.day < today.isoformat()
        badge = BadgeText(
            _("Since {day}").format(day=format_day(task.day, today)) if late else _("Today"),
            Tone.DANGER if late else Tone.WARNING,
            "clock",
        )
        return ListRow(
            task.id,
            task.person_name or _("Not received yet"),
            join_facts(
                code_label("follow_up_kind", task.kind),
                format_time(task.starts_at) if task.starts_at else "",
                task.activity_title,
            ),
            icon="phone" if task.kind == "CALL" else "calendar-event",
            badges=(badge,),
        )

    @Slot(str)
    def _open(self, task_id: str) -> None:
        if task_id in self._tasks:
            self._opened(self._tasks[task_id])

    def _end(self) -> None:
        if self.list.current_id() in self._tasks:
            self._done(self.list.current_id())
