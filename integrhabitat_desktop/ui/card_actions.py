"""What a screen does with cards: print them to a file, revoke a lost one."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from integrhabitat_desktop.i18n import _, ngettext
from integrhabitat_desktop.ui.saved_file import write_asked_file
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.use_cases import issue_cards
from integrhabitat_desktop.use_cases.desk import Desk


class CardActions:
    """Every action shows a notice; the revocation has its way back."""

    def __init__(self, services: ScreenServices) -> None:
        self._services = services

    def suggested_name(self) -> str:
        """A name for the file, without personal data."""
        return f"{_('cards')}-{self._services.today().isoformat()}.pdf"

    def print(self, people: Sequence[str], target: Path) -> None:
        """Write the cards of these people to a file."""

        def work(desk: Desk) -> None:
            write_asked_file(target, issue_cards.print_cards(desk, people, self._services.random_bytes))

        words = ngettext(
            "{count} card is saved as {name}.", "{count} cards are saved as {name}.", len(people)
        )
        self._services.runner.run(
            work,
            lambda _nothing: self._services.notices.show(words.format(count=len(people), name=target.name)),
        )

    def revoke(self, person_id: str, name: str) -> None:
        """The card counts no more."""

        def done(lost: tuple[str, ...]) -> None:
            self._services.notices.show(
                _("The card of {name} is revoked. Print another one when they ask.").format(name=name),
                undo=partial(self._undo, lost),
            )

        self._services.runner.run(lambda desk: issue_cards.revoke_cards(desk, person_id), done)

    def _undo(self, lost: tuple[str, ...]) -> None:
        self._services.runner.run(
            lambda desk: issue_cards.undo_revocation(desk, lost),
            lambda _nothing: self._services.notices.show(_("Taken back.")),
        )
