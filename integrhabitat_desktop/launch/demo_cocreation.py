"""A neighbourhood that works on housing with the demo centre: problem tree, matrix, votes, and what became of it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from integrhabitat_desktop.domain.recurrence import weekly
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.enrol_person import enrol_from
from integrhabitat_desktop.use_cases.keep_cocreation import (
    NewContribution,
    change_contribution,
    write_contribution,
)
from integrhabitat_desktop.use_cases.mark_attendance import begin_with_all_present
from integrhabitat_desktop.use_cases.plan_activity import (
    NewActivity,
    SessionTimes,
    create_activity,
    list_sessions,
)

_PROBLEM = "Las familias pagan arriendos que no alcanzan a cubrir, por viviendas en mal estado"
_EFFECTS = {
    "Mudanzas cada pocos meses": ("Niñas y niños cambian de colegio", "Se pierde la red de vecinas"),
    "Varias familias en una sola pieza": ("Enfermedades respiratorias",),
    "Deudas con tenderos y prestamistas": (),
}
# Cause: deeper causes, assets, differentials, solutions (with votes, responsible body, status, weeks ago, reason).
_Solution = tuple[str, int, str | None, str | None, int, str | None]
_CAUSES: Mapping[
    str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[_Solution, ...]]
] = {
    "Arriendos de palabra, sin contrato ni recibo": (
        ("Miedo a reclamar y quedar en la calle",),
        ("Consultorio jurídico de la universidad, los jueves", "Líderes que ya mediaron con propietarios"),
        (
            "A quien no tiene documento nacional no le firman contrato",
            "Las familias de acogida tampoco tienen recibos",
        ),
        (
            ("Modelo de contrato sencillo y taller para firmarlo", 31, "Consultorio jurídico El Puente",
             "IMPLEMENTED", 2, None),
            ("Mesa de mediación con propietarios del barrio", 24, "Junta de acción comunal", "IN_PROGRESS", 3, None),
        ),
    ),
    "Piden codeudor, depósito y carta laboral": (
        (),
        ("Cooperativa de ahorro de la plaza de mercado",),
        ("Sin historial en el país no hay codeudor",),
        (
            ("Fondo de garantía comunitario para el primer mes", 28, "Alcaldía local y cooperativa",
             "RESOURCED", 1, None),
            ("Subsidio de arriendo para toda familia que llegue", 9, None, "DROPPED", 1,
             "La norma exige cinco años de residencia; se buscará otra ruta con la Secretaría del Hábitat"),
        ),
    ),
    "Los ingresos son diarios e inestables": (
        ("Horarios que no permiten cuidar a los hijos", "Títulos sin convalidar"),
        ("Feria de los sábados", "Espacio de cuidado del centro"),
        ("Mujeres recién llegadas trabajan sin contrato por casa y comida",),
        (
            ("Espacio de cuidado abierto hasta las ocho de la noche", 17, "Centro La Esperanza", "DESIGNED", 0, None),
            ("Compra conjunta de materiales para reparar goteras", 12, None, None, 0, None),
        ),
    ),
}  # fmt: skip


def add_cocreation(desk: Desk, people: Sequence[str]) -> str:
    """A group that met four times, the last time three days ago, and goes on; the id of its activity."""
    first_day = desk.today() - timedelta(weeks=3, days=3)
    first = first_day.isoformat()
    activity = create_activity(
        desk,
        NewActivity(
            "Vivimos aquí: mesa de vivienda",
            "COCREATION_SESSION",
            place="Patio del centro",
            facilitator=desk.staff.id,
            fee_type="FREE",
        ),
        SessionTimes(first, "17:00", "19:00", weekly(first_day, 8)),
    )
    with desk.store.transaction(desk.staff.id) as tx:
        for person in people:
            enrol_from(tx, activity, person, first)
    for session in list_sessions(desk, activity):
        if session.day < desk.today().isoformat():
            begin_with_all_present(desk, session.session_id)
    fill_cocreation(desk, activity)
    return activity


def fill_cocreation(desk: Desk, activity: str) -> None:
    """Write down what the group found about housing in an activity of the demo centre."""
    problem = _write(desk, activity, "DEMAND", _PROBLEM)
    for effect, deeper in _EFFECTS.items():
        made = _write(desk, activity, "EFFECT", effect, problem)
        for words in deeper:
            _write(desk, activity, "EFFECT", words, made)
    for cause, (deeper, assets, differentials, solutions) in _CAUSES.items():
        made = _write(desk, activity, "CAUSE", cause, problem)
        for element, those in (("CAUSE", deeper), ("ASSET", assets), ("DIFFERENTIAL", differentials)):
            for words in those:
                _write(desk, activity, element, words, made)
        for solution in solutions:
            _write_solution(desk, activity, made, solution)


def _write(desk: Desk, activity: str, element: str, words: str, parent: str | None = None) -> str:
    new = NewContribution("HOUSING", element, words, parent)
    return write_contribution(desk, activity, new)[0].record_id


def _write_solution(desk: Desk, activity: str, cause: str, solution: _Solution) -> None:
    words, votes, responsible, status, weeks, reason = solution
    made = _write(desk, activity, "SOLUTION", words, cause)
    change_contribution(desk, made, {"votes": votes, "responsible": responsible})
    if status is not None:
        since = (desk.today() - timedelta(weeks=weeks)).isoformat()
        change_contribution(desk, made, {"status": status, "status_on": since, "status_reason": reason})
