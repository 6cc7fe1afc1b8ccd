"""How a person keeps coming, in a few lines of their card: rate and continuity in the activities of late."""

from PySide6.QtWidgets import QWidget

from integrhabitat_desktop.i18n import _, join_facts, ngettext
from integrhabitat_desktop.i18n.attendance_words import share_words
from integrhabitat_desktop.ui.widgets import ListRow, RowList, section_label
from integrhabitat_desktop.use_cases.view_attendance_rates import ActivityRate, PersonAttendance

_MOST = 3
_LEAST_WEEKS = 2


def attendance_part(attendance: PersonAttendance) -> list[QWidget]:
    """A title and a row for each of the newest activities; nothing for whoever has no mark."""
    if not attendance.activities:
        return []
    weeks = attendance.weeks_in_a_row
    words = ngettext("{count} week in a row", "{count} weeks in a row", weeks).format(count=weeks)
    title = join_facts(_("Attendance"), words if weeks >= _LEAST_WEEKS else "")
    rows = RowList(_("Attendance"), cards=False)
    rows.setObjectName("attendance_of_person")
    rows.set_rows([_row(it) for it in attendance.activities[:_MOST]])
    return [section_label(title), rows]


def _row(rate: ActivityRate) -> ListRow:
    share = rate.share
    continuity = join_facts(
        _("{part} of the last {whole}").format(part=rate.of_last.part, whole=rate.of_last.whole),
        ngettext("{count} in a row", "{count} in a row", rate.in_a_row).format(count=rate.in_a_row)
        if rate.in_a_row
        else "",
    )
    return ListRow(
        rate.activity_id,
        rate.title,
        continuity,
        icon="calendar-event",
        trailing=share_words(share.part, share.whole, share.percent) if share.whole else "",
    )
