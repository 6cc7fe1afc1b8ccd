"""Attendance in words for lists and files: a mark, the state of a session, the titles of a register; no Qt here."""

from integrhabitat_desktop.i18n import _, code_label, join_facts, ngettext
from integrhabitat_desktop.i18n.attendance_words import months_words
from integrhabitat_desktop.use_cases.export_register import RegisterMark, RegisterWords
from integrhabitat_desktop.use_cases.view_matrix import Period, Span


def period_words(period: Period) -> str:
    """A period as it is called."""
    return _("All sessions") if period.span is Span.WHOLE else months_words(period.first, period.last)


def register_words() -> RegisterWords:
    """The words of the active language; days stay as they are stored, 2026-11-03, which every program reads."""
    return RegisterWords(
        _("Attendance"),
        (_("Number of the record"), _("Name"), _("Enrolled from"), _("Enrolled to")),
        (_("Sessions attended"), _("Sessions with a mark"), _("Minutes")),
        mark_words,
        lambda state: code_label("session_state", state),
    )


def mark_words(mark: RegisterMark) -> str:
    """A mark with its modality and minutes."""
    minutes = mark.minutes
    return join_facts(
        code_label("attendance_status", mark.status),
        code_label("modality", mark.modality) if mark.modality != "IN_PERSON" else "",
        ngettext("{count} min", "{count} min", minutes).format(count=minutes) if minutes is not None else "",
    )
