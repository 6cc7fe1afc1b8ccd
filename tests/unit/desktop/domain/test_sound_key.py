"""Spellings that are heard alike share a word; names that differ do not share their key."""

import pytest

from integrhabitat_desktop.domain.sound_key import sound_key, sound_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yohana", "Johana"),
        ("Jhoana", "Yohana"),
        ("Valbuena", "Balbuena"),
        ("Muñoz", "Munos"),
        ("Quevedo", "Kevedo"),
        ("Giovanny", "Yovani"),
        ("Hernández", "Ernandes"),
        ("Jhonatan", "Jonathan"),
        ("Yánez", "Llanes"),
        ("Elizabeth", "Elisabet"),
        ("Xiomara", "Siomara"),
        ("Ximena", "Jimena"),
        ("Wilmer", "Guilmer"),
        ("Huamán", "Guaman"),
        ("Stefany", "Estefani"),
        ("Enmanuel", "Emanuel"),
        ("David", "Davi"),
        ("Katherine", "Catherin"),
        ("De La Rosa", "Delarosa"),
        ("Da Silva", "Dasilva"),
        ("Ma.", "María"),
        ("Gpe.", "Guadalupe"),
        ("St", "Saint"),
        ("Campo", "Campos"),
        ("Wuilliam", "William"),
        ("Christian", "Cristian"),
        ("Christopher", "Cristofer"),
        ("Wiliam", "William"),
        ("Eduin", "Edwin"),
        ("Maikel", "Michael"),
        ("Bryan", "Brayan"),
        ("Brian", "Brayan"),
        ("Vilmer", "Wilmer"),
        ("Keving", "Kevin"),
        ("Seila", "Sheila"),
        ("Abrahan", "Abraham"),
        ("Mishel", "Michelle"),
        ("Edwardo", "Eduardo"),
        ("Guasinton", "Washington"),
        ("Luz Dary", "Luzdary"),
        ("Jean-Baptiste", "Janbatis"),
    ],
)
def test_spellings_of_one_name_meet(one: str, other: str) -> None:
    assert set(sound_words(one)) & set(sound_words(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("noel", "noelia"), ("campo", "ocampo"), ("andrea", "andres"), ("marin", "moran"), ("rosa", "raso")],
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert sound_key(one) != sound_key(other)


def test_initials_and_numbers_have_no_sound() -> None:
    assert sound_words("M. 12") == ()


def test_the_words_of_a_name_hold_those_of_its_parts() -> None:
    assert set(sound_words("Chirinos")) < set(sound_words("Yohana Chirinos"))
