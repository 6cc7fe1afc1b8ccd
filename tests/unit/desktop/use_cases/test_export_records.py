"""Lists of services, referrals and institutions: rows of those who agreed, no reason, no guarded sector, no formula."""

import csv
import io
from zoneinfo import ZoneInfo

import pytest

from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.referral_rules import shown_sector
from integrhabitat_desktop.ui.record_list_words import record_list_words
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.export_records import FileForm, RecordList, export_records
from integrhabitat_desktop.use_cases.keep_consents import Yes, note_yes
from integrhabitat_desktop.use_cases.keep_institutions import save_institution
from integrhabitat_desktop.use_cases.record_service import ServiceEntry, record_service
from integrhabitat_desktop.use_cases.refer_person import NewReferral, create_referral
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_desktop.use_cases.restrict_records import restrict_record
from integrhabitat_protocol.code_lists import code_list

ZONE = ZoneInfo("America/Bogota")


def person(desk: Desk, name: str, *, agreed: bool = True) -> str:
    made = register_person(desk, Registration(name=name), check_in=False).person_id
    if agreed:
        note_yes(desk, made, "REGISTER", Yes("VERBAL"))
    return made


def rows(desk: Desk, which: RecordList) -> tuple[list[list[str]], int]:
    """Every line of the CSV, and how many rows were left out."""
    made = export_records(desk, which, FileForm.CSV, record_list_words(which, ZONE))
    return list(csv.reader(io.StringIO(made.content.decode("utf-8-sig")), delimiter=";")), made.left_out


def test_services_of_those_who_agreed_are_listed_in_words_under_titles_and_tags(desk: Desk) -> None:
    rosa, silent, blocked = (
        person(desk, "Rosa Ensayo"),
        person(desk, "Ana Callada", agreed=False),
        person(desk, "Berta Bloqueada"),
    )
    for who in (rosa, silent, blocked):
        record_service(desk, who, ServiceEntry("T1.02", quantity=2, unit="=1+1", partner="Fundación"))
    restrict_record(desk, blocked, "BLOCK")
    (titles, tags, row), left_out = rows(desk, RecordList.SERVICES)
    assert left_out == 2 and len(titles) == len(tags) == len(row)
    assert tags[0] == "#meta+id" and "#service+code+provided" in tags
    assert row[0] == rosa and row[1] == "2027-03-01" and row[5] == "2"
    assert row[2] == code_list("service").label("T1.02", "es")
    assert not row[6].startswith("=") and "1+1" in row[6]


def test_a_guarded_sector_and_the_reason_stand_in_no_list_of_referrals(desk: Desk) -> None:
    where = save_institution(desk, "", {"name": "Casa segura", "level": "LOCAL", "sectors": "GBV"})
    new = NewReferral("GBV", where.institution_id, "URGENT", reason="Lo contó en confianza")
    create_referral(desk, person(desk, "Rosa Ensayo"), new)
    lines, _left_out = rows(desk, RecordList.REFERRALS)
    told = " ".join(" ".join(line) for line in lines)
    assert "confianza" not in told and code_list("referral_sector").label("GBV", "es") not in told
    assert code_list("referral_sector").label(shown_sector("GBV"), "es") in told


def test_the_directory_is_listed_by_name_and_an_empty_list_is_refused(desk: Desk, reception: Desk) -> None:
    with pytest.raises(RuleViolation, match="nothing_to_export"):
        rows(desk, RecordList.INSTITUTIONS)
    for name in ("Zeta", "Alfa"):
        save_institution(desk, "", {"name": name, "level": "LOCAL", "sectors": "HEALTH LEGAL"})
    lines, left_out = rows(desk, RecordList.INSTITUTIONS)
    assert [line[0] for line in lines[1:]] == ["#org+name", "Alfa", "Zeta"] and left_out == 0
    with pytest.raises(RuleViolation, match="not_allowed"):
        rows(reception, RecordList.INSTITUTIONS)
