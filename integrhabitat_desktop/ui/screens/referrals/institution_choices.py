"""Institutions to choose from, each with its level and when somebody last asked whether it is right."""

from collections.abc import Iterable

from integrhabitat_desktop.i18n import _, code_label, format_date, join_facts
from integrhabitat_desktop.use_cases.keep_institutions import InstitutionRow


def institution_choices(institutions: Iterable[InstitutionRow]) -> list[tuple[str, str]]:
    """Pairs of id and words, in the order given."""
    return [(it.id, _words(it)) for it in institutions]


def _words(institution: InstitutionRow) -> str:
    checked = institution.checked_on
    return join_facts(
        institution.name,
        code_label("institution_level", institution.level) if institution.level else "",
        _("checked {day}").format(day=format_date(checked)) if checked else _("never checked"),
    )
