"""Tells every open screen which records changed, whichever thread wrote them."""

from PySide6.QtCore import QObject, Signal

from integrhabitat_desktop.use_cases.desk import ChangeSet


class ChangeFeed(QObject):
    """`announce` may be called on any thread; slots of GUI objects connected to `changed` run on theirs."""

    changed = Signal(object)  # the ChangeSet

    def announce(self, change_set: ChangeSet) -> None:
        """Pass on what a transaction or a pulled page touched."""
        self.changed.emit(change_set)
