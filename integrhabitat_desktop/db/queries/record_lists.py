"""Reads of whole lists: services given, referrals, the directory of institutions."""

from integrhabitat_desktop.db.store import Store
from integrhabitat_protocol.record_type import Value

_SERVICES = """
SELECT person, day, service, delivery_mode, relationship_type, quantity, unit, value, currency, mechanism, partner
FROM service_delivery WHERE state = 'DONE' AND gone = 0 ORDER BY day, id
"""
_REFERRALS = """
SELECT referral.person, referral.made_on, referral.sector, referral.priority, institution.name, referral.status,
    referral.sent_at
FROM referral LEFT JOIN institution ON institution.id = referral.institution
WHERE referral.gone = 0 ORDER BY referral.made_on, referral.id
"""
_INSTITUTIONS = """
SELECT name, kind, level, sectors, services, focal_point, phone, email, address, hours, checked_on, state
FROM institution WHERE gone = 0 ORDER BY name COLLATE NOCASE, id
"""

ListedRow = tuple[Value, ...]


def services_given(store: Store) -> list[ListedRow]:
    """Every service that stands, by day; the person first. StoreError."""
    return store.fetch(_SERVICES)


def all_referrals(store: Store) -> list[ListedRow]:
    """Every referral, by day; the person first, and no word about the reason. StoreError."""
    return store.fetch(_REFERRALS)


def all_institutions(store: Store) -> list[ListedRow]:
    """The directory by name. StoreError."""
    return store.fetch(_INSTITUTIONS)
