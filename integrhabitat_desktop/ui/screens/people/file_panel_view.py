"""A person's file beside the list: who they are, every fact by kind, and everything that happened."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from integrhabitat_desktop.domain.coming_of_age import is_minor
from integrhabitat_desktop.i18n import _, format_day, format_moment, join_facts
from integrhabitat_desktop.i18n.record_words import action_words, field_label, type_label, value_text
from integrhabitat_desktop.ui.card_actions import CardActions
from integrhabitat_desktop.ui.file_actions import JSON, PDF, FileActions
from integrhabitat_desktop.ui.join_actions import JoinActions
from integrhabitat_desktop.ui.person_texts import birth_of, happened
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    Avatar,
    Banner,
    KitMenu,
    ListRow,
    RowList,
    SidePanel,
    choose_new_file,
    column,
    flow_row,
    heading,
    link_button,
    muted_label,
    plain_label,
    primary_button,
    row,
    rule,
    secondary_button,
    section_label,
)
from integrhabitat_desktop.use_cases.person_file import JoinedRecord, PersonFile, RecordValues
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.fields import FieldSpec

_LEFT_OUT = frozenset(["person", "number_key", "value_key", "asked_by", "birth_precision", "staff"])
# Whoever may see a note has come for its words.
_ALWAYS_SHOWN = frozenset(["person_note"])


@dataclass(frozen=True, slots=True)
class FileCommands:
    """What the panel offers for the file that it shows; None leaves out what the role may not do."""

    check_in: Callable[[], None]
    edit: Callable[[], None] | None = None
    household: Callable[[], None] | None = None
    guardian: Callable[[], None] | None = None
    consent: Callable[[], None] | None = None
    cards: CardActions | None = None
    whole: FileActions | None = None
    joins: JoinActions | None = None
    restrict: Callable[[], None] | None = None
    task: Callable[[], None] | None = None


class FilePanel(SidePanel):
    """Shows one PersonFile; `closed` puts it away."""

    def __init__(self, services: ScreenServices, commands: FileCommands) -> None:
        super().__init__(closable=True)
        self.setObjectName("file")
        self._services, self._commands = services, commands
        self._person_id, self._shows_sensitive = "", False
        self._cards, self._whole, self._joins = commands.cards, commands.whole, commands.joins

    def show_file(self, opened: PersonFile) -> None:
        """Replace what is shown. What is sensitive is hidden until somebody asks: others look at the screen too."""
        if opened.person.record_id != self._person_id:
            self._person_id, self._shows_sensitive = opened.person.record_id, False
        name = str(opened.person.values.get("name") or "")
        buttons: list[QWidget] = []
        if self._commands.edit is not None:
            edit = primary_button(_("Edit"), self._commands.edit, icon="pencil", keys="Ctrl+E")
            edit.setObjectName("edit")
            buttons.append(edit)
        to_desk = secondary_button(_("At the reception"), self._commands.check_in, icon="door")
        buttons.append(to_desk)
        if self._commands.household is not None:
            household = secondary_button(_("Household"), self._commands.household, icon="home")
            household.setObjectName("household")
            buttons.append(household)
        if self._commands.guardian is not None and (opened.has_guardian or self._is_minor(opened)):
            guardian = secondary_button(_("Responsible adult"), self._commands.guardian, icon="user-check")
            guardian.setObjectName("guardian")
            buttons.append(guardian)
        if self._commands.consent is not None:
            consent = secondary_button(_("Consent"), self._commands.consent, icon="shield-check")
            consent.setObjectName("consent")
            buttons.append(consent)
        if self._cards is not None:
            card = secondary_button(_("Card"), partial(self._open_card_menu, opened, name), icon="id")
            card.setObjectName("card")
            buttons.append(card)
            self._card_button = card
        if self._whole is not None:
            whole = secondary_button(
                _("Data rights"), partial(self._open_file_menu, opened.person.record_id), icon="file-check"
            )
            whole.setObjectName("whole_file")
            buttons.append(whole)
            self._whole_button = whole
        if self._commands.task is not None:
            task = secondary_button(_("Task"), self._commands.task, icon="calendar-plus")
            task.setObjectName("task")
            buttons.append(task)
        if self._joins is not None:
            same = partial(self._joins.compare, opened.person.record_id)
            joined = secondary_button(_("Is it a duplicate?"), same, icon="git-merge")
            joined.setObjectName("duplicate")
            buttons.append(joined)
        parts: list[QWidget] = [
            row(
                Avatar(name, opened.person.record_id, 56),
                column(heading(name), muted_label(opened.person.record_id), spacing=0),
                spacing=14,
            ),
            flow_row(*buttons),
            *self._facts(opened.person, skip=("name",)),
            *(widget for it in opened.joined for widget in self._joined(opened, it)),
        ]
        if opened.sensitive_ended:
            words = _("The consent to keep sensitive facts has ended: only protection staff see them.")
            parts.append(Banner(words, Tone.WARNING))
        for record in opened.parts:
            line = self._line(record)
            if line:
                parts += [section_label(type_label(record.record_type)), plain_label(line, wrapped=True)]
        if any(map(_holds_sensitive, (opened.person, *opened.parts))):
            words = _("Hide what is sensitive") if self._shows_sensitive else _("Show what is sensitive")
            icon = "eye-off" if self._shows_sensitive else "eye"
            parts.append(row(link_button(words, partial(self._toggle_sensitive, opened), icon=icon), STRETCH))
        parts += [rule(), section_label(_("Everything that happened")), self._timeline(opened)]
        if opened.readings:
            parts += [
                section_label(_("The last who used this record on this computer")),
                self._readings(opened),
            ]
        self.show_content(*parts)

    def _joined(self, opened: PersonFile, joined: JoinedRecord) -> list[QWidget]:
        day = format_day(joined.joined_on, self._services.today()) if joined.joined_on else ""
        words = _("Also registered as {name}").format(name=join_facts(joined.name, joined.person_id, day))
        part: list[QWidget] = []
        if self._joins is not None:
            part.append(
                link_button(_("Part them again"), partial(self._joins.part, joined), icon="arrow-back-up")
            )
        found: list[QWidget] = [row(muted_label(words, wrapped=True), *part, spacing=12)]
        if joined.disputed:
            words = _(
                "On another computer somebody noted that these are two people. It is to be decided once more."
            )
            decide = self._joins.decide if self._joins is not None else None
            found.append(Banner(words, Tone.WARNING, action=_("Decide") if decide else "", clicked=decide))
        if joined.later:
            values = (
                f"{field_label('person', name)}: {value_text('person', name, value, self._services.time_zone)}"
                for name, value in joined.later.items()
            )
            words = _("Written there afterwards: {values}").format(values=join_facts(*values))
            take = (
                partial(self._joins.take_over, opened.person.record_id, joined)
                if self._joins is not None
                else None
            )
            found.append(Banner(words, Tone.WARNING, action=_("Take it over") if take else "", clicked=take))
        return found

    def _open_card_menu(self, opened: PersonFile, name: str) -> None:
        cards, person_id = self._cards, opened.person.record_id
        if cards is None:
            return
        menu = KitMenu(self)
        menu.setAccessibleName(_("Card"))
        menu.add(_("Print the card"), partial(self._print_card, person_id), icon_name="printer")
        menu.add(
            _("The card was lost: revoke it"), lambda: cards.revoke(person_id, name), icon_name="user-off"
        )
        menu.popup(self._card_button.mapToGlobal(self._card_button.rect().bottomLeft()))

    def _open_file_menu(self, person_id: str) -> None:
        menu = KitMenu(self)
        menu.setAccessibleName(_("Data rights"))
        menu.add(
            _("Whole file to read: PDF"), partial(self._save_file, person_id, PDF), icon_name="file-text"
        )
        menu.add(
            _("Whole file for another program: JSON"),
            partial(self._save_file, person_id, JSON),
            icon_name="table",
        )
        if self._commands.restrict is not None:
            menu.addSeparator()
            menu.add(_("Block the record…"), self._commands.restrict, icon_name="lock")
        menu.popup(self._whole_button.mapToGlobal(self._whole_button.rect().bottomLeft()))

    def _save_file(self, person_id: str, form: str) -> None:
        if self._whole is None:
            return
        suggestion = self._whole.suggested_name(person_id, form)
        target = choose_new_file(self, _("Save the whole file"), suggestion, f"*.{form}")
        if target is not None:
            self._whole.save(person_id, form, target)

    def _print_card(self, person_id: str) -> None:
        if self._cards is None:
            return
        target = choose_new_file(self, _("Save the cards"), self._cards.suggested_name(), "*.pdf")
        if target is not None:
            self._cards.print([person_id], target)

    def _facts(self, record: RecordValues, skip: tuple[str, ...]) -> list[QWidget]:
        """Two facts on a line; what nobody asked is left out."""
        described = CATALOGUE[record.record_type]
        lines = []
        for spec in described.fields:
            value = record.values.get(spec.name)
            if (
                value is None
                or spec.name in skip
                or spec.name in _LEFT_OUT
                or not self._is_shown(record, spec)
            ):
                continue
            text = (
                birth_of(record.values, self._services.today())
                if spec.name == "birth_date"
                else value_text(record.record_type, spec.name, value, self._services.time_zone)
            )
            lines.append(
                row(
                    muted_label(field_label(record.record_type, spec.name)),
                    plain_label(text, wrapped=True),
                    spacing=12,
                )
            )
        return list(lines)

    def _is_minor(self, opened: PersonFile) -> bool:
        born, precision = _text(opened, "birth_date"), _text(opened, "birth_precision")
        return is_minor(born, precision, self._services.today())

    def _is_shown(self, record: RecordValues, spec: FieldSpec) -> bool:
        return not spec.sensitive or self._shows_sensitive or record.record_type in _ALWAYS_SHOWN

    def _toggle_sensitive(self, opened: PersonFile) -> None:
        self._shows_sensitive = not self._shows_sensitive
        self.show_file(opened)

    def _line(self, record: RecordValues) -> str:
        described = CATALOGUE[record.record_type]
        return join_facts(
            *(
                value_text(record.record_type, spec.name, value, self._services.time_zone)
                for spec in described.fields
                if (value := record.values.get(spec.name)) is not None
                and spec.name not in _LEFT_OUT
                and self._is_shown(record, spec)
            )
        )

    def _timeline(self, opened: PersonFile) -> RowList:
        today = self._services.today()
        entries = RowList(_("Everything that happened"), cards=False)
        entries.setObjectName("timeline")
        entries.set_rows(
            [
                ListRow(it.record_id, happened(it), icon="clock", trailing=format_day(it.day, today))
                for it in opened.timeline
            ]
        )
        return entries

    def _readings(self, opened: PersonFile) -> RowList:
        now, zone = self._services.clock.now(), self._services.time_zone
        entries = RowList(_("Who used this record on this computer"), cards=False)
        entries.set_rows(
            [
                ListRow(
                    str(number),
                    join_facts(it.staff_name, action_words(it.action)),
                    icon="eye",
                    trailing=format_moment(it.at, now, zone),
                )
                for number, it in enumerate(opened.readings)
            ]
        )
        return entries


def _text(opened: PersonFile, name: str) -> str | None:
    value = opened.person.values.get(name)
    return str(value) if value is not None else None


def _holds_sensitive(record: RecordValues) -> bool:
    by_name = CATALOGUE[record.record_type].by_name
    return record.record_type not in _ALWAYS_SHOWN and any(
        value is not None and by_name[name].sensitive for name, value in record.values.items()
    )
