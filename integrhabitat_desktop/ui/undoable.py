"""A change of the records that is told in a notice with its way back."""

from collections.abc import Callable
from typing import TypeVar

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.background_runner import Failed
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.use_cases.desk import Desk

T = TypeVar("T")


def run_undoable(
    services: ScreenServices,
    work: Callable[[Desk], T],
    words: str,
    undo: Callable[[Desk, T], object],
    *,
    then: Callable[[T], None] | None = None,
    failed: Failed | None = None,
) -> None:
    """Do `work` in the background; then say `words`, offer `undo` with what it gave, and call `then`."""

    def done(result: T) -> None:
        services.notices.show(words, undo=lambda: take_back(result))
        if then is not None:
            then(result)

    def take_back(result: T) -> None:
        services.runner.run(
            lambda desk: undo(desk, result), lambda _undone: services.notices.show(_("Taken back."))
        )

    services.runner.run(work, done, failed)
