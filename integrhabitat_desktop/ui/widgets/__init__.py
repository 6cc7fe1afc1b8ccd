"""The window kit: every widget that screens are built of. Text is only ever text; controls have accessible names."""

from integrhabitat_desktop.ui.widgets.appearance import apply_theme
from integrhabitat_desktop.ui.widgets.arranging import (
    STRETCH,
    beside,
    clear_layout,
    column,
    list_column,
    row,
    scrolling,
)
from integrhabitat_desktop.ui.widgets.badges import Avatar, Badge, IconView, KeyHint, badge_of
from integrhabitat_desktop.ui.widgets.buttons import (
    KitButton,
    danger_button,
    icon_button,
    link_button,
    offer_button,
    primary_button,
    secondary_button,
)
from integrhabitat_desktop.ui.widgets.check_all import check_all_title
from integrhabitat_desktop.ui.widgets.check_fields import CheckField, CodesField, KitCheckBox, TicksField
from integrhabitat_desktop.ui.widgets.choice_fields import (
    ChoiceField,
    CodeField,
    CountryField,
    KitCombo,
    SegmentedField,
)
from integrhabitat_desktop.ui.widgets.data_table import (
    BADGE_ROLE,
    ICON_ROLE,
    MUTED_ROLE,
    STRONG_ROLE,
    TONE_ROLE,
    CellPainter,
    DataTable,
)
from integrhabitat_desktop.ui.widgets.date_field import BirthField, DateField
from integrhabitat_desktop.ui.widgets.dialogs import (
    KitDialog,
    ask,
    choose_file,
    choose_folder,
    choose_new_file,
    tell,
)
from integrhabitat_desktop.ui.widgets.field import Field
from integrhabitat_desktop.ui.widgets.finder import Finder
from integrhabitat_desktop.ui.widgets.flow import FlowLayout, flow_row
from integrhabitat_desktop.ui.widgets.forms import FormGrid, check_required, show_field_errors
from integrhabitat_desktop.ui.widgets.menus import KitMenu
from integrhabitat_desktop.ui.widgets.painting import BadgeText, initials
from integrhabitat_desktop.ui.widgets.panel_stack import PanelStack
from integrhabitat_desktop.ui.widgets.panels import (
    Banner,
    CardPanel,
    EmptyState,
    ProgressPanel,
    SidePanel,
    TitleRow,
)
from integrhabitat_desktop.ui.widgets.row_list import ListRow, RowList
from integrhabitat_desktop.ui.widgets.screen import Screen
from integrhabitat_desktop.ui.widgets.search_field import SearchField
from integrhabitat_desktop.ui.widgets.text import (
    PlainLabel,
    caption,
    display_label,
    error_label,
    heading,
    muted_label,
    plain_label,
    rule,
    section_label,
    set_tooltip,
    strong_label,
    subheading,
    tooltip_text,
    value_label,
)
from integrhabitat_desktop.ui.widgets.text_fields import (
    NoteField,
    NumberField,
    PassphraseField,
    TextField,
    TimeField,
)
from integrhabitat_desktop.ui.widgets.tick_list import TickList

__all__ = [
    "BADGE_ROLE",
    "ICON_ROLE",
    "MUTED_ROLE",
    "STRETCH",
    "STRONG_ROLE",
    "TONE_ROLE",
    "Avatar",
    "Badge",
    "BadgeText",
    "Banner",
    "BirthField",
    "CardPanel",
    "CellPainter",
    "CheckField",
    "ChoiceField",
    "CodeField",
    "CodesField",
    "CountryField",
    "DataTable",
    "DateField",
    "EmptyState",
    "Field",
    "Finder",
    "FlowLayout",
    "FormGrid",
    "IconView",
    "KeyHint",
    "KitButton",
    "KitCheckBox",
    "KitCombo",
    "KitDialog",
    "KitMenu",
    "ListRow",
    "NoteField",
    "NumberField",
    "PanelStack",
    "PassphraseField",
    "PlainLabel",
    "ProgressPanel",
    "RowList",
    "Screen",
    "SearchField",
    "SegmentedField",
    "SidePanel",
    "TextField",
    "TickList",
    "TicksField",
    "TimeField",
    "TitleRow",
    "apply_theme",
    "ask",
    "badge_of",
    "beside",
    "caption",
    "check_all_title",
    "check_required",
    "choose_file",
    "choose_folder",
    "choose_new_file",
    "clear_layout",
    "column",
    "danger_button",
    "display_label",
    "error_label",
    "flow_row",
    "heading",
    "icon_button",
    "initials",
    "link_button",
    "list_column",
    "muted_label",
    "offer_button",
    "plain_label",
    "primary_button",
    "row",
    "rule",
    "scrolling",
    "secondary_button",
    "section_label",
    "set_tooltip",
    "show_field_errors",
    "strong_label",
    "subheading",
    "tell",
    "tooltip_text",
    "value_label",
]
