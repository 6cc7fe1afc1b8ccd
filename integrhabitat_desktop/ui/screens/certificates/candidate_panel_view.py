"""One person of an activity: what they took part in, the name on their certificate, and what can be done with it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from integrhabitat_desktop.domain.certificate_code import CERTIFICATE_CODE
from integrhabitat_desktop.i18n import _, format_date, ngettext
from integrhabitat_desktop.ui.screens.certificates.certificate_texts import part_words, standing_words
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    Banner,
    SidePanel,
    TextField,
    flow_row,
    heading,
    link_button,
    muted_label,
    plain_label,
    primary_button,
    secondary_button,
    strong_label,
    value_label,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.view_certificates import Candidate, CertificateRow, Standing

_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class CandidateCommands:
    """What the panel asks of the screen: `named` tells a name that was typed, by person."""

    issue: Callable[[str], None]
    print_again: Callable[[CertificateRow], None]
    revoke: Callable[[CertificateRow], None]
    named: Callable[[str, str], None]


class CandidatePanel(SidePanel):
    """Shows one person; the name stands as the screen keeps it."""

    def __init__(self, commands: CandidateCommands) -> None:
        super().__init__()
        self.setObjectName("candidate_panel")
        self._commands = commands
        self._candidate: Candidate | None = None
        self.name: TextField | None = None

    def show_candidate(self, candidate: Candidate, name: str) -> None:
        """Show a person, and the name that is to stand on the paper."""
        typing = self.name is not None and self.name.line.hasFocus()
        if typing and self._candidate == candidate:
            return  # somebody writes in it, and nothing of it is news
        self._candidate, self.name = candidate, None
        parts: list[QWidget] = [
            heading(candidate.name, wrapped=True),
            plain_label(part_words(candidate.part)),
            _standing(candidate),
            *_untimed(candidate),
        ]
        if candidate.issued is not None:
            parts += self._issued(candidate.issued)
        else:
            if candidate.revoked:
                parts.append(Banner(_("An earlier certificate was revoked."), Tone.WARNING))
            if candidate.may_be_issued():
                parts += self._to_issue(candidate, name)
        self.show_content(*parts)
        name_parts(self)

    def _to_issue(self, candidate: Candidate, name: str) -> list[QWidget]:
        field = TextField(_("Name on the certificate"), max_length=_LONGEST_NAME, value=name)
        field.setObjectName("name_on_certificate")
        field.set_help(_("As the person wants it. Ask them."))
        field.changed.connect(lambda: self._commands.named(candidate.person_id, field.value() or ""))
        self.name = field
        parts: list[QWidget] = [field]
        other = candidate.preferred_name if name != candidate.preferred_name else candidate.name
        if other and other != name:
            swap = link_button(_("Take “{name}”").format(name=other), lambda: self._take(other), icon="user")
            swap.setObjectName("other_name")
            parts.append(swap)
        issue = secondary_button(
            _("Issue the certificate"), lambda: self._commands.issue(candidate.person_id), icon="school"
        )
        issue.setObjectName("issue_one")
        return [*parts, flow_row(issue)]

    def _take(self, name: str) -> None:
        candidate = self._candidate
        if candidate is not None:
            self._commands.named(candidate.person_id, name)
            self._candidate = None
            self.show_candidate(candidate, name)

    def _issued(self, certificate: CertificateRow) -> list[QWidget]:
        again = primary_button(
            _("Print again"), lambda: self._commands.print_again(certificate), icon="printer"
        )
        again.setObjectName("print_again")
        revoke = secondary_button(_("Revoke"), lambda: self._commands.revoke(certificate), icon="circle-x")
        revoke.setObjectName("revoke")
        day = format_date(certificate.issued_on, "long")
        return [
            strong_label(_("Certificate of {day}").format(day=day)),
            muted_label(_("Name on it: {name}").format(name=certificate.name), wrapped=True),
            value_label(CERTIFICATE_CODE.shown(certificate.check_code), selectable=True),
            flow_row(again, revoke),
        ]


def _standing(candidate: Candidate) -> Banner:
    tones = {Standing.REACHED: Tone.POSITIVE, Standing.OPEN: Tone.WARNING}
    return Banner(standing_words(candidate), tones.get(candidate.judgement.standing, Tone.NEUTRAL))


def _untimed(candidate: Candidate) -> list[QWidget]:
    count = candidate.part.untimed
    if not count:
        return []
    words = ngettext(
        "{count} session has no times, so its hours are not counted.",
        "{count} sessions have no times, so their hours are not counted.",
        count,
    )
    return [muted_label(words.format(count=count), wrapped=True)]
