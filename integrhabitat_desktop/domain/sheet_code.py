"""The code of a sign-in sheet: short enough to type; two sheets that share one are told apart by their session."""

from typing import Final

from integrhabitat_desktop.domain.paper_code import PaperCode

# 30 random bits: among 1,000 sheets of a centre the odds of any shared code are 1 to 2,000.
SHEET_CODE: Final = PaperCode("S", 6, 3)
