"""The service log of one person: favourites on single keys, the whole list behind a search."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot

from integrhabitat_desktop.i18n import _, code_label
from integrhabitat_desktop.ui.error_messages import sentence_for
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    Banner,
    CodeField,
    FormGrid,
    ListRow,
    NoteField,
    NumberField,
    RowList,
    SidePanel,
    TextField,
    check_required,
    column,
    flow_row,
    heading,
    link_button,
    muted_label,
    primary_button,
    row,
    secondary_button,
    section_label,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.record_service import ServiceEntry, ServiceLog
from integrhabitat_protocol.code_lists import code_list
from integrhabitat_protocol.errors import ExpectedError

Save = Callable[[ServiceEntry, bool], None]


class ServiceLogPanel(SidePanel):
    """`save` is given the entry and whether a second one of the same day is meant."""

    def __init__(self, name: str, save: Save, close: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("service_log")
        self._save = save
        self._again = False
        self.service = CodeField(_("Service"), "service", required=True)
        self.quantity = NumberField(_("Quantity"))
        self.unit = TextField(_("Unit"), max_length=40)
        self.delivery_mode = CodeField(_("Delivery mode"), "delivery_mode")
        self.note = NoteField(_("Note"), placeholder=_("What helps whoever serves this person tomorrow"))
        self.favourites = flow_row()
        self.given = RowList(_("Services today"), cards=False)
        self.given_title = section_label(_("Services today"))
        self.problem = Banner("", Tone.WARNING)
        self.problem.hide()
        self.save_button = primary_button(_("Record it"), self._submit, icon="check", keys="Ctrl+Enter")
        self.close_button = link_button(_("Back"), close, icon="arrow-left", keys="Esc")
        grid = FormGrid()
        grid.add(self.service, wide=True)
        for field in (self.quantity, self.unit, self.delivery_mode):
            grid.add(field)
        grid.add(self.note, wide=True)
        self.show_content(
            heading(_("Service for {name}").format(name=name)),
            muted_label(_("Alt and a number choose what this centre gives most."), wrapped=True),
            self.favourites,
            grid,
            self.given_title,
            self.given,
            foot=column(self.problem, row(self.close_button, STRETCH, self.save_button, spacing=12)),
        )
        self.service.changed.connect(self._service_chosen)
        name_parts(self)
        self.service.setFocus()

    def show_log(self, log: ServiceLog) -> None:
        """The favourites and what was given today."""
        layout = self.favourites.layout()
        if layout is not None and not layout.count():
            for number, code in enumerate(log.favourites, start=1):
                button = secondary_button(
                    code_label("service", code), partial(self._choose, code), keys=f"Alt+{number}"
                )
                button.setObjectName(f"favourite_{number}")
                layout.addWidget(button)
        self.given.set_rows(
            [
                ListRow(
                    it.delivery_id,
                    code_label("service", it.service),
                    trailing=f"{it.quantity} {it.unit or ''}".strip() if it.quantity else "",
                    icon="heart-handshake",
                )
                for it in log.today
            ]
        )
        self.given.setVisible(bool(log.today))
        self.given_title.setVisible(bool(log.today))

    def show_problem(self, error: ExpectedError) -> None:
        """Say why it was not recorded. The same service on one day is recorded when it is said again."""
        self._again = error.code == "service_given_today"
        self.problem.set_text(sentence_for(error))
        self.problem.show()
        self.save_button.set_label(_("Record again") if self._again else _("Record it"))
        self.save_button.setFocus()

    def cleared(self) -> None:
        """Ready for the next service."""
        for field in (self.service, self.quantity, self.unit, self.delivery_mode, self.note):
            field.set_value(None)
        self._forget_problem()
        self.service.setFocus()

    def draft_texts(self) -> dict[str, str]:
        """What is typed, by field."""
        return {name: value for name, field in self._fields() if (value := field.value())}

    def restore_draft(self, texts: dict[str, str]) -> None:
        """Put back what was typed before a lock."""
        for name, field in self._fields():
            field.set_value(texts.get(name))

    def _fields(self) -> tuple[tuple[str, CodeField | NumberField | TextField | NoteField], ...]:
        return (
            ("service", self.service),
            ("quantity", self.quantity),
            ("unit", self.unit),
            ("delivery_mode", self.delivery_mode),
            ("note", self.note),
        )

    def _choose(self, code: str) -> None:
        self.service.set_value(code)
        self._service_chosen()
        self.quantity.setFocus()

    @Slot()
    def _service_chosen(self) -> None:
        self._forget_problem()
        chosen = self.service.value()
        if chosen and not self.unit.value():
            self.unit.set_value(code_list("service").entry(chosen).notes.get("unit"))

    def _forget_problem(self) -> None:
        self._again = False
        self.problem.hide()
        self.save_button.set_label(_("Record it"))

    @Slot()
    def _submit(self) -> None:
        if not check_required([self.service]):
            return
        quantity = self.quantity.value()
        entry = ServiceEntry(
            service=self.service.value() or "",
            quantity=int(quantity) if quantity else None,
            unit=self.unit.value() if quantity else None,
            delivery_mode=self.delivery_mode.value(),
            note=self.note.value(),
        )
        self._save(entry, self._again)
