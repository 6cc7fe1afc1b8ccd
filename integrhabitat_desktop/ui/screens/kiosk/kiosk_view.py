"""The door: one field for a card, a document or a name; who comes in is checked in or registered, and forgotten."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QSizePolicy, QStackedWidget, QWidget

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.key_sheet import KeyEntry
from integrhabitat_desktop.ui.notices import Notice, NoticeKind
from integrhabitat_desktop.ui.person_texts import age_of
from integrhabitat_desktop.ui.screens.reception.reception_view_model import ReceptionViewModel
from integrhabitat_desktop.ui.screens.reception.registration_form_view import RegistrationForm
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import Tone, theme
from integrhabitat_desktop.ui.widgets import (
    Banner,
    EmptyState,
    Finder,
    ListRow,
    Screen,
    column,
    display_label,
    muted_label,
    offer_button,
    primary_button,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.find_look_alikes import FoundLookAlike
from integrhabitat_desktop.use_cases.find_people import PersonMatch
from integrhabitat_desktop.use_cases.register_person import Registration
from integrhabitat_protocol.errors import ExpectedError

FORGET_MS = 20_000
_WIDTH = 720
_SHOWN = 5
_TONES = {
    NoticeKind.DONE: Tone.POSITIVE,
    NoticeKind.INFO: Tone.NEUTRAL,
    NoticeKind.WARNING: Tone.WARNING,
    NoticeKind.PROBLEM: Tone.DANGER,
}


class KioskView(Screen):
    """Shown alone and full screen. After FORGET_MS without a key nothing of anybody is left on it: what was found is
    cleared, and a registration that was begun is covered until somebody goes on with it.
    """

    def __init__(self, services: ScreenServices) -> None:
        super().__init__()
        self.setObjectName("kiosk")
        self._services = services
        self._names: dict[str, str] = {}
        self._form: RegistrationForm | None = None
        self.model = ReceptionViewModel(services)
        self.finder = Finder(
            _("Card, document or name"), _("Scan the card, or type"), _("Participants who match")
        )
        self.finder.setObjectName("kiosk_finder")
        self.register_button = offer_button(
            _("Register a new person"), self._begin, icon="user-plus", keys="Ctrl+N"
        )
        self.register_button.setObjectName("register")
        self.register_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.said = Banner("", Tone.POSITIVE)
        self.said.hide()
        self.door = self._narrow(
            display_label(_("Who is coming in?")),
            muted_label(_("Enter checks in the chosen person. Ctrl+L ends this and locks."), wrapped=True),
            self.finder,
            self.register_button,
            self.said,
        )
        self.cover = self._narrow(
            EmptyState(
                "eye-off",
                _("A registration is waiting"),
                _("It was covered because nobody typed for a while. Nothing of it is lost."),
                primary_button(_("Go on with it"), self._uncover, icon="eye", keys="Ctrl+Enter"),
            )
        )
        self.pages = QStackedWidget()
        self.pages.addWidget(self.door)
        self.pages.addWidget(self.cover)
        self.body.addWidget(self.pages, 1)
        self.forget_timer = QTimer(self)
        self.forget_timer.setSingleShot(True)
        self.forget_timer.setInterval(FORGET_MS)
        self.forget_timer.timeout.connect(self.forget)
        self.finder.searched.connect(self.model.search)
        self.finder.chosen.connect(self._check_in)
        self.finder.field.changed.connect(self.forget_timer.start)
        self.model.found.connect(self._show_found)
        self.model.look_alikes_changed.connect(self._show_look_alikes)
        self.model.registered.connect(self._registered)
        services.notices.changed.connect(self._tell)
        name_parts(self)

    def _narrow(self, *widgets: QWidget) -> QWidget:
        inside = column(*widgets, spacing=16)
        inside.setMaximumWidth(theme().px(_WIDTH))
        inside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        page = QWidget()
        layout = QGridLayout(page)
        layout.addWidget(inside, 1, 1)
        for place, share in ((0, 1), (2, 2)):
            layout.setRowStretch(place, share)
        for place, share in ((0, 1), (1, 100), (2, 1)):
            layout.setColumnStretch(place, share)
        return page

    # What the window asks

    def title(self) -> str:
        return _("Door")

    def activated(self) -> None:
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        if self._form is None:
            self._to_field()
        else:
            self.forget()

    def deactivated(self) -> None:
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self.forget_timer.stop()

    def card_scanned(self, text: str) -> bool:
        if self._form is None:
            self.finder.put_away()
            self.model.check_in_by_card(text)
        else:
            self._refused(ExpectedError("scan_while_registering"))
        return True

    def keys(self) -> tuple[KeyEntry, ...]:
        return (
            KeyEntry("Enter", _("Check in the chosen person")),
            KeyEntry("Ctrl+N", _("Register a new person")),
            KeyEntry("Ctrl+Z", _("Undo")),
            KeyEntry("Ctrl+L", _("Lock")),
        )

    def draft_texts(self) -> dict[str, str]:
        return self._form.draft_texts() if self._form is not None else {}

    def restore_draft(self, texts: dict[str, str]) -> None:
        self._begin()
        if self._form is not None:
            self._form.restore_draft(texts)
            self.pages.setCurrentWidget(self.cover)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if self.forget_timer.isActive():
                self.forget_timer.start()
            # Whatever took the keyboard away, what is typed at the door goes into its field.
            if (
                event.text().isprintable()
                and event.text()
                and watched is self.window()
                and self._is_waiting()
            ):
                self.finder.field.setFocus()
                return QApplication.sendEvent(self.finder.field.line, event.clone())
        return False

    def _is_waiting(self) -> bool:
        return self._form is None and self.isVisible() and QApplication.focusWidget() is None

    # Forgetting

    @Slot()
    def forget(self) -> None:
        """Leave nothing of anybody on the screen; what other screens say is theirs."""
        self.forget_timer.stop()
        if not self.isVisible():
            return
        self.finder.put_away()
        self._services.notices.clear()
        if self._form is not None:
            self.pages.setCurrentWidget(self.cover)
        else:
            self._to_field()

    def _uncover(self) -> None:
        if self._form is not None:
            self.pages.setCurrentWidget(self._form)
            self._form.name.setFocus()
            self.forget_timer.start()

    def _to_field(self) -> None:
        self.pages.setCurrentWidget(self.door)
        self.finder.field.setFocus()

    @Slot(object)
    def _tell(self, notice: Notice | None) -> None:
        if not self.isVisible():
            return
        self.said.setVisible(notice is not None)
        if notice is not None:
            way_back = _("Ctrl+Z takes it back.") if notice.undo is not None else ""
            self.said.set_text(f"{notice.text} {way_back}".strip())
            self.said.set_tone(_TONES[notice.kind])
            self.forget_timer.start()

    # Coming in

    @Slot(str, object)
    def _show_found(self, query: str, matches: Sequence[PersonMatch]) -> None:
        today = self._services.today()
        self._names = {it.person.id: it.person.name for it in matches}
        # The name and the age, nothing else: whoever stands in the queue reads along.
        rows = [
            ListRow(it.person.id, it.person.name, age_of(it.person, today), icon="user")
            for it in matches[:_SHOWN]
        ]
        self.finder.show_rows(query, rows, if_none=_("Nobody matches. Ctrl+N registers this person."))

    @Slot(str, str)
    def _check_in(self, person_id: str, name: str) -> None:
        self.finder.put_away()
        self.model.check_in(person_id, self._names.get(person_id, name), self._services.notices.show_error)
        self.finder.field.setFocus()

    # Registering

    def _begin(self) -> None:
        if self._form is not None:
            return
        typed = self.finder.query()
        self.finder.put_away()
        self._form = RegistrationForm(self._services, self._register, self._put_away, discreet=True)
        self._form.typed.connect(self.model.look_for_look_alikes)
        self._form.same_person.connect(self._it_is)
        self.pages.addWidget(self._form)
        self.pages.setCurrentWidget(self._form)
        self._form.begin(typed if not any(sign.isdigit() for sign in typed) else "")
        self.forget_timer.start()

    def _register(self, registration: Registration) -> None:
        form = self._form
        if form is not None:
            self.model.register(registration, self._refused)

    def _refused(self, error: ExpectedError) -> None:
        if self._form is not None:
            self._form.show_problem(error)

    @Slot(object)
    def _show_look_alikes(self, found: list[FoundLookAlike]) -> None:
        self._names |= {it.person.id: it.person.name for it in found}
        if self._form is not None:
            self._form.show_look_alikes(found)

    @Slot(str)
    def _it_is(self, person_id: str) -> None:
        self._put_away()
        self.model.check_in(person_id, self._names.get(person_id, ""), self._services.notices.show_error)

    @Slot(str)
    def _registered(self, _person_id: str) -> None:
        self._put_away()

    def _put_away(self) -> None:
        form, self._form = self._form, None
        if form is not None:
            self.pages.removeWidget(form)
            form.hide()
            form.deleteLater()
        self._to_field()
