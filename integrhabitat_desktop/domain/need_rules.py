"""Which specific needs may be written down and seen, by the notes of the list `specific_need`.

Tier 1 is for the case team, tier 2 for named protection staff; what is of tier 3 is held by the specialised provider
and never here. Codes that the network has not switched on are not offered.
"""

from collections.abc import Sequence

from integrhabitat_protocol.code_lists import CodeEntry, code_list

_HELD_ELSEWHERE = 3
_OFF, _CATEGORY_ONLY = "off", "category_only"


def tier_of(need: str) -> int:
    """The tier of a code; the most guarded one held here for a code that this version does not know."""
    found = code_list("specific_need").entries.get(need)
    return int(found.notes.get("tier", "2")) if found is not None else 2


def may_see(need: str, *, protection: bool) -> bool:
    """Whether somebody of the case team may see the code; `protection` for named protection staff."""
    return protection or tier_of(need) < 2


def enterable(*, protection: bool) -> Sequence[str]:
    """The codes that may be written down, in the order of the list."""
    entries = code_list("specific_need").entries
    return [
        it.code for it in entries.values() if _is_enterable(it) and may_see(it.code, protection=protection)
    ]


def _is_enterable(entry: CodeEntry) -> bool:
    if entry.notes.get("entry") == _OFF or int(entry.notes.get("tier", "1")) >= _HELD_ELSEWHERE:
        return False
    parent = code_list("specific_need").entries.get(entry.parent or "")
    return parent is None or parent.notes.get("entry") not in (_OFF, _CATEGORY_ONLY)
