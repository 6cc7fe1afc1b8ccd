"""Everything dated about one person, newest first: what the person panel shows."""

from dataclasses import dataclass

import msgspec

from integrhabitat_desktop.db.joined_records import SAME_PERSON
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.referral_rules import open_sectors

# One line for each table; all of them are found through the index on the person.
_TIMELINE = f"""
SELECT day, record_type, record_id, code, state, title, detail FROM (
    SELECT day, 'check_in' AS record_type, id AS record_id, NULL AS code, state, NULL AS title,
        arrived_at AS detail
    FROM check_in WHERE person IN {SAME_PERSON} AND gone = 0
    UNION ALL
    SELECT day, 'service_delivery', id, service, state, partner, unit
    FROM service_delivery WHERE person IN {SAME_PERSON} AND gone = 0
    UNION ALL
    SELECT held.day, 'attendance', mark.id, mark.status, held.state, activity.title, mark.reason
    FROM attendance AS mark
    LEFT JOIN activity_session AS held ON held.id = mark.session
    LEFT JOIN activity ON activity.id = held.activity
    WHERE mark.person IN {SAME_PERSON} AND mark.gone = 0
    UNION ALL
    SELECT enrolment.starts_on, 'enrolment', enrolment.id, enrolment.status, NULL, activity.title,
        enrolment.ends_on
    FROM enrolment LEFT JOIN activity ON activity.id = enrolment.activity
    WHERE enrolment.person IN {SAME_PERSON} AND enrolment.gone = 0
    UNION ALL
    SELECT answered_on, 'consent', id, scope, state, NULL, expires_on
    FROM consent WHERE person IN {SAME_PERSON} AND gone = 0
    UNION ALL
    SELECT valid_from, 'mobility_profile', id, profile, NULL, NULL, stay_intention
    FROM mobility_profile WHERE person IN {SAME_PERSON} AND gone = 0
    UNION ALL
    SELECT made_on, 'referral', referral.id, NULL, referral.status,
        CASE WHEN referral.sector IN (SELECT value FROM json_each(:open_sectors)) THEN institution.name END, NULL
    FROM referral LEFT JOIN institution ON institution.id = referral.institution
    WHERE referral.person IN {SAME_PERSON} AND referral.gone = 0
    UNION ALL
    SELECT day, 'follow_up', id, kind, state, NULL, starts_at
    FROM follow_up WHERE person IN {SAME_PERSON} AND gone = 0
    UNION ALL
    SELECT first_contact_on, 'person', id, NULL, NULL, NULL, NULL
    FROM person WHERE id IN {SAME_PERSON} AND gone = 0
)
WHERE day IS NOT NULL AND (:before IS NULL OR (day, record_id) < (:before, :before_id))
ORDER BY day DESC, record_id DESC LIMIT :limit
"""  # noqa: S608 - constants


_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One dated fact. `code` is of the list that belongs to the type (service, attendance_status,
    enrolment_status, consent_scope, mobility_profile, follow_up_kind); `state` its state, void ones included;
    `title` the activity, partner or institution; `detail` what else there is in short: arrival, unit, reason, end,
    intention. What a person is referred for is not told here, nor to whom where the institution would tell it: others
    look at the screen too.
    """

    day: str
    record_type: str
    record_id: str
    code: str | None
    state: str | None
    title: str | None
    detail: str | None


def person_timeline(
    store: Store, person_id: str, limit: int = 100, before: TimelineEntry | None = None
) -> list[TimelineEntry]:
    """The newest entries, or those older than `before`. Records whose session has not arrived are left out.

    StoreError.
    """
    parameters = {
        "person": person_id,
        "limit": limit,
        "before": before.day if before else None,
        "before_id": before.record_id if before else None,
        "open_sectors": _encode(open_sectors()).decode(),
    }
    return [TimelineEntry(*row) for row in store.fetch(_TIMELINE, parameters)]
