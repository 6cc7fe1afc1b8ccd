"""The certificates of an activity: who has earned one, who is short by how much, issued alone or all at once."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Slot

from integrhabitat_desktop.i18n import _, active_language, format_number, join_facts, ngettext
from integrhabitat_desktop.i18n.certificate_words import CERTIFICATE_LANGUAGES
from integrhabitat_desktop.ui.key_sheet import KeyEntry
from integrhabitat_desktop.ui.paper_sizes import paper_size_field
from integrhabitat_desktop.ui.progress import ProgressReport
from integrhabitat_desktop.ui.scanned_codes import CERTIFICATE_CHECK
from integrhabitat_desktop.ui.screens.certificates.candidate_panel_view import (
    CandidateCommands,
    CandidatePanel,
)
from integrhabitat_desktop.ui.screens.certificates.certificate_texts import (
    candidate_row,
    honest_words,
    rule_words,
)
from integrhabitat_desktop.ui.screens.certificates.certificates_view_model import CertificatesViewModel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import Tone, theme
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    Banner,
    CardPanel,
    ChoiceField,
    EmptyState,
    PanelStack,
    ProgressPanel,
    RowList,
    Screen,
    SidePanel,
    beside,
    choose_new_file,
    link_button,
    list_column,
    primary_button,
    row,
    secondary_button,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.desk import ChangeSet
from integrhabitat_desktop.use_cases.issue_certificates import Bearer, CertificateWish, PageSize
from integrhabitat_desktop.use_cases.view_certificates import (
    Candidate,
    CertificateRow,
    Certificates,
    Standing,
)

_EACH = "EACH"
_ORDER = {Standing.REACHED: 0, Standing.NO_RULE: 0, Standing.OPEN: 1, Standing.SHORT: 2}
_SHOWN = frozenset(
    [
        "certificate",
        "activity",
        "activity_session",
        "enrolment",
        "attendance",
        "person",
        "person_merge",
        "restriction",
        "erasure",
    ]
)


class CertificatesView(Screen):
    """Opened with the id of an activity."""

    def __init__(self, services: ScreenServices) -> None:
        super().__init__(_("Certificates"))
        self.setObjectName("certificates")
        self._services = services
        self._seen: Certificates | None = None
        self._names: dict[str, str] = {}  # what was typed for the paper, by person
        self.model = CertificatesViewModel(services)
        to_activities = link_button(
            _("Activities"), lambda: services.navigator.open_screen("activities"), icon="arrow-left"
        )
        self.check_button = secondary_button(
            _("Check a certificate"),
            lambda: services.navigator.open_screen(CERTIFICATE_CHECK),
            icon="shield-check",
        )
        self.check_button.setObjectName("check_certificate")
        self.title_row.set_actions(to_activities, self.check_button)
        self.language = ChoiceField(
            _("Language"),
            [(_EACH, _("The one each person speaks")), *CERTIFICATE_LANGUAGES.items()],
            empty="",
            value=active_language(),
        )
        self.language.setObjectName("certificate_language")
        self.language.setMinimumWidth(theme().px(180))
        self.paper = paper_size_field(services.settings.appearance.country)
        self.issue_button = primary_button("", self._issue_all, icon="school", keys="Ctrl+Enter")
        self.issue_button.setObjectName("issue_all")
        self.honest = Banner("", Tone.WARNING)
        self.progress = ProgressPanel(_("Making the certificates…"), self.model.cancel)
        self.progress.hide()
        self.list = RowList(_("People of the activity"))
        self.panel = CandidatePanel(
            CandidateCommands(self._issue_one, self._print_again, self._revoke, self._named)
        )
        self.empty = SidePanel()
        self.empty.show_content(
            EmptyState(
                "school",
                _("Nobody has taken part yet"),
                _("Once sessions are marked, whoever has earned a certificate stands here."),
            )
        )
        self.right = PanelStack(self.empty, self.panel)
        self.batch = CardPanel(
            row(self.language, self.paper, STRETCH, self.issue_button, spacing=20), padding=14
        )
        self.body.addWidget(self.batch)
        self.body.addWidget(self.honest)
        self.body.addWidget(self.progress)
        self.body.addWidget(beside(list_column(self.list, grows=0), self.right), 1)
        self.model.loaded.connect(self._show)
        self.model.progressed.connect(self._show_progress)
        self.model.stopped.connect(self._stopped)
        self.list.current_changed.connect(self._choose)
        services.changes.changed.connect(self._reload)
        name_parts(self)

    # What the window asks

    def activated(self) -> None:
        self.model.load()
        self.list.setFocus()

    def opened_with(self, argument: str) -> None:
        if argument != self.model.activity_id:
            self._names = {}
            self.list.set_rows([])
        self.model.open(argument)

    def keys(self) -> tuple[KeyEntry, ...]:
        return (KeyEntry("Ctrl+Enter", _("Issue all that are earned")),)

    def place(self) -> str:
        return self.model.activity_id

    def restore_place(self, place: str) -> None:
        self.model.open(place)

    def draft_texts(self) -> dict[str, str]:
        return {"activity": self.model.activity_id, **self._names} if self._names else {}

    def restore_draft(self, texts: dict[str, str]) -> None:
        names = dict(texts)
        activity = names.pop("activity", "")
        if activity:
            self.model.open(activity)
            self._names = names

    # The list

    @Slot(object)
    def _show(self, seen: Certificates) -> None:
        if seen.activity_id != self.model.activity_id:
            return
        self._seen = seen
        held = ngettext("{count} session held", "{count} sessions held", seen.held).format(count=seen.held)
        self.set_title(_("Certificates"), join_facts(seen.title, held, rule_words(seen.rule)))
        words = honest_words(seen)
        self.honest.set_text(" ".join(words))
        self.honest.setVisible(bool(words))
        people = sorted(seen.candidates, key=_order)
        self.list.set_rows([candidate_row(it) for it in people], select_first=True)
        earned = len(self._earned())
        label = ngettext("Issue {count} certificate", "Issue {count} certificates", earned)
        self.issue_button.set_label(label.format(count=format_number(earned)))
        self.issue_button.setEnabled(earned > 0 and not self.progress.isVisible())
        if not people:
            self.right.setCurrentWidget(self.empty)
        self._choose(self.list.current_id())

    @Slot(str)
    def _choose(self, person_id: str) -> None:
        candidate = self._candidate(person_id)
        if candidate is not None:
            self.panel.show_candidate(candidate, self._name_of(candidate))
            self.right.setCurrentWidget(self.panel)

    def _candidate(self, person_id: str) -> Candidate | None:
        seen = self._seen.candidates if self._seen is not None else ()
        return next((it for it in seen if it.person_id == person_id), None)

    def _earned(self) -> list[Candidate]:
        return [it for it in self._seen.candidates if it.may_be_issued()] if self._seen is not None else []

    def _name_of(self, candidate: Candidate) -> str:
        return self._names.get(candidate.person_id, candidate.name)

    def _named(self, person_id: str, name: str) -> None:
        self._names[person_id] = name

    # What is done

    def _wish(self) -> CertificateWish:
        language = self.language.value() or _EACH
        return CertificateWish("" if language == _EACH else language, cast(PageSize, self.paper.value()))

    @Slot()
    def _issue_all(self) -> None:
        self._issue(self._earned())

    def _issue_one(self, person_id: str) -> None:
        candidate = self._candidate(person_id)
        self._issue([candidate] if candidate is not None else [])

    def _issue(self, people: Sequence[Candidate]) -> None:
        if not people or self.progress.isVisible():
            return
        suggestion = f"{_('certificates')}-{self._services.today().isoformat()}.pdf"
        target = choose_new_file(self, _("Save the certificates"), suggestion, "*.pdf")
        if target is None:
            return
        self.progress.set_progress(0, len(people))
        self.progress.show()
        self.issue_button.setEnabled(False)
        self.model.issue([Bearer(it.person_id, self._name_of(it)) for it in people], self._wish(), target)

    def _print_again(self, certificate: CertificateRow) -> None:
        suggestion = f"{_('certificate')}-{certificate.check_code}.pdf"
        target = choose_new_file(self, _("Save the certificates"), suggestion, "*.pdf")
        if target is not None:
            self.model.print_again(certificate.id, self._wish(), target)

    def _revoke(self, certificate: CertificateRow) -> None:
        self.model.revoke(certificate.id, certificate.name)

    @Slot(object)
    def _show_progress(self, report: ProgressReport) -> None:
        self.progress.set_progress(report.done, report.total, seconds_left=report.seconds_left)

    @Slot()
    def _stopped(self) -> None:
        self.progress.hide()
        self.list.setFocus()

    @Slot(object)
    def _reload(self, changed: ChangeSet) -> None:
        if self.isVisible() and changed.touches(*_SHOWN):
            self.model.load()


def _order(candidate: Candidate) -> int:
    """Who has earned one first, who has one already last; by name among themselves."""
    if candidate.issued is not None:
        return len(_ORDER)
    return 0 if candidate.may_be_issued() else 1 + _ORDER[candidate.judgement.standing]
