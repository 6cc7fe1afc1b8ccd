"""Invented people for samples, demo and benchmarks: names of the region in their usual proportions, all made up."""

import random
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

_NAMES = tomllib.loads(Path(__file__).with_name("invented_names.toml").read_text(encoding="utf-8"))
_GIVEN_F, _GIVEN_M, _SURNAMES = (_NAMES[kind].split() for kind in ("women", "men", "surnames"))

_COUNTRIES = (("VE", 55), ("CO", 25), ("HT", 5), ("EC", 5), ("PE", 4), ("CU", 3), ("DO", 2), ("NI", 1))
_PROFILES = (("MIGRANT", 40), ("REFUGEE", 20), ("HOST", 20), ("RETURNEE", 8), ("IDP", 8), ("PENDULAR", 4))
_NEIGHBOURHOODS = (
    "El Pozón", "Nelson Mandela", "Olaya Herrera", "La Candelaria", "Manrique", "Siloé", "Las Flores",
    "El Recreo", "San Martín", "Villa Rosa",
)  # fmt: skip
_OLDEST_DAYS = 85 * 365


@dataclass(frozen=True, slots=True)
class InventedPerson:
    """Somebody who does not exist."""

    given: str
    surnames: str
    sex: str
    birth: date
    nationality: str
    document_type: str
    document_number: str
    phone: str
    neighbourhood: str
    profile: str

    @property
    def name(self) -> str:
        """Given names and surnames."""
        return f"{self.given} {self.surnames}"


def invent_person(chance: random.Random, number: int, today: date) -> InventedPerson:
    """One person; `number` makes document and phone unlike those of everybody else."""
    sex = "F" if chance.random() < 0.56 else "M"
    given = chance.sample(_GIVEN_F if sex == "F" else _GIVEN_M, 2 if chance.random() < 0.7 else 1)
    surnames = chance.sample(_SURNAMES, 2 if chance.random() < 0.8 else 1)
    country = _one_of(chance, _COUNTRIES)
    kind = {"VE": "CO-PPT", "CO": "CO-CC"}.get(country, "ANY-PASSPORT")
    if country == "VE" and chance.random() < 0.4:
        kind = "VE-CI"
    digits = 10_000_000 + number * 37 % 89_000_000
    return InventedPerson(
        given=" ".join(given),
        surnames=" ".join(surnames),
        sex=sex,
        birth=today - timedelta(days=chance.randrange(200, _OLDEST_DAYS)),
        nationality=country,
        document_type=kind,
        document_number=f"P{digits}"
        if kind == "ANY-PASSPORT"
        else str(digits if kind != "CO-PPT" else digits // 10),
        phone=f"3{chance.randrange(0, 25):02}{number % 10_000_000:07}",
        neighbourhood=chance.choice(_NEIGHBOURHOODS),
        profile=_one_of(chance, _PROFILES),
    )


def _one_of(chance: random.Random, weighted: tuple[tuple[str, int], ...]) -> str:
    codes, weights = zip(*weighted, strict=True)
    return str(chance.choices(codes, weights)[0])
