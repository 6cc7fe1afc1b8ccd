"""The walk through the screens of workshops: planning, marking, papers and what groups found together."""

from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from openpyxl import load_workbook

from tests.drive import desk_work as work
from tests.drive.driven_desktop import DrivenDesktop

REGISTER = Path(__file__).parents[2] / "resources" / "samples" / "registro-ordenado.xlsx"
Look = Callable[[DrivenDesktop, str], None]


def walk_workshops(desktop: DrivenDesktop, look: Look) -> None:
    """Activities, sessions, rosters, sheets, certificates, matrix and contributions."""
    work.go_to(desktop, "activities")
    desktop.do("settle", name="sessions_today", count=1)
    desktop.do("pause", seconds=0.3)
    look(desktop, "12-activities")
    _enrolments(desktop, look)
    _calendar(desktop, look)
    _cocreation(desktop, look)
    work.open_session_again(desktop)
    desktop.do("pause", seconds=0.3)
    desktop.press("Ctrl+Return")
    # Whoever stayed away before does so again: the walk finds them on the screen of the day each time.
    desktop.press("c a r l 2")
    desktop.press("Home Down 3 Down Down 4")
    desktop.do("pause", seconds=0.3)
    look(desktop, "13-roster")
    desktop.press("Ctrl+H")
    desktop.expect(name="count_panel")
    desktop.do("pause", seconds=0.3)
    look(desktop, "13f-count-without-names")
    desktop.press("Esc")
    desktop.expect(absent="count_panel")
    desktop.enter("Yuleisi Prueba Nueva", into="walk_in")
    desktop.do("pause", seconds=0.5)
    desktop.press("Enter")
    desktop.expect(name="registration")
    desktop.do("pause", seconds=0.5)
    look(desktop, "13g-walk-in")
    desktop.click("cancel_button")
    desktop.expect(absent="registration")
    _papers(desktop, look)
    _attendance(desktop, look)


def _cocreation(desktop: DrivenDesktop, look: Look) -> None:
    """The tree and the matrix of the last activity in the list."""
    work.go_to(desktop, "activities")
    desktop.do("focus", name="activity_list")
    desktop.press("End")
    desktop.do("pause", seconds=0.4)
    desktop.click("more_activity")
    desktop.press("Down Down Enter")
    desktop.expect(screen="cocreation")
    desktop.do("settle", name="outline", count=1)
    desktop.do("pause", seconds=0.4)
    desktop.press("Down Down Down Down Down Down Down")
    look(desktop, "34-problem-tree")
    desktop.press("Ctrl+E")
    desktop.expect(name="contribution_form")
    desktop.do("pause", seconds=0.3)
    look(desktop, "35-solution")
    desktop.press("Esc")
    desktop.expect(absent="contribution_form")
    desktop.press("Ctrl+P")
    desktop.expect(name="print_panel")
    look(desktop, "36-print-a-tree")
    desktop.press("Esc")
    desktop.expect(absent="print_panel")
    desktop.do("focus", name="writing_line")
    desktop.enter("llamar al 300 123 4567", into="writing_line")
    desktop.press("Enter")
    desktop.do("pause", seconds=0.3)
    look(desktop, "37-text-that-points-at-somebody")
    desktop.press("Ctrl+A Del Esc")
    desktop.do("focus", name="view")
    desktop.press("Right")
    desktop.do("settle", name="matrix", count=1, more=True)
    look(desktop, "38-matrix")
    desktop.click("back_to_activities")
    desktop.expect(screen="activities")


def _papers(desktop: DrivenDesktop, look: Look) -> None:
    """The sheet that was printed is entered, certificates are issued and checked."""
    desktop.click("sheet_button")
    desktop.expect(name="print_sheet")
    look(desktop, "13a-print-a-sheet")
    desktop.press("Esc")
    desktop.expect(absent="print_sheet")
    # A code of nobody opens the screen, which offers the sheets there are.
    desktop.do("scan", text="S00000000")
    desktop.expect(screen="sheet_entry")
    desktop.do("settle", name="sheets", count=1)
    look(desktop, "13b-which-sheet")
    desktop.do("focus", name="sheets")
    desktop.press("Enter")
    desktop.expect(name="row_card")
    look(desktop, "13c-enter-a-sheet")
    work.go_to(desktop, "activities")
    desktop.click("back_button")
    desktop.click("more_activity")
    desktop.do("pick", text="Certificates")
    desktop.expect(screen="certificates")
    desktop.expect(name="candidate_panel")
    look(desktop, "13d-certificates")
    desktop.click("check_certificate")
    desktop.expect(screen="certificate_check")
    desktop.enter("C000000000000000", into="certificate_code")
    desktop.press("Enter")
    desktop.do("pause", seconds=0.3)
    look(desktop, "13e-check-a-certificate")


