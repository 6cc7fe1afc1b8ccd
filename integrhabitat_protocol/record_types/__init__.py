"""Every record type of the catalogue, one module each."""

from integrhabitat_protocol.record_types.activity import Activity
from integrhabitat_protocol.record_types.activity_session import ActivitySession
from integrhabitat_protocol.record_types.aggregate_attendance import AggregateAttendance
from integrhabitat_protocol.record_types.attendance import Attendance
from integrhabitat_protocol.record_types.attendance_sheet import AttendanceSheet
from integrhabitat_protocol.record_types.card import Card
from integrhabitat_protocol.record_types.centre import CENTRE_ID, Centre
from integrhabitat_protocol.record_types.certificate import Certificate
from integrhabitat_protocol.record_types.check_in import CheckIn
from integrhabitat_protocol.record_types.co_facilitator import CoFacilitator
from integrhabitat_protocol.record_types.cocreation_item import CocreationItem
from integrhabitat_protocol.record_types.consent import Consent
from integrhabitat_protocol.record_types.contact import Contact
from integrhabitat_protocol.record_types.enrolment import Enrolment
from integrhabitat_protocol.record_types.erasure import Erasure
from integrhabitat_protocol.record_types.follow_up import FollowUp
from integrhabitat_protocol.record_types.guardian_link import GuardianLink
from integrhabitat_protocol.record_types.headcount import Headcount
from integrhabitat_protocol.record_types.holiday import Holiday
from integrhabitat_protocol.record_types.household import Household
from integrhabitat_protocol.record_types.household_member import HouseholdMember
from integrhabitat_protocol.record_types.identity_document import IdentityDocument
from integrhabitat_protocol.record_types.institution import Institution
from integrhabitat_protocol.record_types.mobility_profile import MobilityProfile
from integrhabitat_protocol.record_types.need import Need
from integrhabitat_protocol.record_types.person import Person
from integrhabitat_protocol.record_types.person_merge import PersonMerge
from integrhabitat_protocol.record_types.person_note import PersonNote
from integrhabitat_protocol.record_types.person_pair import PersonPair
from integrhabitat_protocol.record_types.person_profile import PersonProfile
from integrhabitat_protocol.record_types.referral import Referral
from integrhabitat_protocol.record_types.referral_step import ReferralStep
from integrhabitat_protocol.record_types.restriction import Restriction
from integrhabitat_protocol.record_types.review import Review
from integrhabitat_protocol.record_types.service_delivery import ServiceDelivery
from integrhabitat_protocol.record_types.session_series import SessionSeries
from integrhabitat_protocol.record_types.staff_account import StaffAccount

__all__ = [
    "CENTRE_ID",
    "Activity",
    "ActivitySession",
    "AggregateAttendance",
    "Attendance",
    "AttendanceSheet",
    "Card",
    "Centre",
    "Certificate",
    "CheckIn",
    "CoFacilitator",
    "CocreationItem",
    "Consent",
    "Contact",
    "Enrolment",
    "Erasure",
    "FollowUp",
    "GuardianLink",
    "Headcount",
    "Holiday",
    "Household",
    "HouseholdMember",
    "IdentityDocument",
    "Institution",
    "MobilityProfile",
    "Need",
    "Person",
    "PersonMerge",
    "PersonNote",
    "PersonPair",
    "PersonProfile",
    "Referral",
    "ReferralStep",
    "Restriction",
    "Review",
    "ServiceDelivery",
    "SessionSeries",
    "StaffAccount",
]
