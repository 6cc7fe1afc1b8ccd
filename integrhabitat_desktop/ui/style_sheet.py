"""The one style sheet of the product, built from the tokens of a theme.

Widgets of the kit name their part with the property `kit`; no other module writes a colour or a size.
"""

from collections.abc import Callable
from string import Template

from integrhabitat_desktop.ui.palettes import Palette
from integrhabitat_desktop.ui.theme import TextSize, Theme

_BASE = Template("""
QWidget { color: $ink; }
QMainWindow, QDialog, QWidget[kit="canvas"] { background: $canvas; }
QToolTip { background: $ink; color: $surface; border: 0; padding: ${s4}px ${s8}px; }
QScrollArea, QScrollArea > QWidget > QWidget[kit="scrolled"] { background: transparent; border: 0; }
QWidget[kit="rule"] { background: $line; }
QSplitter::handle { background: transparent; }
""")

_LABELS = Template("""
QLabel { background: transparent; }
QLabel[kit="muted"] { color: $muted; font-size: ${body}px; }
QLabel[kit="caption"] { color: $muted; font-size: ${small}px; }
QLabel[kit="section"] { color: $muted; font-size: ${small}px; font-weight: 600; }
QLabel[kit="strong"] { font-weight: 600; }
QLabel[kit="large"] { font-size: ${large}px; }
QLabel[kit="subheading"] { font-size: ${large}px; font-weight: 600; }
QLabel[kit="heading"] { font-size: ${title}px; font-weight: 600; }
QLabel[kit="display"] { font-size: ${display}px; font-weight: 600; }
QLabel[kit="value"] { font-size: ${title}px; font-weight: 600; }
QLabel[kit="field"] { font-weight: 600; font-size: ${small}px; }
QLabel[kit="error"] { color: $danger; font-size: ${small}px; }
""")

_BUTTONS = Template("""
QPushButton { border-radius: ${radius}px; }
QPushButton[kit="secondary"], QPushButton[kit="segment"] {
    background: $surface; border: ${edge}px solid $control_line; }
QPushButton[kit="secondary"]:hover, QPushButton[kit="segment"]:hover { background: $hover; }
QPushButton[kit="secondary"]:pressed { background: $line; }
QPushButton[kit="segment"]:checked { background: $primary_soft; border: ${edge2}px solid $primary; }
QPushButton[kit="primary"] { background: $primary; border: ${edge}px solid $primary; }
QPushButton[kit="primary"]:hover { background: $primary_hover; border-color: $primary_hover; }
QPushButton[kit="primary"]:pressed { background: $primary_pressed; border-color: $primary_pressed; }
QPushButton[kit="danger"] { background: $danger; border: ${edge}px solid $danger; }
QPushButton[kit="danger"]:hover { background: $danger_hover; border-color: $danger_hover; }
QPushButton[kit="primary"]:disabled, QPushButton[kit="danger"]:disabled,
QPushButton[kit="secondary"]:disabled { background: $canvas; border: ${edge}px solid $line; }
QPushButton[kit="link"], QPushButton[kit="status"], QPushButton[kit="icon"] { background: transparent; border: 0; }
QPushButton[kit="link"]:hover, QPushButton[kit="status"]:hover, QPushButton[kit="icon"]:hover { background: $hover; }
QPushButton[kit="offer"] { background: transparent; border: ${edge}px dashed $control_line; }
QPushButton[kit="offer"]:hover { background: $surface; }
QPushButton[kit="side"] { background: transparent; border: 0; }
QPushButton[kit="side"]:hover { background: $side_hover; }
QPushButton[kit="side"]:checked { background: $side_selected; }
""")

_FIELDS = Template("""
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox {
    background: $surface; border: ${edge}px solid $control_line; border-radius: ${radius}px;
    padding: 0 ${s8}px; placeholder-text-color: $muted;
    selection-background-color: $primary; selection-color: $on_primary; }
QLineEdit, QComboBox, QSpinBox { min-height: ${field_inner}px; }
QPlainTextEdit { padding: ${s4}px ${s4}px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QComboBox:on { border-color: $primary; }
QLineEdit[problem="true"], QPlainTextEdit[problem="true"], QComboBox[problem="true"] {
    border: ${edge2}px solid $danger; }
QLineEdit[problem="true"], QComboBox[problem="true"] { min-height: ${problem_inner}px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {
    background: $canvas; color: $disabled; border-color: $line; }
QLineEdit[readOnly="true"] { background: $canvas; }
QLineEdit[kit="search"] { min-height: ${search_inner}px; font-size: ${large}px; }
QComboBox { padding-right: ${s32}px; }
QComboBox::drop-down { border: 0; width: ${s32}px; }
QComboBox::down-arrow { image: none; }
QComboBox QLineEdit { border: 0; padding: 0; background: transparent; min-height: 0; }
QComboBox QAbstractItemView, QListView[kit="completer"] {
    background: $surface; border: ${edge}px solid $control_line; outline: 0; padding: ${s4}px;
    selection-background-color: $primary_soft; selection-color: $ink; }
QComboBox QAbstractItemView::item, QListView[kit="completer"]::item {
    min-height: ${s32}px; padding: 0 ${s8}px; }
""")

