"""The recovery sheet: the printed key that opens the store when every passphrase is lost."""

from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.reports.paper import (
    BODY,
    CODE,
    INK,
    SUBTITLE,
    TITLE,
    Letterhead,
    render,
    text_width,
)
from integrhabitat_desktop.reports.printed_text import paragraph


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """`recovery_key` in groups of four with its check group; `store_name` tells which computer it opens.

    `country` of the centre, where it was just said, tells which paper is usual.
    """

    store_name: str
    recovery_key: str
    country: str | None = None


def recovery_sheet_pdf(sheet: RecoverySheet, letterhead: Letterhead) -> bytes:
    """The PDF of a recovery sheet, with what to do with it in plain words."""
    groups = sheet.recovery_key.split("-")
    middle = (len(groups) + 1) // 2
    lines = ["-".join(groups[:middle]), "-".join(groups[middle:])]
    box = Table([[paragraph(line, CODE)] for line in lines if line], colWidths=[text_width(letterhead)])
    box.setStyle(
        TableStyle(
            [
                ("BOX", (0, 0), (-1, -1), 1.2, INK),
                ("TOPPADDING", (0, 0), (-1, -1), 10),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 12),
            ]
        )
    )
    advice = [
        _("Whoever holds this sheet can open everything on this computer. Keep it like money."),
        _("Print two copies and keep them in two different places, under lock, never beside the computer."),
        _(
            "You need it only if nobody remembers a passphrase: on the start screen choose “Use the recovery sheet”."
        ),
        _("After using it, print a new sheet and destroy this one."),
        _("Do not photograph it and do not send it by message or e-mail."),
    ]
    content: list[Flowable] = [
        paragraph(_("Recovery sheet"), TITLE),
        Spacer(0, 1.5 * mm),
        paragraph(_("Opens the records on: {name}").format(name=sheet.store_name), SUBTITLE),
        Spacer(0, 8 * mm),
        box,
        Spacer(0, 8 * mm),
    ]
    for number, line in enumerate(advice, start=1):
        content += [paragraph(f"{number}. {line}", BODY), Spacer(0, 2 * mm)]
    content += [
        Spacer(0, 8 * mm),
        paragraph(_("Kept by: ________________________     Place: ________________________"), BODY),
    ]
    return render(_("Recovery sheet"), letterhead, content)
