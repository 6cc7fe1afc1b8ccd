"""The recovery sheet of a centre that is just being set up, in the window of a process of its own."""

from pathlib import Path

from pypdf import PdfReader

from tests.demo.cast import CENTRE
from tests.drive.driven_desktop import DrivenDesktop
from tests.drive.start import set_up_centre


def test_the_first_sheet_has_the_paper_of_the_country_that_was_just_said(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.pdf"
    with DrivenDesktop(tmp_path / "home", log=tmp_path / "log.txt") as desktop:
        set_up_centre(desktop, CENTRE, sheet)
    assert [round(side) for side in PdfReader(sheet).pages[0].mediabox[2:]] == [612, 792]
