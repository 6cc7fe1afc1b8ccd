"""How far the list of a session is taken; who was counted and not named stands apart."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from integrhabitat_desktop.i18n import join_facts, ngettext
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import Badge, clear_layout, flow_row
from integrhabitat_desktop.use_cases.count_session import SessionCount
from integrhabitat_desktop.use_cases.mark_attendance import RosterCounts

_Part = tuple[str, int, Tone, str]


class CountsLine(QWidget):
    """Badges with words, colours and icons; read aloud as one sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._badges = flow_row()
        holder = QVBoxLayout(self)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(self._badges)
        self._marks = RosterCounts(0, 0, 0, 0)
        self._counted = SessionCount()

    def show_marks(self, marks: RosterCounts) -> None:
        """The people who are known by name."""
        self._marks = marks
        self._show()

    def show_counted(self, counted: SessionCount) -> None:
        """Those who were counted."""
        self._counted = counted
        self._show()

    def _show(self) -> None:
        marks, counted = self._marks, self._counted
        parts: list[_Part] = [
            (
                ngettext("{count} present", "{count} present", marks.present),
                marks.present,
                Tone.POSITIVE,
                "check",
            ),
            (ngettext("{count} absent", "{count} absent", marks.absent), marks.absent, Tone.DANGER, "x"),
            (
                ngettext("{count} excused", "{count} excused", marks.excused),
                marks.excused,
                Tone.WARNING,
                "file-check",
            ),
            (
                ngettext("{count} to mark", "{count} to mark", marks.to_mark),
                marks.to_mark,
                Tone.NEUTRAL,
                "minus",
            ),
        ]
        people, officials = counted.people(), counted.all_officials()
        if people:
            words = ngettext("{count} person counted", "{count} people counted", people)
            parts.append((words, people, Tone.PRIMARY, "users"))
        if officials:
            words = ngettext("{count} official or partner", "{count} officials or partners", officials)
            parts.append((words, officials, Tone.PRIMARY, "building-community"))
        layout = self._badges.layout()
        if layout is not None:
            clear_layout(layout)
            for words, count, tone, icon in parts:
                layout.addWidget(Badge(words.format(count=count), tone, icon))
        self.setAccessibleName(join_facts(*(words.format(count=count) for words, count, _t, _i in parts)))
