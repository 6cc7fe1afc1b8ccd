"""Lists of services, referrals and institutions as spreadsheets; of people only those who agreed to be on record."""

from collections.abc import Sequence
from enum import Enum
from typing import Final

from integrhabitat_desktop.db.errors import store_errors
from integrhabitat_desktop.db.queries.listed_people import facts_of_people
from integrhabitat_desktop.db.queries.record_lists import (
    ListedRow,
    all_institutions,
    all_referrals,
    services_given,
)
from integrhabitat_desktop.db.restricted_people import restricted_among
from integrhabitat_desktop.domain.consent_rules import REGISTER, is_given
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.domain.referral_rules import shown_sector
from integrhabitat_desktop.exports.record_list import ListField, RecordListWords, record_list_sheet
from integrhabitat_desktop.exports.sheet import FileForm
from integrhabitat_desktop.exports.written_sheet import written
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.export_people import ExportedList

__all__ = ["ExportedList", "FileForm", "ListField", "RecordList", "RecordListWords"]

_ROW_ID_TAG: Final = "#meta+id"
_AT_ONCE: Final = 500


class RecordList(Enum):
    """The lists that can be saved beside that of people."""

    SERVICES = "services"
    REFERRALS = "referrals"
    INSTITUTIONS = "institutions"


FIELDS: Final = {
    RecordList.SERVICES: (
        ListField("person", "id", _ROW_ID_TAG),
        *(
            ListField("service_delivery", name)
            for name in (
                "day",
                "service",
                "delivery_mode",
                "relationship_type",
                "quantity",
                "unit",
                "value",
                "currency",
                "mechanism",
                "partner",
            )
        ),
    ),
    RecordList.REFERRALS: (
        ListField("person", "id", _ROW_ID_TAG),
        ListField("referral", "made_on"),
        ListField("referral", "sector"),
        ListField("referral", "priority"),
        ListField("institution", "name"),
        ListField("referral", "status"),
        ListField("referral", "sent_at"),
    ),
    RecordList.INSTITUTIONS: (
        ListField("institution", "name", "#org+name"),
        ListField("institution", "kind", "#org+type"),
        ListField("institution", "level"),
        ListField("institution", "sectors", "#sector+list"),
        ListField("institution", "services", "#service+list"),
        ListField("institution", "focal_point"),
        ListField("institution", "phone"),
        ListField("institution", "email"),
        ListField("institution", "address", "#loc+address"),
        ListField("institution", "hours"),
        ListField("institution", "checked_on", "#date+updated"),
        ListField("institution", "state", "#status"),
    ),
}


def export_records(desk: Desk, which: RecordList, form: FileForm, words: RecordListWords) -> ExportedList:
    """One of the lists; that it was taken stands in the audit before anybody sees it.

    RuleViolation `not_allowed`, `nothing_to_export`; StoreError.
    """
    require(desk.staff, Permission.EXPORT)
    rows, left_out = _rows(desk, which)
    if not rows:
        raise RuleViolation("nothing_to_export", left_out=left_out)
    with desk.store.transaction(desk.staff.id) as tx:
        told = {"list": which.value, "form": form.value, "rows": len(rows), "left_out": left_out}
        tx.audit("export", "centre", desk.centre.id, {**told})
    return ExportedList(written(record_list_sheet(FIELDS[which], rows, words), form), len(rows), left_out)


def _rows(desk: Desk, which: RecordList) -> tuple[Sequence[ListedRow], int]:
    if which is RecordList.INSTITUTIONS:
        return all_institutions(desk.store), 0
    if which is RecordList.SERVICES:
        found = services_given(desk.store)
    else:
        found = [
            (person, day, shown_sector(str(sector)), *rest)
            for person, day, sector, *rest in all_referrals(desk.store)
        ]
    agreed = _who_agreed(desk, sorted({str(row[0]) for row in found}))
    kept = [row for row in found if row[0] in agreed]
    return kept, len(found) - len(kept)


def _who_agreed(desk: Desk, people: Sequence[str]) -> set[str]:
    """Those who agreed to be on record and are not blocked."""
    with store_errors():
        hidden = restricted_among(desk.store.connection, people)
    agreed: set[str] = set()
    for start in range(0, len(people), _AT_ONCE):
        facts = facts_of_people(desk.store, people[start : start + _AT_ONCE])
        agreed.update(person for person, it in facts.items() if is_given(it.consents, REGISTER, desk.today()))
    return agreed - hidden