def _attendance(desktop: DrivenDesktop, look: Look) -> None:
    """The matrix of the workshop, and a list of somebody else that is imported into it."""
    work.go_to(desktop, "activities")
    desktop.do("focus", name="activity_list")
    desktop.press("Home")
    while "emprendimiento" not in desktop.do("read", name="name")["text"]:
        desktop.press("Down")
        desktop.do("pause", seconds=0.2)
    desktop.click("more_activity")
    desktop.do("pick", text="Attendance month by month")
    desktop.expect(screen="attendance_matrix")
    desktop.do("settle", name="table", count=10, more=True)
    desktop.press("Down Down Right")
    look(desktop, "39-attendance-matrix")
    desktop.click("more_button")
    desktop.do("pick", text="Import attendance")
    desktop.expect(screen="attendance_import")
    desktop.click("choose_button")
    desktop.expect(name="fileNameEdit")
    desktop.enter(str(_attendance_list(desktop.home)), into="fileNameEdit")
    desktop.press("Enter")
    desktop.expect(name="check_rows")
    look(desktop, "40-import-attendance")
    desktop.click("check_rows")
    desktop.expect(name="write", patience=60)
    look(desktop, "41-import-attendance-checked")


def _attendance_list(folder: Path) -> Path:
    """A list as it comes: some of the people, one of them with a slip, a sign of its own, a day without a session."""
    with closing(load_workbook(REGISTER, read_only=True)) as book:
        rows = list(book.worksheets[0].iter_rows(max_row=12, values_only=True))
    names = [f"{surnames} {given}" for given, surnames, *_rest in rows[6:]]
    today = date.today()
    days = [today - timedelta(days=back) for back in (28, 21, 13)]
    lines = ["Lista del taller", ";".join(["No.", "Nombres", *(day.strftime("%d/%m/%Y") for day in days)])]
    marks = ("X;F;1", "✓;P;x", "J;;Z", "T 15;X;X", "x;x;x", "1;0;1")
    lines += [
        f"{number};{name};{mark}" for number, (name, mark) in enumerate(zip(names, marks, strict=False), 1)
    ]
    lines.append("7;Wilmer de Prueba;;x;x")
    path = folder / "lista.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _calendar(desktop: DrivenDesktop, look: Look) -> None:
    desktop.click("add_button")
    desktop.expect(name="sessions_form")
    desktop.do("focus", name="repeats")
    desktop.press("Down")
    desktop.enter("30", into="session_count")
    desktop.do("pause", seconds=0.6)
    look(desktop, "12f-sessions-by-a-rule")
    desktop.press("Esc")
    desktop.press("F4")
    desktop.expect(name="session_panel")
    look(desktop, "12g-move-a-session")
    desktop.press("Esc")
    desktop.expect(absent="session_panel")
    desktop.press("F6")
    desktop.expect(screen="calendar")
    desktop.do("pause", seconds=0.5)
    look(desktop, "12h-calendar-month")
    desktop.press("Enter Enter")
    desktop.expect(name="session_panel")
    desktop.press("Right Space")
    look(desktop, "12i-session-in-the-calendar")
    desktop.press("Esc")
    desktop.expect(absent="session_panel")
    desktop.click("open_closed_days")
    desktop.do("pause", seconds=0.3)
    look(desktop, "12j-closed-days")
    desktop.press("Esc")
    desktop.do("focus", name="calendar_span")
    desktop.press("Right Space")
    desktop.do("pause", seconds=0.3)
    look(desktop, "12k-calendar-week")
    work.go_to(desktop, "activities")


def _enrolments(desktop: DrivenDesktop, look: Look) -> None:
    desktop.press("Ctrl+N")
    desktop.expect(name="activity_form")
    desktop.click("more_details")
    look(desktop, "12a-activity-form")
    desktop.press("Esc")
    desktop.expect(absent="activity_form")
    desktop.click("people_of_activity")
    desktop.expect(screen="enrolments")
    desktop.do("settle", name="enrolment_list", count=18)
    desktop.do("focus", name="enrolment_list")
    desktop.press("Down Enter")
    desktop.expect(name="enrolment_form")
    look(desktop, "12b-enrolment")
    desktop.click("leave_button")
    desktop.expect(name="leave_form")
    look(desktop, "12c-leaving")
    desktop.press("Ctrl+Return")
    desktop.expect(name="take_in_next")
    look(desktop, "12d-free-place")
    desktop.press("Ctrl+Z")
    desktop.expect(absent="take_in_next")
    desktop.press("Ctrl+N")
    desktop.expect(name="enrol_many")
    desktop.click("many_find")
    desktop.expect(name="candidates")
    look(desktop, "12e-enrol-several")
    desktop.press("Esc")
    desktop.expect(absent="enrol_many")
    desktop.click("back_to_activities")
    desktop.expect(screen="activities")
