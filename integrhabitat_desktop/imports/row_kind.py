"""Tells rows under and between the people from people: totals, remarks, who signed the list."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final

from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.imports.birth_cell import read_birth
from integrhabitat_desktop.imports.cells import Cell
from integrhabitat_desktop.imports.columns import NAMES, Column
from integrhabitat_desktop.imports.document_cell import split_prefix
from integrhabitat_desktop.imports.row_answers import SkipReason

# Nobody is called so: a row that begins like that is one of totals, unless it holds somebody's data.
_BEGIN_TOTALS: Final = frozenset(
    ["total", "totales", "totals", "totais", "totaux", "subtotal", "subtotales", "subtotals"]
)
# Words of which the line of a total may consist, beside figures.
_TOTALS: Final = _BEGIN_TOTALS | {
    *("suma", "sumas", "sum", "gran", "grand", "general", "cantidad", "numero", "no", "promedio", "media"),
    *("average", "porcentaje", "conteo", "count", "hombres", "mujeres", "ninos", "ninas", "adolescentes"),
    *("adultos", "adultas", "mayores", "menores", "jovenes", "personas", "asistentes", "asistencia"),
    *("asistencias", "participantes", "beneficiarios", "beneficiarias", "inscritos", "inscritas", "familias"),
    *("hogares", "masculino", "femenino", "otros", "otras", "men", "women", "boys", "girls", "children"),
    *("adults", "people", "participants", "attendees", "families", "registros", "edad", "age", "dia", "mes"),
    *(
        "presentes",
        "ausentes",
        "presencias",
        "ausencias",
        "inasistencias",
        "faltas",
        "asistieron",
        "faltaron",
    ),
    *("presents", "absents", "attended", "attendance", "presencas", "presences"),
    *("homens", "mulheres", "pessoas", "hommes", "femmes", "personnes", "mayor", "acumulado", "parcial"),
}
_BETWEEN: Final = frozenset(
    ["de", "del", "por", "y", "e", "o", "la", "el", "los", "las", "a", "en", "al", "of", "the", "and", "by"]
)
# Alone these words count nobody: "Gran", "General", "Mayor" are names and parts of names.
_COUNTED: Final = _TOTALS - {
    *("gran", "grand", "general", "numero", "no", "media", "mayor", "mes", "dia", "edad", "age", "parcial"),
    *("sum", "count", "masculino", "femenino"),
}
_NAMES_TOO: Final = frozenset(["suma"])
_BEGIN_REMARK: Final = frozenset(
    ["elaborado", "elaboro", "revisado", "reviso", "aprobado", "aprobo", "diligenciado", "diligencio"]
)
# Names too: a remark only with a colon, a figure or a small word behind, or alone.
_REMARKS: Final = _BEGIN_REMARK | {
    *("nota", "notas", "fuente", "firma", "firmas", "source", "responsable", "responsables", "fecha"),
    *("observacion", "observaciones", "facilitador", "facilitadora", "coordinador", "coordinadora", "lugar"),
    *("note", "notes", "signature", "date", "remarks", "prepared", "approved", "reviewed"),
    *("convenciones", "hora", "pagina", "page", "sello"),
}
_LABELLED: Final = re.compile(r"^[^\W\d][^:]{0,40}:")
_FEWEST_DIGITS: Final = 5
_FEWEST_PHONE_DIGITS: Final = 6


def kind_of_row(found: Mapping[Column, Cell], cells: Sequence[Cell], today: date) -> SkipReason | None:
    """TOTALS or REMARK; None where a row is to be read as somebody. `found` are its cells by what they mean.

    A row with a document, a birth date, a phone or an e-mail is somebody, whatever is written for the name.
    """
    if _holds_personal_data(found, today):
        return None
    texts = [str(cell) for cell in cells if cell is not None]
    first = texts[0] if texts else ""
    if first.endswith(":") or _begins(first, _BEGIN_TOTALS):
        kind = kind_of_text(first)
        if kind is not None and (first.endswith(":") or _is_counted(first)):
            return kind
    name = " ".join(str(found[it]) for it in Column if it in NAMES and it in found)
    if _has_letters(name):
        return kind_of_text(name)
    kinds = [kind_of_text(text) for text in texts if _has_letters(text)]
    return kinds[0] if kinds and None not in kinds else None


def kind_of_text(text: str) -> SkipReason | None:
    """TOTALS or REMARK where a text by itself is the begin of such a line; None for names and anything else."""
    words = fold(text).split()
    if not words:
        return None
    if words[0] in _BEGIN_TOTALS or _is_counted(text):
        return SkipReason.TOTALS
    is_said = len(words) == 1 or words[1] in _BETWEEN or _LABELLED.match(text) or _has_digits(text, 1)
    if words[0] in _BEGIN_REMARK or (words[0] in _REMARKS and is_said):
        return SkipReason.REMARK
    return None


def names_nobody(text: str) -> bool:
    """Whether a name consists of nothing but words of totals; "Suma" may be one."""
    return _is_counted(text) and not _begins(text, _NAMES_TOO)


def _holds_personal_data(found: Mapping[Column, Cell], today: date) -> bool:
    document = str(found.get(Column.DOCUMENT_NUMBER) or "")
    if _has_digits(document, _FEWEST_DIGITS) or split_prefix(document)[0] is not None:
        return True
    if _has_digits(str(found.get(Column.PHONE) or ""), _FEWEST_PHONE_DIGITS):
        return True
    if "@" in str(found.get(Column.EMAIL) or ""):
        return True
    birth = found.get(Column.BIRTH_DATE)
    if birth is None or (isinstance(birth, str) and birth.isdecimal()):
        return False  # a figure under the births may be the count of them
    entry = read_birth(birth, today)
    return entry is not None and entry.precision in ("DAY", "MONTH")


def _is_counted(text: str) -> bool:
    """Whether nothing but words of totals and figures stand there: "Total hombres: 12", "Asistentes"."""
    words = [word for word in fold(text).split() if not word.isdecimal()]
    return all(it in _TOTALS or it in _BETWEEN for it in words) and any(it in _COUNTED for it in words)


def _begins(text: str, words: Collection[str]) -> bool:
    return fold(text).partition(" ")[0] in words


def _has_letters(text: str) -> bool:
    return any(sign.isalpha() for sign in text)


def _has_digits(text: str, fewest: int) -> bool:
    return sum(sign.isdecimal() for sign in text) >= fewest
