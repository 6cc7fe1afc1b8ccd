"""Sheets and their rows as rows of a list."""

from integrhabitat_desktop.i18n import _, format_date, join_facts, ngettext
from integrhabitat_desktop.ui.screens.activities.roster_table_model import status_badge
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import BadgeText, ListRow
from integrhabitat_desktop.use_cases.enter_sheet import OfferedSheet, PrintedRow, RowKind, SheetRow


def row_words(printed: PrintedRow) -> str:
    """Why a row is passed over; "" for one that is answered."""
    match printed.kind:
        case RowKind.HIDDEN:
            return _(
                "Whoever stands on row {number} is no longer shown. Leave the row out; nothing is recorded."
            ).format(number=printed.number)
        case RowKind.REPEATED:
            return _(
                "Row {number} is the person of row {same}: their records were joined. Answer that row."
            ).format(number=printed.number, same=printed.same_as)
        case RowKind.NOT_HERE:
            return _(
                "Whoever stands on row {number} was registered on another computer that has not sent them yet. "
                "Leave the row open and come back to it."
            ).format(number=printed.number)
    return ""


def printed_row(printed: PrintedRow) -> ListRow:
    """A row of the paper with its number and its mark."""
    number = str(printed.number)
    if printed.kind is RowKind.PERSON:
        status = status_badge(printed.status)
        # In a narrow list the word goes, the icon stays.
        return ListRow(
            number,
            f"{number}. {printed.name}",
            icon=status.icon or "minus",
            icon_tone=status.tone,
            badges=(BadgeText(status.text, status.tone),),
        )
    words = {
        RowKind.BLANK: _("empty line"),
        RowKind.REPEATED: _("same person as row {number}").format(number=printed.same_as),
        RowKind.NOT_HERE: _("not received yet"),
    }.get(printed.kind, _("left out"))
    return ListRow(number, f"{number}. {words}", icon="minus")


def offered_row(offered: OfferedSheet) -> ListRow:
    """A sheet that may have come back, and how far it is entered."""
    words = (
        ngettext("{count} to mark", "{count} to mark", offered.to_mark).format(count=offered.to_mark)
        if offered.to_mark
        else _("entered")
    )
    tone = Tone.NEUTRAL if offered.to_mark else Tone.POSITIVE
    people = ngettext("{count} name", "{count} names", offered.people).format(count=offered.people)
    return sheet_row(offered.sheet, people, BadgeText(words, tone))


def sheet_row(sheet: SheetRow, people: str = "", badge: BadgeText | None = None) -> ListRow:
    """A sheet by its session."""
    printed = format_date(sheet.printed_on, "short") if sheet.printed_on else ""
    return ListRow(
        sheet.id,
        sheet.title,
        join_facts(
            format_date(sheet.day, "weekday"),
            people,
            _("printed {day}").format(day=printed) if printed else "",
        ),
        icon="file-text",
        badges=(badge,) if badge is not None else (),
    )
