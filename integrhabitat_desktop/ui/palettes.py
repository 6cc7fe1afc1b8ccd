"""The colours of the three themes, and which text stands on which ground (checked for contrast)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by what they are for. `*_soft` are grounds for the text of the same tone."""

    ink: str
    muted: str
    disabled: str
    surface: str
    canvas: str
    inset: str  # a panel inside a card
    line: str
    control_line: str  # the edge of fields and buttons
    hover: str
    primary: str
    primary_hover: str
    primary_pressed: str
    on_primary: str
    primary_soft: str
    accent: str
    positive: str
    positive_soft: str
    warning: str
    warning_soft: str
    danger: str
    danger_hover: str
    on_danger: str
    danger_soft: str
    neutral: str
    neutral_soft: str
    focus: str
    focus_edge: str
    side: str
    side_text: str
    side_hover: str
    side_selected: str
    side_selected_text: str
    side_mark: str
    avatar_1: str
    avatar_2: str
    avatar_3: str
    avatar_4: str
    avatar_text: str


LIGHT = Palette(
    ink="#1B2A33",
    muted="#52646E",
    disabled="#8796A0",
    surface="#FFFFFF",
    canvas="#F4F6F7",
    inset="#F4F6F7",
    line="#D5DDE1",
    control_line="#C3CED4",
    hover="#EDF2F4",
    primary="#0B6E8A",
    primary_hover="#095A72",
    primary_pressed="#07485C",
    on_primary="#FFFFFF",
    primary_soft="#E5F1F5",
    accent="#E07A3F",
    positive="#256B45",
    positive_soft="#E4F2EA",
    warning="#8A5100",
    warning_soft="#FDF0DC",
    danger="#B3261E",
    danger_hover="#8F1E18",
    on_danger="#FFFFFF",
    danger_soft="#FCE6E4",
    neutral="#4C5D67",
    neutral_soft="#E8EDEF",
    focus="#F2B705",
    focus_edge="#1B2A33",
    side="#102B37",
    side_text="#C6D3D9",
    side_hover="#1B3845",
    side_selected="#264650",
    side_selected_text="#FFFFFF",
    side_mark="#7FC7DA",
    avatar_1="#CFE7EE",
    avatar_2="#F3DCCB",
    avatar_3="#DCE6D3",
    avatar_4="#E3DCEC",
    avatar_text="#1B2A33",
)

DARK = Palette(
    ink="#E7EEF1",
    muted="#A9B8C0",
    disabled="#6D7E88",
    surface="#1A272E",
    canvas="#121C22",
    inset="#223139",
    line="#31434C",
    control_line="#4A5E68",
    hover="#25353D",
    primary="#5DBAD4",
    primary_hover="#7CCBE0",
    primary_pressed="#9AD8E8",
    on_primary="#06222B",
    primary_soft="#1D3C48",
    accent="#F0955F",
    positive="#7CCB9C",
    positive_soft="#1C3A2A",
    warning="#F0B65C",
    warning_soft="#40300F",
    danger="#FF9A91",
    danger_hover="#FFB4AD",
    on_danger="#3B0906",
    danger_soft="#4A211E",
    neutral="#B9C7CE",
    neutral_soft="#2A3A43",
    focus="#F2B705",
    focus_edge="#06131A",
    side="#0B1419",
    side_text="#B9C7CE",
    side_hover="#16252D",
    side_selected="#21373F",
    side_selected_text="#FFFFFF",
    side_mark="#7FC7DA",
    avatar_1="#24505E",
    avatar_2="#5A4030",
    avatar_3="#3C4F30",
    avatar_4="#463A5C",
    avatar_text="#FFFFFF",
)

HIGH_CONTRAST = Palette(
    ink="#000000",
    muted="#1F1F1F",
    disabled="#595959",
    surface="#FFFFFF",
    canvas="#FFFFFF",
    inset="#FFFFFF",
    line="#000000",
    control_line="#000000",
    hover="#EBEBEB",
    primary="#00384A",
    primary_hover="#002430",
    primary_pressed="#000000",
    on_primary="#FFFFFF",
    primary_soft="#FFF3B8",
    accent="#7A2E00",
    positive="#00401F",
    positive_soft="#FFFFFF",
    warning="#5C2E00",
    warning_soft="#FFFFFF",
    danger="#7A0000",
    danger_hover="#4D0000",
    on_danger="#FFFFFF",
    danger_soft="#FFFFFF",
    neutral="#000000",
    neutral_soft="#FFFFFF",
    focus="#F2B705",
    focus_edge="#000000",
    side="#000000",
    side_text="#FFFFFF",
    side_hover="#2B2B2B",
    side_selected="#FFFFFF",
    side_selected_text="#000000",
    side_mark="#FFFFFF",
    avatar_1="#FFFFFF",
    avatar_2="#FFFFFF",
    avatar_3="#FFFFFF",
    avatar_4="#FFFFFF",
    avatar_text="#000000",
)

_PAGE_GROUNDS = ("surface", "canvas", "inset", "hover", "primary_soft")

# Every (text, ground) pair that the style sheet and the painted widgets use.
TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((text, ground) for text in ("ink", "muted", "primary", "danger") for ground in _PAGE_GROUNDS),
    *(
        (text, ground)
        for text in ("positive", "warning", "neutral")
        for ground in ("surface", "canvas", "inset")
    ),
    ("on_primary", "primary"),
    ("on_primary", "primary_hover"),
    ("on_primary", "primary_pressed"),
    ("on_danger", "danger"),
    ("on_danger", "danger_hover"),
    ("primary", "primary_soft"),
    ("ink", "neutral_soft"),
    ("ink", "positive_soft"),
    ("ink", "warning_soft"),
    ("ink", "danger_soft"),
    ("positive", "positive_soft"),
    ("warning", "warning_soft"),
    ("danger", "danger_soft"),
    ("neutral", "neutral_soft"),
    ("side_text", "side"),
    ("side_text", "side_hover"),
    ("side_selected_text", "side_selected"),
    ("avatar_text", "avatar_1"),
    ("avatar_text", "avatar_2"),
    ("avatar_text", "avatar_3"),
    ("avatar_text", "avatar_4"),
    ("surface", "ink"),  # tooltips
)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours as WCAG 2 defines it: 1 (none) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
