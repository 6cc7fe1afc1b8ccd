"""The plan of the day: which of the known people come, in which order, and who comes for the first time."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from integrhabitat_desktop.domain.name_folding import fold
from tests.day.centre import KnownCentre, KnownPerson
from tests.day.guests import SERVED, Given, Guest, NewPerson, Slip, Way
from tools.invented_people import invent_person

_SEED = 7
_MORNING = {Way.OFTEN: 6, Way.NAME: 14, Way.CARD: 10, Way.SOUND: 7, Way.DOCUMENT: 5, Way.PHONE: 4}
_OFFLINE = {Way.NAME: 12, Way.SOUND: 7, Way.DOCUMENT: 4, Way.PHONE: 4, Way.CARD: 6}
_DOOR = {Way.DOOR_CARD: 12, Way.DOOR_NAME: 8, Way.DOOR_DOCUMENT: 4, Way.DOOR_NEW: 2}
_NEW_MORNING = {Way.NEW: 2, Way.NEW_IN_FULL: 2, Way.NEW_LIKE: 2, Way.RECOGNISED: 1}
_NEW_OFFLINE = {Way.NEW: 2, Way.NEW_IN_FULL: 1, Way.NEW_LIKE: 2, Way.RECOGNISED: 1}
_NEW_AFTERNOON = {Way.NEW: 1, Way.NEW_IN_FULL: 1}
_SOUNDS = (
    ("hua", "gua"),
    ("v", "b"),
    ("z", "s"),
    ("ll", "y"),
    ("ch", "sh"),
    ("qu", "k"),
    ("h", ""),
    ("c", "k"),
    ("y", "i"),
)
_PREFIX = {"CO-CC": "CC ", "VE-CI": "V-", "CO-PPT": "PPT ", "ANY-PASSPORT": ""}
_DEPTHS = {
    Way.NEW: NewPerson("", 0),
    Way.DOOR_NEW: NewPerson("", 1),
    Way.NEW_LIKE: NewPerson("", 1),
    Way.NEW_IN_FULL: NewPerson("", 1, "30099988"),
}


class Plan:
    """`morning`, `door`, `offline` and `afternoon` are the parts of the day, in this order."""

    def __init__(self, centre: KnownCentre, today: date) -> None:
        self._chance = random.Random(_SEED)
        self._centre, self._today = centre, today
        busy = {person for family in centre.families for person in family} | set(centre.often)
        self._with_card = iter([it for it in centre.people.values() if it.token])
        self._others = iter([it for it in centre.people.values() if it.id not in busy and not it.token])
        self._often = iter(centre.often)
        self._numbers = iter(range(50_000, 51_000))
        self._names = {it.person.name for it in centre.people.values()}
        families = [self._household(family) for family in centre.families]
        self.morning = self._mixed(_MORNING, _NEW_MORNING, families[:2])
        self.door = self._mixed(_DOOR, {}, [])
        self.offline = self._mixed(_OFFLINE, _NEW_OFFLINE, families[2:4])
        self.afternoon = self._mixed({}, _NEW_AFTERNOON, families[4:])
        rest = SERVED - sum(guest.served for guest in self.everybody())
        self.afternoon += [self._guest(Way.NAME) for _ in range(rest)]
        self._serve()

    def everybody(self) -> list[Guest]:
        """All guests in the order of the day."""
        return [*self.morning, *self.door, *self.offline, *self.afternoon]

    def _mixed(self, known: dict[Way, int], new: dict[Way, int], families: list[Guest]) -> list[Guest]:
        ways = [way for wanted in (known, new) for way, count in wanted.items() for _ in range(count)]
        guests = [*map(self._guest, ways), *families]
        self._chance.shuffle(guests)
        return guests

    # Who

    def _guest(self, way: Way) -> Guest:
        if way in _DEPTHS:
            return self._newcomer(way)
        if way is Way.OFTEN:
            known = self._centre.people[next(self._often)]
        else:
            known = next(self._with_card if way in (Way.CARD, Way.DOOR_CARD) else self._others)
        if way is Way.SOUND and self._as_it_sounds(known) in fold(known.person.name):
            return self._guest(way)
        birth = f"{known.person.birth:%d/%m/%Y}" if way is Way.RECOGNISED else ""
        return Guest(way, self._query(way, known), known.person.name, known.id, birth)

    def _query(self, way: Way, known: KnownPerson) -> str:
        person = known.person
        if way in (Way.CARD, Way.DOOR_CARD):
            return known.token
        if way in (Way.DOCUMENT, Way.DOOR_DOCUMENT):
            return self._written(person.document_type, person.document_number)
        if way is Way.PHONE:
            return f"{person.phone[:3]} {person.phone[3:]}" if self._chance.random() < 0.5 else person.phone
        if way is Way.OFTEN:
            return ""
        if way is Way.SOUND:
            return self._as_it_sounds(known)
        if way is Way.RECOGNISED:
            return self._as_it_sounds(known, whole=True)
        given, surnames = fold(person.given).split(), fold(person.surnames).split()
        return self._chance.choice(
            (
                f"{surnames[0]} {given[0][:3]}",
                f"{given[0][:4]} {surnames[0][:5]}",
                f"{surnames[-1][:5]} {given[-1]}",
                f"{given[0]} {surnames[-1][:4]}",
            )
        )

    def _written(self, kind: str, number: str) -> str:
        """A number as people say it: with dots, with its letters, or bare."""
        dotted = f"{int(number):,}".replace(",", ".") if number.isdigit() else number
        return self._chance.choice((number, dotted, _PREFIX[kind] + dotted))

    def _as_it_sounds(self, known: KnownPerson, *, whole: bool = False) -> str:
        given, surnames = fold(known.person.given).split(), fold(known.person.surnames).split()
        heard = [_misspelt(word) for word in ([*given, *surnames] if whole else [given[-1], surnames[0]])]
        return " ".join(heard)

    def _newcomer(self, way: Way) -> Guest:
        depth, number = _DEPTHS[way], next(self._numbers)
        age = str(self._chance.randrange(19, 70))
        new = replace(depth, age=age, phone=f"{depth.phone}{number % 100:02}" if depth.phone else "")
        if way is Way.NEW_LIKE:
            # A namesake of another age, who calls himself by one of his names.
            like = next(self._others).person
            name = f"{like.given.split()[0]} {like.surnames}"
        else:
            name = invent_person(self._chance, number, self._today).name
        if way is not Way.NEW_LIKE and name in self._names:
            return self._newcomer(way)
        self._names.add(name)
        return Guest(way, name, name, new=new)

    def _household(self, family: list[str]) -> Guest:
        head = self._centre.people[family[0]]
        guest = Guest(Way.FAMILY, self._query(Way.NAME, head), head.person.name, head.id)
        return replace(guest, family=tuple(family[1:]))

    # What for

    def _serve(self) -> None:
        """Services, referrals and slips for those at the desk; nobody is served at the door."""
        for part in (self.morning, self.offline, self.afternoon):
            for place, guest in enumerate(part):
                part[place] = self._with_service(place, guest)
        slips = iter(Slip)
        for place in self._places(self.morning, Way.NAME, 2):
            self.morning[place] = self._with_slip(self.morning[place], next(slips))
        (place,) = self._places(self.offline, Way.NAME, 1)
        self.offline[place] = self._with_slip(self.offline[place], next(slips))
        for part, sectors in ((self.morning, (1,)), (self.offline, (3, 4))):
            for place, sector in zip(self._places(part, Way.DOCUMENT, len(sectors)), sectors, strict=True):
                part[place] = replace(part[place], sector=sector)

    def _with_service(self, place: int, guest: Guest) -> Guest:
        if guest.way is Way.FAMILY:
            return replace(guest, given=Given(1, 2, for_family=True)) if guest.served == 5 else guest
        if place % 3 == 0:
            return replace(guest, given=Given(1))
        if place % 7 == 1:
            return replace(guest, given=Given(2, 2))
        return replace(guest, given=Given(3)) if place % 13 == 2 else guest

    def _places(self, part: list[Guest], way: Way, count: int) -> list[int]:
        found: Iterator[int] = (n for n, it in enumerate(part) if it.way is way and it.slip is None)
        return [next(found) for _ in range(count)]

    def _with_slip(self, guest: Guest, slip: Slip) -> Guest:
        if slip is Slip.WRONG_SERVICE:
            return replace(guest, slip=slip, given=guest.given or Given(1))
        if slip is Slip.WRONG_PERSON:
            return replace(guest, slip=slip, wrong=self._guest(Way.NAME))
        return replace(guest, slip=slip, wrong=self._newcomer(Way.NEW))


def _misspelt(word: str) -> str:
    """The word with the first spelling in it that is heard alike; as it is where there is none."""
    for written, heard in _SOUNDS:
        if written == "h" and re.search("[cps]h", word):
            continue
        if written == "c" and not re.search("c[aou]", word):
            continue
        if written == "y" and not word.endswith("y"):
            continue
        if written in word:
            pattern = {"c": "c(?=[aou])", "y": "y$"}.get(written, written)
            return re.sub(pattern, heard, word, count=1)
    return word
