"""Record services of a person and whoever is given the same: the centre's favourites on one key each, all by search."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from functools import partial

from PySide6.QtCore import Slot

from integrhabitat_desktop.i18n import _, code_label, format_day, format_instant, join_facts
from integrhabitat_desktop.i18n.currencies import currency_choices
from integrhabitat_desktop.i18n.record_words import action_words, field_label, value_text
from integrhabitat_desktop.ui.error_messages import sentence_for
from integrhabitat_desktop.ui.screens.reception.service_people_view import ServicePeople
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    Banner,
    ChoiceField,
    CodeField,
    Field,
    FormGrid,
    ListRow,
    NoteField,
    NumberField,
    RowList,
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
from integrhabitat_desktop.ui.widgets.typed_fields import TypedFields
from integrhabitat_desktop.ui.widgets.writing_panel import WritingPanel
from integrhabitat_desktop.use_cases.find_people import PersonMatch
from integrhabitat_desktop.use_cases.record_service import (
    PERSONAL,
    GivenService,
    MadeEdit,
    ServiceEntry,
    ServiceLog,
    needs_value,
)
from integrhabitat_desktop.use_cases.view_card import PersonCard
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.code_lists import code_list
from integrhabitat_protocol.errors import ExpectedError

_CORRECTING, _OTHERS = "correcting", "others"


@dataclass(frozen=True, slots=True)
class ServiceCommands:
    """What the panel asks for. `save` is given the people, the entry and whether a second one of the day is meant."""

    save: Callable[[Sequence[str], ServiceEntry, bool], None]
    correct: Callable[[str, ServiceEntry, bool], None]
    look_back: Callable[[str], None]
    void: Callable[[str], None]
    search: Callable[[str], None]
    may_leave: Callable[[], bool]
    close: Callable[[], None]


class ServiceLogPanel(WritingPanel):
    """A service that is chosen in the list below is corrected; otherwise a new one of today is recorded."""

    def __init__(self, services: ScreenServices, card: PersonCard, commands: ServiceCommands) -> None:
        super().__init__()
        self.setObjectName("service_log")
        self._services, self._commands = services, commands
        self.subject, self.work_title = card.person.id, _("Service for {name}").format(name=card.person.name)
        self._again = False
        self._correcting = ""
        self._lately: dict[str, GivenService] = {}
        self.service = CodeField(_("Service"), "service", required=True)
        self.quantity = NumberField(_("Quantity"))
        self.unit = TextField(_("Unit"), max_length=40)
        self.delivery_mode = CodeField(_("Delivery mode"), "delivery_mode")
        self.relationship_type = CodeField(_("Relationship"), "relationship_type", value=PERSONAL)
        self.partner = TextField(_("Partner"), max_length=120)
        self.value = NumberField(_("Amount for each person"), decimals=2)
        country = services.settings.appearance.country
        self.currency = ChoiceField(_("Currency"), currency_choices(country, services.today()), empty="")
        self.mechanism = CodeField(_("How it is paid"), "cva_mechanism")
        self.note = NoteField(_("Note"), placeholder=_("What helps whoever serves this person tomorrow"))
        self.people = ServicePeople(services, card, commands.search)
        self.favourites = flow_row()
        self.given = RowList(_("Services of the last three months"), cards=False)
        self.given.setObjectName("given")
        self.given_title = section_label(_("Services of the last three months: Enter corrects one"))
        self.history = RowList(_("What it said before, on this computer"), cards=False)
        self.history.setObjectName("history")
        self.history_title = section_label(_("What it said before, on this computer"))
        self.problem = Banner("", Tone.WARNING)
        self.problem.hide()
        self.save_button = primary_button(_("Record it"), self._submit, icon="check", keys="Ctrl+Enter")
        self.void_button = secondary_button(_("It was a mistake"), self._void, icon="trash")
        self.close_button = link_button(_("Back"), self._leave, icon="arrow-left", keys="Esc")
        self.cash = FormGrid(self.value, self.currency)
        self.cash.add(self.mechanism, wide=True)
        grid = FormGrid()
        grid.add(self.service, wide=True)
        for field in (self.quantity, self.unit, self.delivery_mode, self.relationship_type):
            grid.add(field)
        grid.add(self.partner, wide=True)
        grid.add(self.cash, wide=True)
        grid.add(self.note, wide=True)
        self.show_content(
            heading(self.work_title),
            muted_label(_("Alt and a number choose what this centre gives most."), wrapped=True),
            self.favourites,
            grid,
            self.people,
            self.history_title,
            self.history,
            self.given_title,
            self.given,
            foot=column(
                self.problem,
                row(self.close_button, STRETCH, self.void_button, self.save_button, spacing=12),
            ),
        )
        self.service.changed.connect(self._service_chosen)
        self.given.chosen.connect(self._begin_correction)
        name_parts(self)
        self._kept = TypedFields(field for _name, field in self._fields())
        self.cleared()
        self.people.changed.connect(self._show_parts)

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
        self._lately = {it.delivery_id: it for it in log.lately}
        today = self._services.today()
        self.given.set_rows(
            [
                ListRow(
                    it.delivery_id,
                    code_label("service", it.service),
                    trailing=join_facts(
                        f"{it.quantity} {it.unit or ''}".strip() if it.quantity else "",
                        f"{it.value} {it.currency or ''}".strip() if it.value else "",
                        format_day(it.day, today),
                    ),
                    icon="heart-handshake",
                )
                for it in log.lately
            ]
        )
        self.given.setVisible(bool(log.lately))
        self.given_title.setVisible(bool(log.lately))

    def show_history(self, edits: Sequence[MadeEdit]) -> None:
        """What the service that is corrected said before, newest first."""
        zone = self._services.time_zone
        rows = [
            ListRow(
                str(number), _edit_words(it, zone), join_facts(it.staff_name, format_instant(it.at, zone))
            )
            for number, it in enumerate(edits)
            if it.changed
        ]
        self.history.set_rows(rows)
        self._show_parts()

    def show_found(self, query: str, matches: Sequence[PersonMatch]) -> None:
        """People who could be given the same."""
        self.people.show_found(query, matches)

    def show_problem(self, error: ExpectedError) -> None:
        """Say why it was not recorded. The same service on one day is recorded when it is said again."""
        self._again = error.code == "service_given_today"
        self.problem.set_text(sentence_for(error))
        self.problem.show()
        self.save_button.set_label(_("Record again") if self._again else self._save_words())
        self.save_button.setFocus()

    def cleared(self) -> None:
        """Ready for the next service."""
        self._correcting = ""
        for _name, field in self._fields():
            field.set_value(None)
        self.relationship_type.set_value(PERSONAL)
        self.currency.combo.setCurrentIndex(0)
        self.people.clear()
        self._kept.begin()
        self._show_parts()
        self.service.setFocus()

    def is_typed_in(self) -> bool:
        return bool(self._kept.typed() or (self.people.others() and not self._correcting))

    def draft_texts(self) -> dict[str, str]:
        """Everything that stands there, with whom it is for and what it corrects; {} where nothing is typed."""
        if not self.is_typed_in():
            return {}
        others = "\n".join(f"{person} {name}" for person, name in self.people.others().items())
        return {**self._kept.texts(), _CORRECTING: self._correcting, _OTHERS: others}

    def restore_draft(self, texts: dict[str, str]) -> None:
        self._kept.restore(texts)
        self._correcting = texts.get(_CORRECTING, "")
        others = (line.partition(" ") for line in texts.get(_OTHERS, "").splitlines())
        self.people.choose({person: name for person, _space, name in others})
        self._show_parts()

    def _fields(self) -> tuple[tuple[str, Field], ...]:
        return (
            ("service", self.service),
            ("quantity", self.quantity),
            ("unit", self.unit),
            ("delivery_mode", self.delivery_mode),
            ("relationship_type", self.relationship_type),
            ("value", self.value),
            ("currency", self.currency),
            ("mechanism", self.mechanism),
            ("partner", self.partner),
            ("note", self.note),
        )

    def _save_words(self) -> str:
        return _("Save the correction") if self._correcting else _("Record it")

    def _choose(self, code: str) -> None:
        self.service.set_value(code)
        self._service_chosen()
        (self.value if needs_value(code) else self.quantity).setFocus()

    @Slot()
    def _service_chosen(self) -> None:
        self._show_parts()
        chosen = self.service.value()
        if chosen and not self.unit.value():
            self.unit.set_value(code_list("service").entry(chosen).notes.get("unit"))

    @Slot()
    def _show_parts(self) -> None:
        """Amounts belong to cash alone; a correction is of one person."""
        self._again = False
        self.problem.hide()
        self.save_button.set_label(self._save_words())
        self.cash.setVisible(needs_value(self.service.value() or "") or self.value.value() is not None)
        self.people.setVisible(not self._correcting)
        self.void_button.setVisible(bool(self._correcting))
        for part in (self.history_title, self.history):
            part.setVisible(bool(self._correcting and self.history.rows()))

    @Slot(str)
    def _begin_correction(self, delivery_id: str) -> None:
        given = self._lately.get(delivery_id)
        if given is None or not self._commands.may_leave():
            return
        self._correcting = delivery_id
        for name, field in self._fields():
            value = getattr(given, name)
            field.set_value(str(value) if value is not None else None)
        self._kept.begin()
        self.history.set_rows([])
        self._show_parts()
        self._commands.look_back(delivery_id)
        self.quantity.setFocus()

    def _void(self) -> None:
        self._commands.void(self._correcting)
        self.cleared()

    def _leave(self) -> None:
        if self._correcting:
            self.cleared()
        else:
            self._commands.close()

    @Slot()
    def _submit(self) -> None:
        if not check_required([self.service]):
            return
        quantity, cash = self.quantity.value(), self.value.value()
        entry = ServiceEntry(
            service=self.service.value() or "",
            quantity=int(quantity) if quantity else None,
            unit=self.unit.value() if quantity else None,
            delivery_mode=self.delivery_mode.value(),
            relationship_type=self.relationship_type.value() or PERSONAL,
            value=cash,
            currency=self.currency.value() if cash else None,
            mechanism=self.mechanism.value() if cash else None,
            partner=self.partner.value(),
            note=self.note.value(),
        )
        if self._correcting:
            self._commands.correct(self._correcting, entry, self._again)
        else:
            self._commands.save(self.people.chosen(), entry, self._again)


def _edit_words(edit: MadeEdit, time_zone: tzinfo) -> str:
    if edit.action != "edit":
        return action_words(edit.action)
    kind = "service_delivery"
    return join_facts(
        *(
            _("{field}: {before} → {after}").format(
                field=field_label(kind, name),
                before=value_text(kind, name, before, time_zone),
                after=value_text(kind, name, after, time_zone),
            )
            for name, (before, after) in edit.changed.items()
            if name in CATALOGUE[kind].by_name
        )
    )
