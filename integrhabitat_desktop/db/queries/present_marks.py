"""Which marks say that somebody took part, for statements that count them."""

from typing import Final

from integrhabitat_desktop.domain.attendance_counts import counts_as_present
from integrhabitat_protocol.code_lists import code_list

_CODES = [it.code for it in code_list("attendance_status") if counts_as_present(it.code)]
# Made of the code list, so that every figure counts what the rules count.
PRESENT_MARKS: Final = "(" + ", ".join(f"'{code}'" for code in _CODES) + ")"
