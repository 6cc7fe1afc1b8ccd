"""Which records a role may see and write at all; the same rule for the file, its print and decisions."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from integrhabitat_desktop.db.queries.person_card import consents_of
from integrhabitat_desktop.db.queries.referrals import FollowUpRow
from integrhabitat_desktop.domain.consent_rules import SENSITIVE, has_ended
from integrhabitat_desktop.domain.need_rules import enterable, may_see
from integrhabitat_desktop.domain.permissions import Permission, allowed
from integrhabitat_desktop.domain.referral_rules import shown_sector
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.record_type import Value, values_of
from integrhabitat_protocol.record_types import Referral

_GUARDED_IN_PART = frozenset({"person", "person_profile", "household"})


def may_see_sensitive(desk: Desk) -> bool:
    """Whether the role may see and write what is sensitive: needs, functioning, groups, restricted notes."""
    return allowed(desk.staff.role, Permission.VIEW_SENSITIVE)


def may_see_protection(desk: Desk) -> bool:
    """Whether the role is named protection staff."""
    return allowed(desk.staff.role, Permission.VIEW_PROTECTION)


def may_see_record(desk: Desk, record_type: str, values: Mapping[str, Value]) -> bool:
    """Whether anything of a record with these values may be seen; what is not among them may be what guards it."""
    if record_type == "need":
        code = values.get("need")
        return may_see_sensitive(desk) and (
            may_see_protection(desk) or (code is not None and may_see(str(code), protection=False))
        )
    if record_type == "person_note":
        return may_see_sensitive(desk) or not values.get("restricted", 1)
    if record_type == "referral":
        return allowed(desk.staff.role, Permission.REFER) and not is_guarded(desk, values)
    if record_type == "referral_step" or (record_type == "follow_up" and not values.get("activity")):
        return allowed(desk.staff.role, Permission.REFER) and not _is_of_guarded(desk, values.get("referral"))
    return True


def is_guarded(desk: Desk, referral: Mapping[str, Value]) -> bool:
    """Whether a referral says more than lists do, and the role may not know it: whoever wrote it knows it anyway."""
    if may_see_sensitive(desk) or referral.get("made_by") == desk.staff.id:
        return False
    sector = str(referral.get("sector") or "")
    return shown_sector(sector) != sector or not sector


def without_guarded_notes(desk: Desk, rows: Iterable[FollowUpRow]) -> tuple[FollowUpRow, ...]:
    """Tasks without what was noted about them where the role may not read it."""
    refers = allowed(desk.staff.role, Permission.REFER)
    return tuple(_as_told(desk, it, refers=refers) for it in rows)


def _as_told(desk: Desk, row: FollowUpRow, *, refers: bool) -> FollowUpRow:
    if row.activity is None and not refers:
        return replace(row, note=None, referral=None)
    if row.note is not None and _is_of_guarded(desk, row.referral):
        return replace(row, note=None)
    return row


def _is_of_guarded(desk: Desk, referral_id: Value) -> bool:
    """Of a referral that is not here nobody knows what it says."""
    if referral_id is None or may_see_sensitive(desk):
        return False
    referral = desk.store.get(Referral, str(referral_id))
    return referral is None or is_guarded(desk, values_of(referral))


def sensitive_fields(record_type: str) -> frozenset[str]:
    """The sensitive fields of a record whose other fields are not."""
    if record_type not in _GUARDED_IN_PART:
        return frozenset()
    return frozenset(spec.name for spec in CATALOGUE[record_type].fields if spec.sensitive)


def hidden_fields(desk: Desk, record_type: str) -> frozenset[str]:
    """The fields of a record that the role may not see though it sees the rest."""
    return frozenset() if may_see_sensitive(desk) else sensitive_fields(record_type)


def unseen_fields(desk: Desk, record_type: str, person_id: str) -> frozenset[str]:
    """The fields of a record of this person that the role may not see, as their consent stands today. StoreError."""
    if sensitive_ended(desk, person_id) and not may_see_protection(desk):
        return sensitive_fields(record_type)
    return hidden_fields(desk, record_type)


def sensitive_ended(desk: Desk, person_id: str) -> bool:
    """Whether a yes to sensitive facts stands no more. Where nobody was asked yet nothing has ended. StoreError."""
    answers = (it for it in consents_of(desk.store, person_id) if it.scope == SENSITIVE)
    return any(has_ended(it.state, it.expires_on, desk.today()) for it in answers)


def may_write_need(desk: Desk, code: str) -> bool:
    """Whether the role may write down this need: it is switched on, held here, and of a tier the role may see."""
    return may_see_sensitive(desk) and code in enterable(protection=may_see_protection(desk))
