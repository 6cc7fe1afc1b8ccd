"""What tells who somebody is gets noticed; what people say in a meeting does not cry wolf. Everybody is invented."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from integrhabitat_desktop.domain.personal_traces import (
    KnownNames,
    Trace,
    TraceKind,
    known_names,
    new_traces,
    personal_traces,
)

ENROLLED = known_names(
    [
        "Yuleisi del Carmen Gómez Pérez",
        "Luis Muñoz",
        "María José Rangel",
        "Wilmer Antonio Quispe Huamán",
        "Rosa Blanco",
        "Luz Torres",
        "Cruz Campos",
        "Simón Bolívar",
        "Esperanza",
        "De la O",
        "Jean-Baptiste Pierre-Louis",
    ]
)


def found(text: str) -> list[tuple[str, str]]:
    return [(it.kind.value, it.words) for it in personal_traces(text, ENROLLED)]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("llamar al 300 123 4567 para el cupo", "phone", "300 123 4567"),
        ("el comité atiende en el +57 (1) 234-5678", "phone", "+57 (1) 234-5678"),
        ("WhatsApp de la tesorera: 3001234567", "phone", "3001234567"),
        ("celular 987 654 321", "phone", "987 654 321"),
        ("quien arrienda: 2345-6789", "phone", "2345-6789"),
        ("escribir a veeduria.barrio@correo.example hoy", "email", "veeduria.barrio@correo.example"),
        ("la señora con cédula 52.345.678 no recibió subsidio", "document", "52.345.678"),
        ("C.C. 1020345678 quedó por fuera de la lista", "document", "1020345678"),
        ("su cédula es V-12.345.678 y no la aceptan", "document", "V-12.345.678"),
        ("DNI 45678912", "document", "45678912"),
        ("pasaporte No. 1234567", "document", "1234567"),
        ("RUT 12.345.678-5", "document", "12.345.678-5"),
        ("rechazaron el 12.345.678-5 en la ventanilla", "document", "12.345.678-5"),
        ("CURP GOMY850101HDFRRN09", "document", "GOMY850101HDFRRN09"),
        ("a Yuleisi Gómez la sacaron de su casa", "name", "Yuleisi Gómez"),
        ("dice carmen gomez que no hay agua", "name", "carmen gomez"),
        ("que LUIS MUÑOZ hable con el dueño", "name", "LUIS MUÑOZ"),
        ("la familia Gómez Pérez vive en la ladera", "name", "Gómez Pérez"),
        ("María Rangel y sus hijos", "name", "María Rangel"),
        ("José Rangel pide turno", "name", "José Rangel"),
        ("casa de Wilmer Quispe", "name", "Wilmer Quispe"),
        ("la huerta de Luz Torres", "name", "Luz Torres"),
        ("el señor Ramírez no arrienda a venezolanos", "name", "señor Ramírez"),
        ("doña Carmen cocina para todos", "name", "doña Carmen"),
        ("hablar con la Sra. Pacheco Díaz", "name", "Sra. Pacheco Díaz"),
    ],
)
def test_what_points_at_somebody_is_noticed(text: str, kind: str, words: str) -> None:
    assert found(text) == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Arriendos impagables y sin contrato",
        "El arriendo subió de $450.000 a 1.200.000 pesos en dos años",
        "Un arriendo cuesta 1 200 000",
        "Somos 12 500 habitantes y 3 rutas de bus",
        "Faltan 1.500.000 dólares para el acueducto",
        "Entre 2019-2024 no hubo ni un proyecto",
        "La Ley 1581 de 2012 y el Decreto 1377 de 2013 lo permiten",
        "Reunión el 2026-11-20 a las 14:30, salón 2",
        "La visita fue el 12-05-2024",
        "La calle 45 # 12-34 no tiene luz",
        "Cra. 7 con calles 10, 11 y 12",
        "Más luz en las torres y en los campos",
        "Poner una cruz en campos abiertos",
        "Pintar con rosa y blanco el mural",
        "MÁS LUZ, TORRES SEGURAS",
        "Recuperar el parque Luis Muñoz",
        "El barrio Simón Bolívar no tiene alcantarillado",
        "La avenida Simón Bolívar se inunda",
        "Un curso en el colegio Don Bosco",
        "La esperanza de la gente joven",
        "Madres que llegaron solas, sin red, con niñas y niños",
        "Los señores de la junta no escuchan a las vecinas",
        "La cédula venezolana no sirve para firmar un contrato",
        "El permiso (PPT) tarda más de 90 días",
        "Piden 3 meses de depósito, codeudor y carta laboral",
        "María y José hicieron la huerta",
        "Luis quiere un semáforo; Muñoz y otros dicen que no",
        "Que 7 de cada 10 hogares tengan agua 24 horas",
        "Línea 123 y línea 155 para denunciar",
        "Encuesta: 65% paga más de la mitad de su ingreso",
        "Santa Rosa, La Paz y San Martín comparten el jagüey",
    ],
)
def test_what_people_say_in_a_meeting_raises_no_alarm(text: str) -> None:
    assert found(text) == []


def test_several_traces_come_in_the_order_of_the_text_and_each_once() -> None:
    text = "Luis Muñoz (300 123 4567) y Luis Muñoz, luis@correo.example"
    assert found(text) == [
        ("name", "Luis Muñoz"),
        ("phone", "300 123 4567"),
        ("email", "luis@correo.example"),
    ]


def test_what_was_decided_about_is_not_asked_again() -> None:
    standing = "Colectivo Luis Muñoz"
    assert new_traces("El colectivo luis munoz ayuda", standing, ENROLLED) == ()
    assert new_traces("Colectivo Luis Muñoz, 300 123 4567", standing, ENROLLED) == (
        Trace(TraceKind.PHONE, "300 123 4567"),
    )


def test_a_single_word_or_two_given_names_are_no_known_name() -> None:
    assert known_names(["Esperanza", "De la O", ""]) == KnownNames()
    assert ("maria", "jose") not in ENROLLED.pairs


@given(st.text(max_size=300))
@example("1 " * 150)
@example("a@" * 150)
@example("(+" * 150)
@example("llame " * 50)
def test_any_text_is_read_to_its_end_and_traces_are_parts_of_it(text: str) -> None:
    for trace in personal_traces(text, ENROLLED):
        assert trace.words in text
