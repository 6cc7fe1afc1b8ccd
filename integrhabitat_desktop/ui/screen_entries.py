"""The screens of the window, in the order of the menu. Each is read from disk when it is first opened."""

from functools import partial

from integrhabitat_desktop.domain.permissions import Permission
from integrhabitat_desktop.i18n import N_
from integrhabitat_desktop.ui.screen_entry import ScreenEntry
from integrhabitat_desktop.ui.screens.settings.settings_view_model import SettingsTools
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.sync_worker import SyncWorker
from integrhabitat_desktop.ui.widgets.screen import Screen


def all_entries(worker: SyncWorker, tools: SettingsTools) -> tuple[ScreenEntry, ...]:
    """Every screen, whoever is signed in."""
    return (
        ScreenEntry("today", N_("Today"), "sun", Permission.VIEW_ACTIVITIES, _today),
        ScreenEntry("reception", N_("Reception"), "door", Permission.CHECK_IN, _reception),
        ScreenEntry("people", N_("People"), "users", Permission.LIST_PEOPLE, _people),
        ScreenEntry(
            "activities", N_("Activities"), "calendar-event", Permission.VIEW_ACTIVITIES, _activities
        ),
        ScreenEntry(
            "enrolments",
            N_("Participants of an activity"),
            "users",
            Permission.VIEW_ACTIVITIES,
            _enrolments,
            in_menu=False,
        ),
        ScreenEntry(
            "pairs",
            N_("Possible duplicates"),
            "git-merge",
            Permission.JOIN_RECORDS,
            _pairs,
            in_menu=False,
        ),
        ScreenEntry(
            "close_of_day",
            N_("Close of the day"),
            "checks",
            Permission.VIEW_ACTIVITIES,
            _close_of_day,
            in_menu=False,
        ),
        ScreenEntry(
            "calendar",
            N_("Calendar"),
            "calendar",
            Permission.VIEW_ACTIVITIES,
            _calendar,
            in_menu=False,
        ),
        ScreenEntry(
            "cocreation",
            N_("Co-creation"),
            "heart-handshake",
            Permission.VIEW_ACTIVITIES,
            _cocreation,
            in_menu=False,
        ),
        ScreenEntry("kiosk", N_("Door"), "door-enter", Permission.CHECK_IN, _kiosk, in_menu=False),
        ScreenEntry("referrals", N_("Referrals"), "send", Permission.REFER, _referrals),
        ScreenEntry(
            "institutions",
            N_("Institutions"),
            "building-community",
            Permission.REFER,
            _institutions,
            in_menu=False,
        ),
        ScreenEntry("sync", N_("Sync"), "refresh", Permission.RUN_SYNC, partial(_sync, worker)),
        ScreenEntry(
            "people_import",
            N_("Import a register"),
            "file-import",
            Permission.IMPORT_PEOPLE,
            _people_import,
            in_menu=False,
        ),
        ScreenEntry(
            "attendance_matrix",
            N_("Attendance"),
            "table",
            Permission.VIEW_ACTIVITIES,
            _attendance_matrix,
            in_menu=False,
        ),
        ScreenEntry(
            "sheet_entry",
            N_("Enter a sheet"),
            "file-text",
            Permission.MARK_ATTENDANCE,
            _sheet_entry,
            in_menu=False,
        ),
        ScreenEntry(
            "certificates",
            N_("Certificates"),
            "school",
            Permission.MANAGE_ACTIVITIES,
            _certificates,
            in_menu=False,
        ),
        ScreenEntry(
            "certificate_check",
            N_("Check a certificate"),
            "shield-check",
            Permission.VIEW_ACTIVITIES,
            _certificate_check,
            in_menu=False,
        ),
        ScreenEntry(
            "attendance_import",
            N_("Import attendance"),
            "file-import",
            Permission.MANAGE_ACTIVITIES,
            _attendance_import,
            in_menu=False,
        ),
        ScreenEntry("settings", N_("Settings"), "settings", None, partial(_settings, tools), at_bottom=True),
    )


def _today(services: ScreenServices) -> Screen:
    from integrhabitat_desktop.ui.screens.today.today_view import TodayView

    return TodayView(services)


def _close_of_day(services: ScreenServices) -> Screen:
    from integrhabitat_desktop.ui.screens.today.day_view import CloseOfDayView

    return CloseOfDayView(services)


def _reception(services: ScreenServices) -> Screen:
    from integrhabitat_desktop.ui.screens.reception.reception_view import ReceptionView

    return ReceptionView(services)


def _activities(services: ScreenServices) -> Screen:
    from integrhabitat_desktop.ui.screens.activities.activities_view import ActivitiesView

    return ActivitiesView(services)


def _enrolments(services: ScreenServices) -> Screen:
    from integrhabitat_desktop.ui.screens.activities.enrolments_view import EnrolmentsView

    return EnrolmentsView(services)


def _cocreation(services: ScreenServices) -> Screen:
    from integrhabitat_desktop.ui.screens.cocreation.cocreation_view import CocreationView

    return CocreationView(services)


def _pairs(services: ScreenServices) -> Screen:
    from integrhabitat_desktop.ui.screens.pairs.pairs_view import PairsView

    return PairsView(services)


def _calendar(services: ScreenServices) -> Screen:
    from integrhabitat_desktop.ui.screens.calendar.calendar_view import CalendarView

    return CalendarView(services)


def _kiosk(services: ScreenServices) -> Screen:
    from integrhabitat_desktop.ui.screens.kiosk.kiosk_view import KioskView

    return KioskView(services)


def _referrals(services: ScreenServices) -> Screen:
    from integrhabitat_desktop.ui.screens.referrals.referrals_view import ReferralsView

    return ReferralsView(services)


def _institutions(services: ScreenServices) -> Screen:
    from integrhabitat_desktop.ui.screens.institutions.institutions_view import InstitutionsView

    return InstitutionsView(services)


def _sync(worker: SyncWorker, services: ScreenServices) -> Screen:
    from integrhabitat_desktop.ui.screens.sync.sync_view import SyncView

    return SyncView(services, worker)


def _settings(tools: SettingsTools, services: ScreenServices) -> Screen:
    from integrhabitat_desktop.ui.screens.settings.settings_view import SettingsView

    return SettingsView(services, tools)


def _people(services: ScreenServices) -> Screen:
    from integrhabitat_desktop.ui.screens.people.people_view import PeopleView

    return PeopleView(services)


def _attendance_matrix(services: ScreenServices) -> Screen:
    from integrhabitat_desktop.ui.screens.attendance_matrix.attendance_matrix_view import AttendanceMatrixView

    return AttendanceMatrixView(services)


def _sheet_entry(services: ScreenServices) -> Screen:
    from integrhabitat_desktop.ui.screens.sheet_entry.sheet_entry_view import SheetEntryView

    return SheetEntryView(services)


def _certificates(services: ScreenServices) -> Screen:
    from integrhabitat_desktop.ui.screens.certificates.certificates_view import CertificatesView

    return CertificatesView(services)


def _certificate_check(services: ScreenServices) -> Screen:
    from integrhabitat_desktop.ui.screens.certificates.certificate_check_view import CertificateCheckView

    return CertificateCheckView(services)


def _attendance_import(services: ScreenServices) -> Screen:
    from integrhabitat_desktop.ui.screens.attendance_import.attendance_import_view import AttendanceImportView

    return AttendanceImportView(services)


def _people_import(services: ScreenServices) -> Screen:
    from integrhabitat_desktop.ui.screens.people_import.people_import_view import PeopleImportView

    return PeopleImportView(services)
