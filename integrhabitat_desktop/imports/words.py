"""The words of registers for codes: labels of the lists in every language, and how people abbreviate them."""

from collections.abc import Mapping
from dataclasses import dataclass

from babel import Locale

from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_protocol.code_lists import code_list

_LANGUAGES = ("es", "en", "pt", "fr", "ht")
_SEXES = {
    **dict.fromkeys(["f", "mujer", "femenino", "femenina", "female", "fem", "feminino", "woman", "m f"], "F"),
    **dict.fromkeys(["m", "h", "hombre", "masculino", "male", "masc", "man"], "M"),
    **dict.fromkeys(["x", "otro", "otra", "other", "no binario", "intersexual"], "X"),
    **dict.fromkeys(["u", "desconocido", "unknown"], "U"),
}
_DOCUMENTS = {
    "cc": "CO-CC",
    "c c": "CO-CC",
    "cedula": "CO-CC",
    "cedula de ciudadania": "CO-CC",
    "ti": "CO-TI",
    "rc": "CO-RC",
    "ce": "CO-CE",
    "ppt": "CO-PPT",
    "pt": "CO-PPT",
    "permiso por proteccion temporal": "CO-PPT",
    "pep": "CO-PEP",
    "pasaporte": "ANY-PASSPORT",
    "passport": "ANY-PASSPORT",
    "pas": "ANY-PASSPORT",
    "cedula venezolana": "VE-CI",
    "ci": "VE-CI",
    "dni": "PE-DNI",
    "ninguno": "ANY-NONE",
    "no tiene": "ANY-NONE",
    "sin documento": "ANY-NONE",
    "otro": "ANY-OTHER",
}
_PROFILES = {
    "refugiado": "REFUGEE",
    "refugiada": "REFUGEE",
    "solicitante de asilo": "REFUGEE",
    "migrante": "MIGRANT",
    "retornado": "RETURNEE",
    "retornada": "RETURNEE",
    "colombiano retornado": "RETURNEE",
    "desplazado": "IDP",
    "desplazada": "IDP",
    "desplazado interno": "IDP",
    "acogida": "HOST",
    "comunidad de acogida": "HOST",
    "local": "HOST",
    "en transito": "TRANSIT",
    "transito": "TRANSIT",
    "pendular": "PENDULAR",
    "apatrida": "STATELESS",
}
_PEOPLES = {
    "venezolano": "VE",
    "venezolana": "VE",
    "colombiano": "CO",
    "colombiana": "CO",
    "ecuatoriano": "EC",
    "ecuatoriana": "EC",
    "peruano": "PE",
    "peruana": "PE",
    "haitiano": "HT",
    "haitiana": "HT",
    "cubano": "CU",
    "cubana": "CU",
    "chileno": "CL",
    "chilena": "CL",
    "brasileno": "BR",
    "brasilena": "BR",
    "mexicano": "MX",
    "mexicana": "MX",
    "panameno": "PA",
    "panamena": "PA",
    "dominicano": "DO",
    "dominicana": "DO",
    "hondureno": "HN",
    "hondurena": "HN",
    "nicaraguense": "NI",
    "republica bolivariana de venezuela": "VE",
    "rep dominicana": "DO",
}


@dataclass(frozen=True, slots=True)
class CodeWords:
    """Folded words by what they stand for."""

    sexes: Mapping[str, str]
    countries: Mapping[str, str]
    documents: Mapping[str, str]
    profiles: Mapping[str, str]


def code_words() -> CodeWords:
    """The words of every language of the product."""
    return CodeWords(
        sexes=_labels("sex") | _SEXES,
        countries=_countries() | _labels("nationality_special") | _PEOPLES,
        documents=_labels("document_type") | _DOCUMENTS,
        profiles=_labels("mobility_profile") | _PROFILES,
    )


def _labels(list_name: str) -> dict[str, str]:
    words: dict[str, str] = {}
    for entry in code_list(list_name):
        words[fold(entry.code)] = entry.code
        for language in _LANGUAGES:
            words.setdefault(fold(entry.label(language)), entry.code)
    return words


def _countries() -> dict[str, str]:
    words: dict[str, str] = {}
    for language in ("es", "en", "pt", "fr"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                words.setdefault(fold(name), code)
                words.setdefault(code.casefold(), code)
    return words
