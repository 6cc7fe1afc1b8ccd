"""What a person agreed to: every scope with its answer, each opened and answered for itself, the notice, the paper."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QStackedWidget

from integrhabitat_desktop.domain.consent_rules import NOTICE_VERSION
from integrhabitat_desktop.i18n import _, active_language, code_label
from integrhabitat_desktop.i18n.notices import NOTICE_LANGUAGES, notice_language, read_notice
from integrhabitat_desktop.ui.screens.consent.consent_texts import answer_line, state_icon, state_tone
from integrhabitat_desktop.ui.screens.consent.consent_view_model import ConsentViewModel
from integrhabitat_desktop.ui.screens.consent.notice_dialog import NoticeDialog
from integrhabitat_desktop.ui.screens.consent.scope_panel_view import ScopePanel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    ChoiceField,
    KitMenu,
    ListRow,
    RowList,
    SidePanel,
    choose_new_file,
    flow_row,
    heading,
    link_button,
    muted_label,
    row,
    secondary_button,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.desk import ChangeSet
from integrhabitat_desktop.use_cases.keep_consents import PersonConsents, ScopeAnswer

_SCOPE = "scope"


class ConsentPanel(QStackedWidget):
    """The list of scopes and, over it, the one that was opened; `back` puts the panel away."""

    def __init__(self, services: ScreenServices, person_id: str, name: str, back: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("consent_panel")
        self._services = services
        self._answers: dict[str, ScopeAnswer] = {}
        self._scope: ScopePanel | None = None
        self._is_language_chosen = False
        self._draft: dict[str, str] = {}
        self.subject, self.work_title = person_id, _("Consent of {name}").format(name=name)
        self.model = ConsentViewModel(services, person_id)
        self.language = ChoiceField(
            _("Language of the person"), list(NOTICE_LANGUAGES.items()), empty="", value=active_language()
        )
        self.notice_button = secondary_button(_("Read the notice aloud"), self._read_notice, icon="file-text")
        self.print_button = secondary_button(_("Print"), self._open_menu, icon="printer")
        self.scopes = RowList(_("What is asked, one by one"), cards=False)
        self.back_button = link_button(_("Back"), back, icon="arrow-left", keys="Esc")
        self.home = SidePanel()
        self.home.show_content(
            heading(self.work_title),
            flow_row(self.notice_button, self.print_button),
            self.scopes,
            muted_label(
                _("Each one is asked for itself. A no is a normal answer and changes nothing in the help."),
                wrapped=True,
            ),
            self.language,
            foot=row(self.back_button, STRETCH),
        )
        self.addWidget(self.home)
        self.model.loaded.connect(self._show)
        self.scopes.chosen.connect(self._open)
        self.scopes.clicked.connect(self._open_clicked)
        self.language.changed.connect(self._note_language)
        services.changes.changed.connect(self._reload)
        name_parts(self)
        self.model.load()

    def begin(self) -> None:
        """Put the keyboard on the first question; once the panel is in sight."""
        self.scopes.setFocus()

    @Slot(object)
    def _reload(self, changed: ChangeSet) -> None:
        if changed.touches("consent"):
            self.model.load()

    @Slot(object)
    def _show(self, consents: PersonConsents) -> None:
        today = self._services.today()
        self._answers = {it.scope: it for it in consents.answers}
        if not self._is_language_chosen:
            self.language.set_value(notice_language(consents.languages, active_language()))
        self.scopes.set_rows(
            [
                ListRow(
                    it.scope,
                    code_label("consent_scope", it.scope),
                    answer_line(it, today),
                    icon=state_icon(it.state),
                    icon_tone=state_tone(it.state),
                )
                for it in consents.answers
            ],
            select_first=True,
        )
        scope = self._scope
        if scope is not None and self.scopes.current_id() in self._answers:
            scope.show_answer(self._answers[self.scopes.current_id()])
        draft, self._draft = self._draft, {}
        if draft:
            self.restore_draft(draft)

    def is_typed_in(self) -> bool:
        """Whether an answer is being written down."""
        return bool(self.draft_texts())

    def draft_texts(self) -> dict[str, str]:
        """What is typed, with its scope; {} where nothing is."""
        if self._scope is None:
            return dict(self._draft)
        texts = self._scope.draft_texts()
        return {**texts, _SCOPE: self._scope.scope} if texts else {}

    def restore_draft(self, texts: dict[str, str]) -> None:
        """Put back what was typed before a lock, once the answers are here."""
        if not self._answers:
            self._draft = texts
            return
        scope = texts.get(_SCOPE, "")
        self.scopes.select(scope)
        self._open(scope)
        if self._scope is not None and self._scope.scope == scope:
            self._scope.restore_draft(texts)

    @Slot()
    def _note_language(self) -> None:
        self._is_language_chosen = True

    @Slot(QModelIndex)
    def _open_clicked(self, _index: QModelIndex) -> None:
        self._open(self.scopes.current_id())

    @Slot(str)
    def _open(self, scope: str) -> None:
        answer = self._answers.get(scope)
        if answer is None or self._scope is not None:
            return
        notice = read_notice(NOTICE_VERSION, self._language(), "")
        self._scope = ScopePanel(
            self._services, self.model, answer, notice.question(scope), self._close_scope
        )
        self.addWidget(self._scope)
        self.setCurrentWidget(self._scope)
        self._scope.begin()

    def _close_scope(self) -> None:
        panel, self._scope = self._scope, None
        if panel is not None:
            self.setCurrentWidget(self.home)
            self.removeWidget(panel)
            panel.hide()
            panel.deleteLater()
        self.scopes.setFocus()

    def _language(self) -> str:
        return self.language.value() or active_language()

    def _read_notice(self) -> None:
        NoticeDialog(self._services, self, self._language()).begin()

    def _open_menu(self) -> None:
        menu = KitMenu(self)
        menu.setAccessibleName(_("Print"))
        menu.add(
            _("The notice with these answers"), partial(self._print, blank=False), icon_name="file-check"
        )
        menu.add(
            _("The notice to be filled in by hand"), partial(self._print, blank=True), icon_name="file-text"
        )
        menu.popup(self.print_button.mapToGlobal(self.print_button.rect().bottomLeft()))

    def _print(self, *, blank: bool) -> None:
        suggestion = self.model.suggested_name(self._language(), blank=blank)
        target = choose_new_file(self, _("Save the notice"), suggestion, "*.pdf")
        if target is not None:
            self.model.print(self._language(), target, blank=blank)
