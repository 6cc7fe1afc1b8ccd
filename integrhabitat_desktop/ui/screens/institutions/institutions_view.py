"""The directory of institutions: whom the centre can refer people to, and when somebody last checked it."""

from PySide6.QtCore import Slot

from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.i18n import _, code_label, format_date, join_facts, ngettext
from integrhabitat_desktop.ui.key_sheet import KeyEntry
from integrhabitat_desktop.ui.save_records_view import save_records_button
from integrhabitat_desktop.ui.screens.institutions.institution_form_view import InstitutionForm
from integrhabitat_desktop.ui.screens.institutions.institutions_view_model import InstitutionsViewModel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import (
    BadgeText,
    EmptyState,
    ListRow,
    PanelStack,
    RowList,
    Screen,
    SidePanel,
    beside,
    list_column,
    offer_button,
    secondary_button,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.desk import ChangeSet
from integrhabitat_desktop.use_cases.export_records import RecordList
from integrhabitat_desktop.use_cases.keep_institutions import ACTIVE, InstitutionRow
from integrhabitat_protocol.record_type import Values


class InstitutionsView(Screen):
    """The list with the chosen entry beside it; the search field of the window narrows the list."""

    def __init__(self, services: ScreenServices) -> None:
        super().__init__(_("Institutions"))
        self.setObjectName("institutions")
        self._services = services
        self._query = ""
        self._all: tuple[InstitutionRow, ...] = ()
        self.model = InstitutionsViewModel(services)
        back = secondary_button(
            _("Referrals"), lambda: services.navigator.open_screen("referrals"), icon="arrow-left"
        )
        back.setObjectName("back_to_referrals")
        self.title_row.set_actions(back, save_records_button(services, self, RecordList.INSTITUTIONS))
        self.list = RowList(_("Institutions"))
        self.new_button = offer_button(_("Add an institution"), self._new, icon="plus", keys="Ctrl+N")
        left = list_column(self.list, self.new_button, grows=0)
        self.empty = SidePanel()
        self.empty.show_content(
            EmptyState(
                "building-community",
                _("Whom can you refer people to?"),
                _(
                    "Choose an institution, or add one. Check now and then that what stands here is still right."
                ),
            )
        )
        self.right = PanelStack(self.empty)
        self.body.addWidget(beside(left, self.right), 1)
        self.model.loaded.connect(self._show_all)
        self.model.opened.connect(self._show)
        self.model.changed.connect(self._show_again)
        self.list.chosen.connect(self.model.open)
        services.changes.changed.connect(self._reload)
        name_parts(self)

    @property
    def _form(self) -> InstitutionForm | None:
        return self.right.opened(InstitutionForm)

    def activated(self) -> None:
        self.model.load()
        self.list.setFocus()

    def handles_search(self) -> bool:
        return True

    def search_placeholder(self) -> str:
        return _("Find an institution by name")

    def search_changed(self, text: str) -> None:
        self._query = text.strip()
        self._show_rows()

    def search_submitted(self, text: str) -> None:
        if self.list.current_id():
            self.model.open(self.list.current_id())

    def search_moved(self, step: int) -> None:
        self.list.step(step)

    def keys(self) -> tuple[KeyEntry, ...]:
        return (
            KeyEntry("Ctrl+N", _("Add an institution")),
            KeyEntry("Ctrl+Enter", _("Save what is open")),
        )

    def place(self) -> str:
        return self._form.institution_id if self._form is not None else ""

    def restore_place(self, place: str) -> None:
        self.model.open(place)

    def draft_texts(self) -> dict[str, str]:
        return self.right.draft_texts()

    def restore_draft(self, texts: dict[str, str]) -> None:
        form, institution_id = self.right.keep_drafts(texts) or ("", "")
        if institution_id:
            self.model.open(institution_id)
        elif form:
            self._new()

    @Slot(object)
    def _show_all(self, institutions: tuple[InstitutionRow, ...]) -> None:
        self._all = institutions
        words = ngettext("{count} institution", "{count} institutions", len(institutions))
        self.set_title(_("Institutions"), words.format(count=len(institutions)))
        self._show_rows()

    def _show_rows(self) -> None:
        wanted = fold(self._query)
        self.list.set_rows(
            [_row(it) for it in self._all if wanted in fold(it.name)], select_first=bool(wanted)
        )

    @Slot(str, object)
    def _show(self, institution_id: str, values: Values) -> None:
        at = self._form
        if at is not None and at.institution_id == institution_id and self.right.is_typed_in():
            return  # it was confirmed, or chosen again; what is typed in it stays
        if not self.right.may_be_left(self._services.notices):
            return
        confirm = (lambda: self.model.confirm(institution_id)) if institution_id else None
        form = InstitutionForm(self._services, institution_id, values, self._save, self._put_away, confirm)
        self.right.open(form)
        self.right.bring_back()
        form.begin()

    @Slot(str, object)
    def _show_again(self, institution_id: str, values: Values) -> None:
        # It may have been saved and put away while the answer was on its way.
        if self._form is not None and self._form.institution_id == institution_id:
            self._show(institution_id, values)

    def _new(self) -> None:
        self._show("", {})

    def _save(self, values: Values) -> None:
        form = self._form
        if form is None:
            return
        if not values:
            self._put_away()
            return
        self.model.save(form.institution_id, values, lambda _saved: self._put_away(), form.show_problem)

    @Slot()
    def _put_away(self) -> None:
        self.right.put_away(self.empty)

    @Slot(object)
    def _reload(self, changed: ChangeSet) -> None:
        if self.isVisible() and changed.touches("institution"):
            self.model.load()


def _row(it: InstitutionRow) -> ListRow:
    closed = BadgeText(code_label("institution_state", it.state)) if it.state != ACTIVE else None
    return ListRow(
        it.id,
        it.name,
        join_facts(
            code_label("institution_level", it.level) if it.level else "",
            *(code_label("referral_sector", code) for code in it.sectors[:3]),
            it.focal_point,
        ),
        icon="building-community",
        badges=(closed,) if closed is not None else (),
        trailing=format_date(it.checked_on) if it.checked_on else _("never checked"),
    )