_PANELS = Template("""
QFrame[kit="card"] { background: $surface; border: ${edge}px solid $line; border-radius: ${radius2}px; }
QFrame[kit="inset"] { background: $inset; border: ${edge}px solid $line; border-radius: ${radius}px; }
QFrame[kit="banner"][tone="neutral"] { background: $neutral_soft; }
QFrame[kit="banner"][tone="primary"] { background: $primary_soft; }
QFrame[kit="banner"][tone="positive"] { background: $positive_soft; }
QFrame[kit="banner"][tone="warning"] { background: $warning_soft; }
QFrame[kit="banner"][tone="danger"] { background: $danger_soft; }
QFrame[kit="banner"] { border: ${banner_edge}px solid $line; border-radius: ${radius}px; }
QWidget[kit="side_bar"] { background: $side; }
QLabel[kit="side_title"] { color: $side_text; font-size: ${large}px; font-weight: 600; }
QWidget[kit="top_bar"] { background: $surface; border: 0; border-bottom: ${edge}px solid $line; }
QWidget[kit="status_line"] { background: $surface; border: 0; border-top: ${edge}px solid $line; }
QProgressBar { background: $neutral_soft; border: ${banner_edge}px solid $line; border-radius: ${s4}px;
    min-height: ${s8}px; max-height: ${s8}px; }
QProgressBar::chunk { background: $primary; border-radius: ${s4}px; }
QTabWidget::pane { border: 0; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $muted; padding: ${s8}px ${s4}px; margin-right: ${s16}px;
    border: 0; border-bottom: 2px solid transparent; font-weight: 600; }
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:selected { color: $primary; border-bottom: 2px solid $primary; }
""")

_LISTS = Template("""
QListView[kit="rows"] { background: transparent; border: 0; outline: 0; }
QTableView, QTreeView { background: $surface; border: ${edge}px solid $line; border-radius: ${radius2}px;
    outline: 0; gridline-color: $line; alternate-background-color: $surface;
    selection-background-color: $primary_soft; selection-color: $ink; }
QTreeView { show-decoration-selected: 0; }
QTableView[kit="inner"] { border: 0; border-radius: 0; }
QHeaderView { background: transparent; border: 0; }
QHeaderView::section { background: $surface; color: $muted; font-size: ${small}px; font-weight: 600;
    border: 0; border-bottom: ${edge}px solid $line; padding: 0 ${s16}px; min-height: ${row}px; }
QHeaderView::section:first { border-top-left-radius: ${radius2}px; }
QHeaderView::section:last { border-top-right-radius: ${radius2}px; }
QTableCornerButton::section { background: $surface; border: 0; }
QMenu { background: $surface; border: ${edge}px solid $control_line; padding: ${s4}px; }
QMenu::item { padding: ${s8}px ${s24}px ${s8}px ${s12}px; border-radius: ${s4}px; }
QMenu::item:selected { background: $primary_soft; color: $ink; }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { padding-left: ${s8}px; }
QMenu::separator { height: 1px; background: $line; margin: ${s4}px 0; }
QScrollBar:vertical { background: transparent; width: ${s12}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${s12}px; margin: 0; }
QScrollBar::handle { background: $control_line; border-radius: ${s4}px; margin: 2px; }
QScrollBar::handle:vertical { min-height: ${s32}px; }
QScrollBar::handle:horizontal { min-width: ${s32}px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def _lengths(px: Callable[[float], int]) -> dict[str, int]:
    return {f"s{length}": px(length) for length in (4, 8, 12, 16, 24, 32)}


def build_style_sheet(theme: Theme) -> str:
    """The style sheet of the whole application for a theme."""
    palette: Palette = theme.palette
    tokens: dict[str, str | int] = {name: getattr(palette, name) for name in Palette.__slots__}
    tokens |= _lengths(theme.px)
    tokens |= {size.value: theme.text_px(size) for size in TextSize}
    tokens |= {
        "edge": theme.edge,
        "edge2": 2,
        "banner_edge": theme.edge - 1,
        "radius": theme.radius,
        "radius2": theme.px(8),
        "row": theme.row_height,
        "field_inner": theme.control_height - 2 * theme.edge,
        "problem_inner": theme.control_height - 4,
        "search_inner": theme.px(38) - 2 * theme.edge,
    }
    parts = (_BASE, _LABELS, _BUTTONS, _FIELDS, _PANELS, _LISTS)
    return "".join(part.substitute(tokens) for part in parts)
