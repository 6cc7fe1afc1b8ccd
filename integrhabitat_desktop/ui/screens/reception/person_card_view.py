"""The person beside the list: who they are, what is usually done next, what happened last."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from integrhabitat_desktop.domain.consent_rules import GIVEN, NOT_ASKED, state_on
from integrhabitat_desktop.i18n import _, code_label, format_day, format_time, join_facts, join_list, ngettext
from integrhabitat_desktop.ui.person_texts import age_of, document_text, facts_of, happened
from integrhabitat_desktop.ui.screens.reception.attendance_part_view import attendance_part
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    Avatar,
    Badge,
    CodeField,
    KitCheckBox,
    ListRow,
    RowList,
    SidePanel,
    check_all_title,
    column,
    flow_row,
    heading,
    muted_label,
    primary_button,
    row,
    rule,
    secondary_button,
    section_label,
)
from integrhabitat_desktop.use_cases.view_card import PersonCard

_ICONS = {
    "check_in": "login",
    "service_delivery": "heart-handshake",
    "attendance": "calendar-event",
    "enrolment": "calendar-plus",
    "consent": "shield-check",
    "mobility_profile": "map-pin-heart",
    "referral": "send",
    "follow_up": "clock",
    "person": "user-plus",
}


@dataclass(frozen=True, slots=True)
class CardCommands:
    """What the card offers; None leaves an action out that the role may not do."""

    check_in: Callable[[], None] | None
    service: Callable[[], None] | None
    refer: Callable[[], None] | None
    open_file: Callable[[], None] | None
    consent: Callable[[], None] | None = None
    say_purpose: Callable[[str, str | None], None] | None = None


class PersonCardPanel(SidePanel):
    """Shows one PersonCard. Only the end of a document number: others look at this screen too."""

    def __init__(self, services: ScreenServices, commands: CardCommands) -> None:
        super().__init__()
        self.setObjectName("person_card")
        self._services, self._commands = services, commands
        self._person_id = ""
        self._together: dict[str, KitCheckBox] = {}

    def together(self) -> list[str]:
        """Whose box is ticked: they came with the person."""
        return [person_id for person_id, box in self._together.items() if box.isChecked() and box.isEnabled()]

    def show_card(self, card: PersonCard) -> None:
        """Replace what is shown; boxes ticked for the same person stay ticked."""
        person, today = card.person, self._services.today()
        ticked = set(self.together()) if person.id == self._person_id else set()
        self._person_id = person.id
        parts: list[QWidget] = [
            row(
                Avatar(person.name, person.id, 56),
                column(
                    heading(person.name),
                    muted_label(facts_of(person, today), elided=True),
                    muted_label(
                        join_facts(*(document_text(it) for it in card.documents[:2]), person.id), elided=True
                    ),
                    spacing=0,
                ),
                spacing=14,
            ),
            flow_row(*self._badges(card)),
            flow_row(*self._buttons(card)),
            *self._purpose(card),
            *self._household(card, ticked),
            rule(),
            *attendance_part(card.attendance),
            section_label(_("Last contacts")),
            self._timeline(card),
        ]
        self.show_content(*parts)

    def _purpose(self, card: PersonCard) -> list[QWidget]:
        """What they came for, asked once they are here; nobody has to say it."""
        say = self._commands.say_purpose
        visit = card.visit_today
        if visit is None or say is None:
            return []
        field = CodeField(_("What they came for"), "visit_purpose", value=visit.purpose)
        field.setObjectName("purpose")
        field.changed.connect(lambda: say(visit.check_in_id, field.value()))
        return [field]

    def _household(self, card: PersonCard, ticked: set[str]) -> list[QWidget]:
        self._together = {}
        if not card.household:
            return []
        today = self._services.today()
        for it in card.household:
            detail = join_facts(
                age_of(it.person, today),
                code_label("relationship_to_head", it.relationship) if it.relationship else "",
                _("here already") if it.is_here_today else "",
            )
            checked = it.is_here_today or it.person.id in ticked
            box = KitCheckBox(it.person.name, detail=detail, checked=checked)
            box.setEnabled(not it.is_here_today and self._commands.check_in is not None)
            box.setObjectName(f"together_{len(self._together) + 1}")
            self._together[it.person.id] = box
        boxes = list(self._together.values())
        words = _("Also of the household")
        if not any(box.isEnabled() for box in boxes):
            return [section_label(words), *boxes]
        return [check_all_title(words, lambda: boxes, "Ctrl+G"), *boxes]

    def _badges(self, card: PersonCard) -> list[QWidget]:
        badges: list[QWidget] = []
        today = self._services.today()
        if card.visit_today is not None:
            at = card.visit_today.arrived_at
            words = (
                _("Here since {time}").format(time=format_time(at, self._services.time_zone))
                if at
                else _("Here today")
            )
            badges.append(Badge(words, Tone.POSITIVE, "check"))
        if card.appointment is not None:
            words = (
                _("Appointment today {time}").format(time=format_time(card.appointment))
                if card.appointment
                else _("Appointment today")
            )
            badges.append(Badge(words, Tone.WARNING, "clock"))
        if card.has_birthday:
            badges.append(Badge(_("Birthday today"), Tone.PRIMARY, "calendar-event"))
        register = next((it for it in card.consents if it.scope == "REGISTER"), None)
        state = state_on(register.state, register.expires_on, today) if register is not None else NOT_ASKED
        if state == NOT_ASKED:
            badges.append(Badge(_("Consent not asked yet"), Tone.WARNING, "shield-check"))
        else:
            tone = Tone.POSITIVE if state == GIVEN else Tone.WARNING
            words = join_facts(_("Consent"), code_label("consent_state", state))
            badges.append(Badge(words, tone, "shield-check"))
        if card.household:
            people = len(card.household) + 1
            words = ngettext("Household of {count}", "Household of {count}", people).format(count=people)
            badges.append(Badge(words, Tone.NEUTRAL, "home"))
        if card.is_minor and card.guardians:
            names = join_list([it.adult.name for it in card.guardians])
            badges.append(Badge(_("Responsible: {names}").format(names=names), Tone.NEUTRAL, "user-check"))
        elif card.is_minor:
            badges.append(Badge(_("No responsible adult recorded"), Tone.WARNING, "alert-triangle"))
        careful = [it for it in card.contacts if it.leave_messages == "NO" or it.safe_hours]
        if careful:
            words = careful[0].safe_hours or _("leave no messages")
            badges.append(Badge(_("Safe contact: {how}").format(how=words), Tone.WARNING, "phone"))
        return badges

    def _buttons(self, card: PersonCard) -> list[QWidget]:
        buttons: list[QWidget] = []
        commands = self._commands
        if commands.check_in is not None:
            here = card.visit_today is not None
            words = _("Check in again") if here else _("Check in")
            make = secondary_button if here else primary_button
            button = make(words, commands.check_in, icon="login")
            button.setObjectName("check_in")
            buttons.append(button)
        if commands.service is not None:
            button = secondary_button(_("Service"), commands.service, icon="heart-handshake", keys="Ctrl+S")
            button.setObjectName("service")
            buttons.append(button)
        if commands.refer is not None:
            button = secondary_button(_("Refer"), commands.refer, icon="send", keys="Ctrl+R")
            button.setObjectName("refer")
            buttons.append(button)
        if commands.open_file is not None:
            button = secondary_button(_("Open the file"), commands.open_file, icon="file-text", keys="Ctrl+O")
            button.setObjectName("open_file")
            buttons.append(button)
        if commands.consent is not None:
            button = secondary_button(_("Consent"), commands.consent, icon="shield-check")
            button.setObjectName("consent")
            buttons.append(button)
        return buttons

    def _timeline(self, card: PersonCard) -> RowList:
        today = self._services.today()
        entries = RowList(_("Last contacts"), cards=False)
        entries.set_rows(
            [
                ListRow(
                    entry.record_id,
                    happened(entry),
                    icon=_ICONS.get(entry.record_type, "note"),
                    trailing=format_day(entry.day, today),
                )
                for entry in card.timeline[:12]
            ]
        )
        return entries
