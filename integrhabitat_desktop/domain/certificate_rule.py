"""Who has earned a certificate: by the share of the sessions, by the hours, or both; marks not made stay open."""

from dataclasses import dataclass
from enum import Enum

_MINUTES = 60


@dataclass(frozen=True, slots=True)
class CertificateRule:
    """What an activity asks for: `share` in per cent of all its sessions, `hours` taken part in; or both."""

    share: int | None
    hours: int | None

    def asks_for_anything(self) -> bool:
        """Whether the activity has a rule at all."""
        return bool(self.share or self.hours)


@dataclass(frozen=True, slots=True)
class PartTaken:
    """What is known of one person in one activity.

    `sessions` took place, or are over and nobody has said whether they did; in `attended` of them the person took
    part, of `unmarked` nobody has said. `unmarked_minutes` is how long those were, `untimed` how many of the attended
    ones have no length, so that their hours cannot be counted.

    `to_come` are still planned; in `may_come` of them, with so many minutes, the person has a place.
    """

    sessions: int = 0
    attended: int = 0
    minutes: int = 0
    unmarked: int = 0
    unmarked_minutes: int = 0
    untimed: int = 0
    to_come: int = 0
    may_come: int = 0
    may_come_minutes: int = 0


class Standing(Enum):
    """How a person stands to the rule of an activity."""

    REACHED = "reached"  # whatever the marks not made yet will say, and those of the sessions to come
    OPEN = "open"  # it depends on those marks
    SHORT = "short"  # whatever they will say
    NO_RULE = "no_rule"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The standing, and what is missing to the rule if nothing else is marked and nobody comes again."""

    standing: Standing
    sessions_short: int = 0
    minutes_short: int = 0


def judge(rule: CertificateRule, part: PartTaken) -> Judgement:
    """What the rule says of a person; without any session nobody has reached anything.

    A share is one of all the sessions: halfway through nobody has it who could still stay away too often.
    """
    if not rule.asks_for_anything():
        return Judgement(Standing.NO_RULE)
    wanted = -(-(rule.share or 0) * (part.sessions + part.to_come) // 100)
    sessions_short = max(0, wanted - part.attended)
    minutes_short = max(0, (rule.hours or 0) * _MINUTES - part.minutes)
    if not part.attended and not part.unmarked and not part.may_come:
        return Judgement(Standing.SHORT, max(sessions_short, 1 if rule.share else 0), minutes_short)
    if not sessions_short and not minutes_short and part.attended:
        return Judgement(Standing.REACHED)
    may_still = (
        sessions_short <= part.unmarked + part.may_come
        and minutes_short <= part.unmarked_minutes + part.may_come_minutes
    )
    return Judgement(Standing.OPEN if may_still else Standing.SHORT, sessions_short, minutes_short)
