"""What the consent panel does, without a widget: answers with their undo, and the notice on paper."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from integrhabitat_desktop.i18n import _, code_label
from integrhabitat_desktop.ui.saved_file import write_asked_file
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.undoable import run_undoable
from integrhabitat_desktop.use_cases import keep_consents
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.keep_consents import AnswerUndo, Yes
from integrhabitat_desktop.use_cases.print_consent_notice import print_blank_notice, print_consents


class ConsentViewModel(QObject):
    """Every change shows a notice with its way back."""

    loaded = Signal(object)  # a PersonConsents
    answered = Signal(str)  # the scope
    refused = Signal(object)  # an ExpectedError

    def __init__(self, services: ScreenServices, person_id: str) -> None:
        super().__init__()
        self._services, self._runner = services, services.runner
        self.person_id = person_id

    def load(self) -> None:
        """Every scope with its answer."""
        self._runner.run(
            lambda desk: keep_consents.view_consents(desk, self.person_id), self.loaded.emit, key="consents"
        )

    def say_yes(self, scope: str, yes: Yes) -> None:
        """The person agrees."""
        self._answer(
            lambda desk: keep_consents.note_yes(desk, self.person_id, scope, yes),
            _("The yes is noted: {scope}.").format(scope=_name(scope)),
            scope,
        )

    def say_no(self, scope: str) -> None:
        """The person does not agree."""
        self._answer(
            lambda desk: keep_consents.note_no(desk, self.person_id, scope),
            _("The no is noted: {scope}. It changes nothing in the help.").format(scope=_name(scope)),
            scope,
        )

    def withdraw(self, scope: str, effective_on: str, evidence: str | None) -> None:
        """The person no longer agrees, from a day on."""
        self._answer(
            lambda desk: keep_consents.withdraw(desk, self.person_id, scope, effective_on, evidence),
            _("The consent is withdrawn: {scope}.").format(scope=_name(scope)),
            scope,
        )

    def set_expiry(self, scope: str, expires_on: str | None) -> None:
        """The consent ends after a day, or does not end."""
        self._answer(
            lambda desk: keep_consents.set_expiry(desk, self.person_id, scope, expires_on),
            _("The last day is noted: {scope}.").format(scope=_name(scope)),
            scope,
        )

    def suggested_name(self, language: str, *, blank: bool) -> str:
        """A name for the paper: the number of the person, never the name."""
        whose = _("blank") if blank else self.person_id
        return f"{_('consent')}-{whose}-{language}.pdf"

    def print(self, language: str, target: Path, *, blank: bool) -> None:
        """Write the notice with the answers, or one to be filled in by hand."""

        def work(desk: Desk) -> None:
            make = print_blank_notice if blank else _printing(self.person_id)
            write_asked_file(target, make(desk, language))

        words = _("The notice is saved as {name}.").format(name=target.name)
        self._runner.run(work, lambda _nothing: self._services.notices.show(words))

    def _answer(self, work: Callable[[Desk], AnswerUndo], words: str, scope: str) -> None:
        def done(_undo: AnswerUndo) -> None:
            self.answered.emit(scope)
            self.load()

        run_undoable(
            self._services, work, words, keep_consents.undo_answer, then=done, failed=self.refused.emit
        )


class NoticeViewModel(QObject):
    """What the notice needs to know."""

    centre_named = Signal(str)

    def __init__(self, services: ScreenServices) -> None:
        super().__init__()
        self._runner = services.runner

    def load(self) -> None:
        """The name of the centre that keeps the data."""
        self._runner.run(lambda desk: desk.centre.name, self.centre_named.emit, key="notice")


def _printing(person_id: str) -> Callable[[Desk, str], bytes]:
    return lambda desk, language: print_consents(desk, person_id, language)


def _name(scope: str) -> str:
    return code_label("consent_scope", scope)
