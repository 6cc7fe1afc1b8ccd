"""Papers and spreadsheet of a group's contributions: noted in the audit first, and never a formula."""

import io
from datetime import timedelta

import openpyxl
import pytest

from integrhabitat_desktop.db.audit import entries_of_record
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.launch.demo_cocreation import fill_cocreation
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.keep_cocreation import NewContribution, open_board, write_contribution
from integrhabitat_desktop.use_cases.plan_activity import NewActivity, SessionTimes, create_activity
from integrhabitat_desktop.use_cases.print_cocreation import (
    CocreationPaper,
    FileForm,
    MatrixColumn,
    MatrixWords,
    export_matrix,
    print_cocreation,
)

WORDS = MatrixWords("Matriz", lambda column: column.name, lambda theme: theme, lambda status: status)


@pytest.fixture
def activity(desk: Desk) -> str:
    first = (desk.today() - timedelta(weeks=3)).isoformat()
    return create_activity(desk, NewActivity("Mesa de vivienda", "COCREATION_SESSION"), SessionTimes(first))


@pytest.mark.parametrize("paper", CocreationPaper)
def test_each_paper_is_noted_before_anybody_sees_it(
    desk: Desk, activity: str, paper: CocreationPaper
) -> None:
    fill_cocreation(desk, activity)
    assert print_cocreation(desk, activity, "HOUSING", paper).startswith(b"%PDF")
    newest = entries_of_record(desk.store.connection, "activity", activity)[0]
    assert (newest.action, paper.value in newest.detail) == ("print", True)


def test_a_paper_of_an_activity_that_is_gone_is_refused(desk: Desk) -> None:
    with pytest.raises(RuleViolation, match="activity_not_found"):
        print_cocreation(desk, "K3F9Q7M-99", "HOUSING", CocreationPaper.TREE)


def test_the_matrix_goes_into_a_spreadsheet_with_tags_and_repeated_causes(desk: Desk, activity: str) -> None:
    fill_cocreation(desk, activity)
    write_contribution(desk, activity, NewContribution("HEALTH", "SOLUTION", "=HYPERLINK(1)"))
    content = export_matrix(desk, activity, FileForm.XLSX, WORDS)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    titles, tags, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert titles == [column.name for column in MatrixColumn]
    assert tags == [column.value for column in MatrixColumn]
    causes = [row[1] for row in rows if row[0] == "HOUSING"]
    assert causes.count("Piden codeudor, depósito y carta laboral") == 2
    assert [row[4] for row in rows if row[0] == "HEALTH"] == ["=HYPERLINK(1)"]
    assert sheet.cell(row=2 + len(rows), column=5).data_type == "s"


def test_the_demo_group_names_nobody(desk: Desk, activity: str) -> None:
    fill_cocreation(desk, activity)
    assert len(open_board(desk, activity).of_theme("HOUSING")) > 20
