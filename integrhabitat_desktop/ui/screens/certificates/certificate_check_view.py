"""Check a certificate: type or scan its code, and compare the paper with what the records say. No network."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from integrhabitat_desktop.i18n import _, format_date, join_facts
from integrhabitat_desktop.ui.key_sheet import KeyEntry
from integrhabitat_desktop.ui.screens.certificates.certificate_texts import hours_text
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    CardPanel,
    EmptyState,
    IconView,
    Screen,
    SidePanel,
    TextField,
    beside,
    column,
    link_button,
    muted_label,
    plain_label,
    primary_button,
    row,
    rule,
    subheading,
    value_label,
)
from integrhabitat_desktop.ui.widgets.panels import TONE_ICONS
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.check_certificate import (
    CertificateRow,
    CheckedCertificate,
    Verdict,
    check_certificate,
)

_TONES = {
    Verdict.ISSUED: Tone.POSITIVE,
    Verdict.CONFIRMED: Tone.POSITIVE,
    Verdict.REVOKED: Tone.DANGER,
    Verdict.OTHER_NAME: Tone.DANGER,
    Verdict.UNKNOWN: Tone.DANGER,
    Verdict.MISREAD: Tone.WARNING,
}
_LONGEST_NAME = 200


class CertificateCheckView(Screen):
    """Opened with a code, which a scanner reads, or without."""

    def __init__(self, services: ScreenServices) -> None:
        super().__init__(_("Check a certificate"))
        self.setObjectName("certificate_check")
        self._services = services
        self.title_row.set_actions(
            link_button(
                _("Activities"), lambda: services.navigator.open_screen("activities"), icon="arrow-left"
            )
        )
        self.code = TextField(_("Verification code"), max_length=60)
        self.code.setObjectName("certificate_code")
        self.code.line.setPlaceholderText("C000-0000-0000-0000")
        self.code.set_help(_("It stands at the foot of the certificate. Type it or scan it."))
        self.name = TextField(_("Name on the paper"), max_length=_LONGEST_NAME)
        self.name.setObjectName("name_on_paper")
        self.name.set_help(_("May be left empty; then compare it yourself."))
        self.check_button = primary_button(_("Check"), self.check, icon="shield-check")
        self.check_button.setObjectName("check")
        self.verdict = SidePanel()
        self.verdict.setObjectName("verdict")
        self._show_nothing()
        asked = CardPanel(self.code, self.name, row(self.check_button, STRETCH), spacing=12)
        self.body.addWidget(beside(column(asked, STRETCH), self.verdict), 1)
        for field in (self.code, self.name):
            field.line.returnPressed.connect(self.check)
            field.changed.connect(self._show_nothing)
        name_parts(self)

    def activated(self) -> None:
        self.code.setFocus()
        self.code.line.selectAll()

    def deactivated(self) -> None:
        # What was certified of somebody does not stay on a screen that nobody looks at.
        self.code.set_value(None)
        self.name.set_value(None)
        self._show_nothing()

    def opened_with(self, argument: str) -> None:
        self.code.set_value(argument)
        self.name.set_value(None)
        self.check()

    def keys(self) -> tuple[KeyEntry, ...]:
        return (KeyEntry("Enter", _("Check")),)

    def draft_texts(self) -> dict[str, str]:
        texts = {"code": self.code.value() or "", "name": self.name.value() or ""}
        return texts if any(texts.values()) else {}

    def restore_draft(self, texts: dict[str, str]) -> None:
        self.code.set_value(texts.get("code"))
        self.name.set_value(texts.get("name"))

    @Slot()
    def check(self) -> None:
        """Ask the records."""
        typed, name = self.code.value() or "", self.name.value() or ""
        if not typed:
            self.code.setFocus()
            return
        self._services.runner.run(
            lambda desk: check_certificate(desk, typed, name), self._show, key="certificate-check"
        )

    @Slot()
    def _show_nothing(self) -> None:
        self.verdict.show_content(
            EmptyState(
                "shield-check",
                _("Is it genuine?"),
                _("The answer comes from the records of this computer; no network is needed."),
            )
        )

    def _show(self, checked: CheckedCertificate) -> None:
        tone = _TONES[checked.verdict]
        title, text = verdict_words(checked)
        certificate = checked.certificate
        self.verdict.show_content(
            row(IconView(TONE_ICONS[tone], tone.value, 30), subheading(title, wrapped=True), spacing=12),
            plain_label(text, wrapped=True),
            *([rule(), *_facts(certificate)] if certificate is not None else []),
            rule(),
            muted_label(join_facts(_("Code"), checked.shown_code or self.code.value() or ""), wrapped=True),
        )
        name_parts(self)


def verdict_words(checked: CheckedCertificate) -> tuple[str, str]:
    """The answer, and what to do with it."""
    match checked.verdict:
        case Verdict.MISREAD:
            return (
                _("That is no code of a certificate"),
                _("A sign is wrong or missing. Compare it with the paper, sign by sign, and type it again."),
            )
        case Verdict.UNKNOWN:
            return (
                _("No certificate has this code"),
                _(
                    "The code is well formed, but nothing was certified under it here. The paper is of another centre "
                    "or forged, or its record was erased, or the computer that issued it has not sent it yet."
                ),
            )
        case Verdict.REVOKED:
            return (_("This certificate was revoked"), _("It was issued once and counts no more."))
        case Verdict.OTHER_NAME:
            return (
                _("It was issued for another name"),
                _("The name you typed is not the one that was certified. Compare both, letter by letter."),
            )
        case Verdict.CONFIRMED if not checked.is_closed:
            return (
                _("Genuine, and for this name"),
                _(
                    "Compare the rest of the paper with what stands here. A difference means that it was altered."
                ),
            )
        case Verdict.ISSUED if not checked.is_closed:
            return (
                _("The code is genuine"),
                _("Compare the paper with what stands here. A difference means that it was altered."),
            )
    return (
        _("The code is genuine and counts"),
        _("What was certified is closed to you. Ask a coordinator to compare the paper with it."),
    )


def _facts(certificate: CertificateRow) -> list[QWidget]:
    days = " – ".join(
        dict.fromkeys(format_date(it, "long") for it in (certificate.starts_on, certificate.ends_on) if it)
    )
    sessions = (
        _("{attended} of {count}").format(attended=certificate.attended or 0, count=certificate.sessions)
        if certificate.sessions
        else ""
    )
    facts = (
        (_("Name"), certificate.name),
        (_("Activity"), certificate.activity_title),
        (_("When"), days),
        (_("Sessions"), sessions),
        (_("Hours"), hours_text(certificate.minutes) if certificate.minutes else ""),
        (_("Issued"), format_date(certificate.issued_on, "long")),
    )
    return [column(muted_label(label), value_label(text), spacing=0) for label, text in facts if text]
