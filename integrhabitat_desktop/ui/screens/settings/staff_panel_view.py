"""The staff of the centre: who works here, who opens this computer; add, give access, remove access."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from integrhabitat_desktop.i18n import _, code_choices, code_label, join_facts
from integrhabitat_desktop.ui.error_messages import sentence_for
from integrhabitat_desktop.ui.screens.settings.settings_view_model import SettingsViewModel
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    Avatar,
    Banner,
    CardPanel,
    ChoiceField,
    FormGrid,
    PassphraseField,
    TextField,
    ask,
    caption,
    check_required,
    clear_layout,
    column,
    link_button,
    muted_label,
    plain_label,
    primary_button,
    row,
    secondary_button,
    subheading,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.manage_staff import StaffMember
from integrhabitat_protocol.errors import ExpectedError


class StaffPanel(CardPanel):
    """One row for each member, and a form for a new one or a start passphrase."""

    def __init__(self, model: SettingsViewModel, own_id: str) -> None:
        super().__init__(spacing=12)
        self._model, self._own_id = model, own_id
        self._form: StaffForm | None = None
        self.rows = QWidget()
        self._rows_layout = QVBoxLayout(self.rows)
        self._rows_layout.setContentsMargins(0, 0, 0, 0)
        self.add_button = secondary_button(_("Add somebody"), self._add, icon="user-plus")
        self.form_holder = QWidget()
        self._form_layout = QVBoxLayout(self.form_holder)
        self._form_layout.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(subheading(_("Staff")))
        self.body.addWidget(self.rows)
        self.body.addWidget(row(self.add_button, STRETCH))
        self.body.addWidget(self.form_holder)
        self.form_holder.hide()
        name_parts(self)
        model.staff_loaded.connect(self._show)

    def _show(self, members: list[StaffMember]) -> None:
        clear_layout(self._rows_layout)
        for member in members:
            self._rows_layout.addWidget(self._row(member))

    def _row(self, member: StaffMember) -> QWidget:
        staff = member.staff
        active = staff.state == "ACTIVE"
        here = _("opens this computer") if member.opens_this_computer else _("has no passphrase here")
        facts = join_facts(
            code_label("staff_role", staff.role), here if active else code_label("staff_state", staff.state)
        )
        actions: list[QWidget] = []
        if active and staff.staff_id != self._own_id:
            words = _("New start passphrase") if member.opens_this_computer else _("Give access here")
            give = link_button(words, partial(self._give, member), icon="key")
            give.setObjectName(f"give_access_{staff.display_name}")
            give.setAccessibleName(join_facts(words, staff.display_name))
            remove = link_button(_("Remove access"), partial(self._ask_remove, member), icon="user-off")
            remove.setAccessibleName(join_facts(_("Remove access"), staff.display_name))
            actions = [give, remove]
        return row(
            Avatar(staff.display_name, staff.staff_id, 36),
            column(plain_label(staff.display_name), muted_label(facts), spacing=0),
            STRETCH,
            *actions,
            spacing=12,
        )

    def _add(self) -> None:
        self._open(StaffForm(self._model, None, self._close))

    def _give(self, member: StaffMember) -> None:
        self._open(StaffForm(self._model, member, self._close))

    def _open(self, form: "StaffForm") -> None:
        clear_layout(self._form_layout)
        self._form = form
        self._form_layout.addWidget(form)
        self.form_holder.show()
        form.begin()

    def _close(self) -> None:
        clear_layout(self._form_layout)
        self._form = None
        self.form_holder.hide()
        self.add_button.setFocus()

    def _ask_remove(self, member: StaffMember) -> None:
        ask(
            self,
            _("Remove access"),
            _(
                "{name} can no longer work in this centre, and this computer gets a new key. "
                "The window locks for that; nothing is lost."
            ).format(name=member.staff.display_name),
            accept=_("Remove access"),
            answered=partial(self._model.remove_access, member),
            danger=True,
        )


class StaffForm(CardPanel):
    """For a new member, or with `member` a start passphrase for somebody who is there."""

    def __init__(
        self, model: SettingsViewModel, member: StaffMember | None, close: Callable[[], None]
    ) -> None:
        super().__init__(inset=True, spacing=12)
        self.setObjectName("staff_form")
        self._model, self._member, self._close_form = model, member, close
        self.staff_name = TextField(_("Name"), required=True, max_length=80)
        self.staff_role = ChoiceField(_("Role"), code_choices("staff_role"), empty="", value="RECEPTION")
        self.start_passphrase = PassphraseField(_("Start passphrase"), required=True)
        self.offered = caption("")
        self.problem = Banner("", Tone.DANGER)
        self.problem.hide()
        self.save_staff = primary_button(_("Save"), self._submit, icon="check", keys="Ctrl+Enter")
        title = _("Somebody new") if member is None else member.staff.display_name
        self.body.addWidget(subheading(title))
        self.body.addWidget(
            FormGrid(self.staff_name, self.staff_role, self.start_passphrase)
            if member is None
            else FormGrid(self.start_passphrase)
        )
        if member is not None:
            for field in (self.staff_name, self.staff_role):
                field.setParent(self)
                field.hide()
        self.body.addWidget(self.offered)
        self.body.addWidget(
            caption(_("It opens this computer once; then the person chooses one of their own."), wrapped=True)
        )
        self.body.addWidget(self.problem)
        self.body.addWidget(row(link_button(_("Cancel"), close, icon="x"), STRETCH, self.save_staff))
        name_parts(self)

    def begin(self) -> None:
        """Offer a passphrase and put the keyboard in place."""
        self._model.offer_passphrase(self._offer)
        (self.staff_name if self._member is None else self.start_passphrase).setFocus()

    def _offer(self, words: str) -> None:
        self.offered.set_text(_("Suggestion: {words}").format(words=words))

    def _submit(self) -> None:
        needed = [self.staff_name, self.start_passphrase] if self._member is None else [self.start_passphrase]
        if not check_required(needed):
            return
        self.problem.hide()
        self.save_staff.setEnabled(False)
        passphrase = self.start_passphrase.value() or ""
        if self._member is None:
            self._model.add_staff(
                self.staff_name.value() or "",
                self.staff_role.value() or "RECEPTION",
                passphrase,
                self._close_form,
                self._show_problem,
            )
        else:
            self._model.give_access(self._member, passphrase, self._close_form, self._show_problem)

    def _show_problem(self, error: ExpectedError) -> None:
        self.problem.set_text(sentence_for(error))
        self.problem.show()
        self.save_staff.setEnabled(True)
