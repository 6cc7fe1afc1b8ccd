"""A panel that somebody writes in: it knows whether anything is typed, and gives it away before a lock."""

from collections.abc import Iterable
from typing import Protocol, runtime_checkable

from integrhabitat_desktop.ui.widgets.field import Field
from integrhabitat_desktop.ui.widgets.panels import SidePanel
from integrhabitat_desktop.ui.widgets.typed_fields import TypedFields


@runtime_checkable
class Writing(Protocol):
    """What a `PanelStack` asks of the panel that is open in it.

    `work_title` is what stands above the form; `subject` the id of whom or what it is about, "" for nobody.
    """

    work_title: str
    subject: str

    def is_typed_in(self) -> bool:
        """Whether something would be lost if the panel went."""

    def draft_texts(self) -> dict[str, str]:
        """What is kept at a lock, by field; {} for nothing."""

    def restore_draft(self, texts: dict[str, str]) -> None:
        """Put back what `draft_texts` gave."""


class WritingPanel(SidePanel):
    """A subclass calls `watch_typing` once its fields are made; `fields` are those that count, or all."""

    work_title = ""
    subject = ""
    _typed: TypedFields | None = None

    def watch_typing(self, title: str, subject: str = "", fields: Iterable[Field] | None = None) -> None:
        """From now on what differs was typed."""
        self.work_title, self.subject = title, subject
        self._typed = TypedFields(fields) if fields is not None else TypedFields.inside(self)

    def typing_begins(self) -> None:
        """What stands in the fields now was typed by nobody."""
        if self._typed is not None:
            self._typed.begin()

    def is_typed_in(self) -> bool:
        """Whether a field differs from what stood there first."""
        return self._typed is not None and bool(self._typed.typed())

    def draft_texts(self) -> dict[str, str]:
        """What is typed, by field; {} where nothing is."""
        return self._typed.typed() if self._typed is not None else {}

    def restore_draft(self, texts: dict[str, str]) -> None:
        """Put back what was typed before a lock."""
        if self._typed is not None:
            self._typed.restore(texts)
