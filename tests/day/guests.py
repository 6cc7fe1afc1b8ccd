"""Who comes on the scripted day: 150 people, how each is found, and what each is given."""

from dataclasses import dataclass
from enum import StrEnum

SERVED = 150


class Way(StrEnum):
    """How somebody is recognised and checked in; the text is the line of the table."""

    NAME = "part of a name"
    SOUND = "spelt as it sounds"
    DOCUMENT = "document"
    PHONE = "phone"
    CARD = "card scanned"
    OFTEN = "chosen among the expected"
    FAMILY = "household together"
    NEW = "registered: name, age, sex"
    NEW_IN_FULL = "registered: all that is asked"
    NEW_LIKE = "registered beside look-alikes"
    RECOGNISED = "recognised among look-alikes"
    DOOR_NAME = "door: part of a name"
    DOOR_DOCUMENT = "door: document"
    DOOR_CARD = "door: card scanned"
    DOOR_NEW = "door: registered"


class Slip(StrEnum):
    """What goes wrong and is taken back with Ctrl+Z."""

    WRONG_PERSON = "somebody else was checked in"
    WRONG_SERVICE = "a service was recorded that was not given"
    REGISTERED_TWICE = "somebody known was registered"


AT_THE_DOOR = frozenset({Way.DOOR_NAME, Way.DOOR_DOCUMENT, Way.DOOR_CARD, Way.DOOR_NEW})


@dataclass(frozen=True)
class Given:
    """A service: the number key that chooses it, its quantity, and whether the whole family is given it."""

    key: int
    quantity: int = 1
    for_family: bool = False


@dataclass(frozen=True)
class NewPerson:
    """What somebody answers who is registered; `sex` is the place of the answer, from 0. In full: whatever is asked."""

    age: str
    sex: int = 0
    phone: str = ""

    @property
    def is_in_full(self) -> bool:
        """Whether nationality, profile, phone and consent are asked too."""
        return bool(self.phone)


@dataclass(frozen=True)
class Guest:
    """One arrival. `query` is what is typed or scanned; `birth` is told by who is not
    recognised at once; `family` come along; `wrong` is who is met by mistake, `sector` the place
    of what a referral asks for in its list, from 1."""

    way: Way
    query: str
    name: str
    person: str = ""
    birth: str = ""
    family: tuple[str, ...] = ()
    new: NewPerson | None = None
    given: Given | None = None
    sector: int = 0
    slip: Slip | None = None
    wrong: "Guest | None" = None

    @property
    def served(self) -> int:
        """How many people this arrival brings."""
        return 1 + len(self.family)
