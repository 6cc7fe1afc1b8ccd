"""The line in which contributions are written one after the other, and reworded; it sees what points at somebody."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from integrhabitat_desktop.domain.cocreation_rules import Contribution, elements
from integrhabitat_desktop.domain.personal_traces import KnownNames, Trace, new_traces
from integrhabitat_desktop.i18n import _, code_label
from integrhabitat_desktop.ui.screens.cocreation.trace_words import trace_words
from integrhabitat_desktop.ui.theme import Tone, theme
from integrhabitat_desktop.ui.widgets import Banner, ChoiceField, caption, primary_button, row
from integrhabitat_desktop.ui.widgets.line_edit import KitLineEdit

_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Typed:
    """What Enter or Tab sends off. `step` is -1, 0 or 1: the element that is written next."""

    element: str
    words: str
    rewords: str
    names_nobody: bool
    step: int


class WritingLine(QWidget):
    """`submitted` carries a Typed; the line is empty then. `target_wanted` asks what a new one would belong to."""

    submitted = Signal(object)
    target_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._names = KnownNames()
        self._rewords: Contribution | None = None
        self._waiting_words = ""  # what was being written when a rewording began
        self.target = caption("", elided=True)
        self.element = ChoiceField(
            "",
            [(code, code_label("cocreation_element", code)) for code in elements()],
            empty="",
            value="DEMAND",
        )
        self.element.setObjectName("writing_element")
        self.element.combo.setAccessibleName(_("Element"))
        self.element.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.element.setMinimumWidth(theme().px(250))
        self.line = KitLineEdit()
        self.line.setObjectName("writing_line")
        self.line.setMaxLength(_LONGEST)
        self.line.setPlaceholderText(_("Write what was said, then Enter"))
        self.line.setAccessibleName(_("Contribution"))
        self.line.installEventFilter(self)
        self.write_button = primary_button(_("Write"), lambda: self._send(0), keys="Enter", hint_only=True)
        self.write_button.setObjectName("write_contribution")
        self.warning = Banner(
            "", Tone.WARNING, action=_("Keep: it names nobody"), clicked=self._keep, icon="shield-check"
        )
        self.warning.setObjectName("personal_traces")
        self.warning.hide()
        self._held: list[str] = []  # texts that came back while the next one was being written
        self.held = Banner("", Tone.DANGER, action=_("Take it up again"), clicked=self._take_up)
        self.held.setObjectName("held_texts")
        self.held.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(4))
        layout.addWidget(self.target)
        layout.addWidget(row(self.element, self.line, self.write_button))
        layout.addWidget(self.warning)
        layout.addWidget(self.held)
        self.element.changed.connect(self.target_wanted)
        self.line.textEdited.connect(self._edited)

    def set_names(self, names: KnownNames) -> None:
        """The names that must not stand in a text."""
        self._names = names

    def set_target(self, words: str) -> None:
        """Say what a new contribution would belong to."""
        if self._rewords is None:
            self.target.set_text(words)
            self.line.setAccessibleDescription(words)

    def words(self) -> str:
        """What stands in the line."""
        return self.line.text()

    def draft_texts(self) -> dict[str, str]:
        """What would be lost if the line went; {} where nothing would."""
        item = self._rewords
        found = {f"held.{number}": words for number, words in enumerate(self._held)}
        if item is not None and self.words() != item.words:
            found |= {"reworded": self.words(), "rewords": item.id}
        waiting = self._waiting_words if item is not None else self.words()
        if waiting.strip():
            found |= {"words": waiting, "element": self.element.value() or ""}
        return found

    def restore_draft(self, texts: dict[str, str], items: Mapping[str, Contribution]) -> None:
        """Put back what `draft_texts` gave."""
        self._held = [words for key, words in texts.items() if key.startswith("held.")]
        item = items.get(texts.get("rewords", ""))
        if item is None and texts.get("reworded"):
            self._held.append(texts["reworded"])
        if texts.get("words"):
            self.element.set_value(texts.get("element") or None)
            self.put_back(texts["words"])
        if item is not None:
            self.begin_rewording(item, texts.get("reworded"))
        self._show_held()

    def come_back(self, words: str, sentence: str) -> None:
        """Words were not saved: they stand in the line again, or wait where the next ones stand there already."""
        if self.words().strip() or self._rewords is not None:
            self._held.append(words)
            self._show_held()
        else:
            self.put_back(words)
        self.warn(sentence)

    def _take_up(self) -> None:
        if self._held and self._rewords is None:
            words, typed = self._held.pop(0), self.words().strip()
            self._held += [typed] if typed else []
            self.put_back(words)
            self._show_held()
        self.line.setFocus()

    def _show_held(self) -> None:
        self.held.setVisible(bool(self._held))
        if self._held:
            self.held.set_text(_("Not saved yet: “{words}”").format(words=self._held[0]))

    def begin(self, text: str = "") -> None:
        """Put the keyboard into the line, and what was typed elsewhere at its end."""
        if text:
            self.line.insert(text)
            self._edited()
        self.line.setFocus()

    def put_back(self, words: str) -> None:
        """Show words again that were not saved."""
        self.line.setText(words)
        self._edited()

    def begin_rewording(self, item: Contribution, words: str | None = None) -> None:
        """Take up the words of a contribution; what was being written waits."""
        if self._rewords is None:
            self._waiting_words = self.words()
        self._rewords = item
        self.line.setText(item.words if words is None else words)
        self.element.setEnabled(False)
        self.element.set_value(item.element)
        self.write_button.set_label(_("Save"))
        self.target.set_text(_("Reword this contribution. Esc leaves it as it is."))
        self._edited()
        self.line.setFocus()

    def end_rewording(self) -> None:
        """Go on with what was being written."""
        if self._rewords is None:
            return
        self._rewords = None
        self.element.setEnabled(True)
        self.write_button.set_label(_("Write"))
        self.line.setText(self._waiting_words)
        self._waiting_words = ""
        self._edited()
        self.target_wanted.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key, typed = event.key(), bool(self.words().strip())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._keep()
            else:
                self._send(0)
            return True
        # An empty line is left by Tab as any other field is.
        if key == Qt.Key.Key_Tab and typed and self._rewords is None:
            self._send(1)
            return True
        if key == Qt.Key.Key_Backtab and typed and self._rewords is None:
            self._send(-1)
            return True
        if key == Qt.Key.Key_Escape:
            if self._rewords is not None:
                self.end_rewording()
            self.left.emit()
            return True
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step_element(1 if key == Qt.Key.Key_Down else -1)
            return True
        return False

    def _step_element(self, step: int) -> None:
        combo = self.element.combo
        if self._rewords is None:
            combo.setCurrentIndex(max(0, min(combo.count() - 1, combo.currentIndex() + step)))

    def _traces(self) -> tuple[Trace, ...]:
        standing = self._rewords.words if self._rewords is not None else ""
        return new_traces(self.words(), standing, self._names)

    def _edited(self) -> None:
        traces = self._traces()
        self.warning.setVisible(bool(traces))
        self.warning.set_tone(Tone.WARNING)
        if traces:
            self.warning.set_text(trace_words(traces))

    def warn(self, sentence: str) -> None:
        """Something here points at somebody, although this screen did not notice."""
        self.warning.set_text(sentence)
        self.warning.set_tone(Tone.DANGER)
        self.warning.show()

    def _keep(self) -> None:
        self._send(0, names_nobody=True)

    def _send(self, step: int, *, names_nobody: bool = False) -> None:
        words = self.words().strip()
        if not words:
            return
        if self._traces() and not names_nobody:
            # Not saved yet, and told more plainly; the text stays.
            self.warning.set_tone(Tone.DANGER)
            self.line.setFocus()
            return
        item = self._rewords
        typed = Typed(
            self.element.value() or "", words, item.id if item is not None else "", names_nobody, step
        )
        if self._rewords is None:
            self.line.clear()
            self._edited()
        self.submitted.emit(typed)
