"""Labels of codes and names of countries."""

from integrhabitat_desktop.i18n import (
    code_choices,
    code_label,
    codes_label,
    countries,
    country_name,
    nationalities,
    set_language,
)


def test_a_code_is_shown_by_its_label_in_the_active_language() -> None:
    assert code_label("attendance_status", "LATE") == "Llegó tarde"
    set_language("en")
    assert code_label("attendance_status", "LATE") == "Late"


def test_a_code_of_a_newer_version_is_shown_as_it_is() -> None:
    assert code_label("attendance_status", "TELEPORTED") == "TELEPORTED"
    assert code_label("attendance_status", None) == ""


def test_several_codes_become_one_list() -> None:
    assert codes_label("sex", "F M") == "Mujer y Hombre"
    assert codes_label("sex", None) == ""


def test_choices_keep_the_order_of_the_list() -> None:
    assert [code for code, _label in code_choices("sex")] == ["F", "M", "X", "U"]


def test_countries_and_special_nationalities_have_names() -> None:
    assert country_name("VE") == "Venezuela"
    assert country_name("XXA") == "Apátrida"
    assert country_name(None) == ""
    set_language("en")
    assert country_name("DE") == "Germany"


def test_countries_are_sorted_by_name_without_regard_to_accents() -> None:
    listed = countries(first=("VE", "CO"))
    assert listed[:2] == [("VE", "Venezuela"), ("CO", "Colombia")]
    codes = [code for code, _name in listed]
    assert len(codes) == len(set(codes)) == 250
    assert codes.index("AT") < codes.index("AZ") < codes.index("BS")
    assert codes.index("EG") < codes.index("AE") < codes.index("ER")


def test_nationalities_end_with_the_special_ones() -> None:
    assert nationalities()[-1][0] == "ZZP"
