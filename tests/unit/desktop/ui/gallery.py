"""Every widget of the kit with invented people, for the pictures and for the tests that look for clipping."""

from datetime import date
from typing import cast

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QWidget

from integrhabitat_desktop.domain.date_entry import DateEntry
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    BADGE_ROLE,
    MUTED_ROLE,
    STRETCH,
    STRONG_ROLE,
    Avatar,
    Badge,
    BadgeText,
    Banner,
    BirthField,
    CardPanel,
    CheckField,
    ChoiceField,
    CodeField,
    CodesField,
    CountryField,
    DataTable,
    DateField,
    EmptyState,
    FormGrid,
    KitCheckBox,
    ListRow,
    NoteField,
    NumberField,
    PassphraseField,
    ProgressPanel,
    RowList,
    Screen,
    SegmentedField,
    SidePanel,
    TextField,
    TimeField,
    caption,
    column,
    danger_button,
    display_label,
    flow_row,
    heading,
    link_button,
    muted_label,
    offer_button,
    plain_label,
    primary_button,
    row,
    rule,
    secondary_button,
    section_label,
    value_label,
)

_SOUND = BadgeText("suena parecido")

FOUND = (
    ListRow(
        "K3F9Q7M-1A2",
        "Yohana Carolina Chirinos Valbuena",
        "35 años · PPT 9 900 123 · El Pozón",
        avatar="Yohana Carolina",
        badges=(_SOUND,),
    ),
    ListRow(
        "K3F9Q7M-1A3",
        "Johana Valbuena de Rondón",
        "62 años · C.C. 45 ··· 218 · Nelson Mandela",
        avatar="Johana Valbuena",
        badges=(_SOUND,),
    ),
    ListRow(
        "K3F9Q7M-1A4",
        "Yoanna Balbuena",
        "19 años · sin documento",
        avatar="Yoanna Valbuena",
        badges=(BadgeText("apellido"),),
    ),
)
RECENT = (
    ListRow(
        "r1",
        "Marie-Ange Desrosiers",
        icon="check",
        icon_tone=Tone.POSITIVE,
        badges=(BadgeText("Kreyòl"),),
        trailing="10:38",
    ),
    ListRow(
        "r2",
        "Pedro Pablo Quispe Mamani",
        icon="check",
        icon_tone=Tone.POSITIVE,
        badges=(BadgeText("Remisión pendiente", Tone.WARNING),),
        trailing="10:31",
    ),
    ListRow("r3", "Familia Rondón Peña · 4", icon="check", icon_tone=Tone.POSITIVE, trailing="10:22"),
)
_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class SampleRoster(QAbstractTableModel):
    """A roster as a table model with the roles of the kit."""

    _ROWS = (
        ("Marie-Ange Desrosiers", BadgeText("Presente", Tone.POSITIVE, "check"), "Presencial", ""),
        ("Ángel Rondón Peña", BadgeText("Presente", Tone.POSITIVE, "check"), "Presencial", ""),
        ("Pedro Pablo Quispe Mamani", BadgeText("Ausente", Tone.DANGER, "x"), "", "3 faltas: ¿llamar?"),
        ("Luz Marina Ortega", BadgeText("Tarde, 25 min", Tone.POSITIVE, "clock"), "En línea", ""),
        ("Wilmer José Bermúdez", BadgeText("Con excusa", Tone.WARNING, "file-check"), "", "cita médica"),
        ("Rosa Elvira Chuquimarca", BadgeText("Sin marcar", Tone.NEUTRAL, "minus"), "", ""),
    )

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._ROWS)

    def columnCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return ("Participante", "Estado", "Modalidad", "Nota")[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        value = self._ROWS[index.row()][index.column()]
        if isinstance(value, BadgeText):
            return (
                value if role == BADGE_ROLE else value.text if role == Qt.ItemDataRole.DisplayRole else None
            )
        if role == Qt.ItemDataRole.DisplayRole:
            return value
        if role == STRONG_ROLE:
            return index.column() == 0
        return index.column() > 1 if role == MUTED_ROLE else None


class ReceptionSample(Screen):
    """The reception picture, rebuilt from the kit."""

    def __init__(self) -> None:
        super().__init__()
        self.found = RowList("Personas que coinciden")
        self.found.set_rows(FOUND, select_first=True)
        self.recent = RowList("En la sala", cards=False)
        self.recent.set_rows(RECENT)
        left = column(
            column(
                heading("3 personas coinciden"),
                muted_label("Enter registra el ingreso de la primera"),
                spacing=0,
            ),
            self.found,
            offer_button("Ninguna de estas: registrar a «yohana balbuena»", icon="user-plus", keys="Ctrl+N"),
            section_label("En la sala desde hace poco"),
            self.recent,
            STRETCH,
        )
        self.body.addWidget(_two(left, _person_panel()), 1)


def _two(left: QWidget, right: QWidget) -> QWidget:
    holder = row(left, right, spacing=28)
    layout = cast(QHBoxLayout, holder.layout())
    layout.setStretch(0, 42)
    layout.setStretch(1, 58)
    return holder


def _person_panel() -> SidePanel:
    panel = SidePanel()
    name = "Yohana Carolina Chirinos Valbuena"
    panel.show_content(
        row(
            Avatar(name, "K3F9Q7M-1A2", 56),
            column(
                heading(name),
                muted_label("35 años · mujer · Venezuela · participante K3F9Q7M-1A2", elided=True),
                spacing=0,
            ),
            spacing=14,
        ),
        flow_row(
            Badge("Consentimiento vigente", Tone.POSITIVE, "shield-check"),
            Badge("Contacto seguro: solo mañanas", Tone.WARNING, "phone"),
            Badge("Hogar de 4", Tone.NEUTRAL, "home-heart"),
        ),
        flow_row(
            primary_button("Registrar ingreso", icon="login"),
            secondary_button("Servicio", icon="heart-handshake", keys="S"),
            secondary_button("Inscribir", icon="calendar-plus", keys="I"),
            secondary_button("Remitir", icon="send", keys="R"),
        ),
        section_label("También del hogar"),
        column(
            KitCheckBox("Luis Ángel Rondón Chirinos", detail="8 años · hijo", checked=True),
            KitCheckBox("Yusleidy Rondón Chirinos", detail="14 años · hija", checked=True),
            KitCheckBox("Ángel Rondón Peña", detail="38 años · pareja"),
            spacing=0,
        ),
        rule(),
        section_label("Últimos contactos"),
        plain_label("Taller de emprendimiento · presente (4 de 5)", wrapped=True),
    )
    return panel


class RosterSample(Screen):
    """The attendance picture, rebuilt from the kit."""

    def __init__(self) -> None:
        super().__init__(
            "Taller de emprendimiento · sesión 6 de 10",
            "Viernes 20 de noviembre, 14:00 a 16:00 · Salón azul · facilita Óscar Mena",
            link_button("No se realizó", icon="calendar-x"),
            secondary_button("Planilla", icon="printer"),
            primary_button("Terminar", icon="checks"),
        )
        self.body.addWidget(
            flow_row(
                Badge("31 presentes", Tone.POSITIVE, "check"),
                Badge("4 ausentes", Tone.DANGER, "x"),
                Badge("1 con excusa", Tone.WARNING, "file-check"),
                Badge("4 sin marcar", Tone.NEUTRAL, "minus"),
            )
        )
        self.table = DataTable("Lista de asistencia", SampleRoster(self))
        self.table.set_row_height(50)
        self.table.set_column_widths(0, 200, 160, 200)
        self.table.select_row(4)
        self.body.addWidget(self.table, 1)


class FormSample(Screen):
    """All fields, with errors, long words and a banner."""

    def __init__(self) -> None:
        super().__init__(
            "Registro breve",
            "Solo lo necesario para hoy",
            secondary_button("Cancelar"),
            primary_button("Guardar", icon="device-floppy", keys="Ctrl+S"),
        )
        today = lambda: date(2026, 11, 20)  # noqa: E731 - a fixed clock
        name = TextField("Nombre", required=True, value="Yohana")
        name.set_error("Escriba al menos un nombre o un alias. Nada se ha guardado todavía.")
        birth = BirthField("Fecha de nacimiento o edad", today)
        birth.set_entry(DateEntry("1991-05-01", "ESTIMATED"))
        grid = FormGrid(
            name,
            birth,
            SegmentedField(
                "Sexo", [("F", "Mujer"), ("M", "Hombre"), ("X", "Otro"), ("U", "Sin información")], value="F"
            ),
            CountryField("Nacionalidad", first=("VE", "CO"), special=True, value="VE"),
            CodeField("Perfil de movilidad humana", "mobility_profile"),
            ChoiceField("Sala", [("a", "Salón azul")], value="a"),
            DateField("Fecha de expedición del documento", today, value="2019-02-03"),
            TimeField("Hora", value="14:00"),
            NumberField("Cupo", value=25, help_text="Cuántas personas caben en el salón."),
            PassphraseField("Frase de paso"),
        )
        grid.add(NoteField("Nota", placeholder="Lo que ayuda a quien atienda mañana"), wide=True)
        self.body.addWidget(
            Banner(
                "Se parece a alguien ya registrado: Johana Valbuena de Rondón.",
                Tone.WARNING,
                action="Ver a esa persona",
            )
        )
        self.body.addWidget(CardPanel(grid, CheckField("Aceptó que se guarden sus datos", value=True)))
        self.body.addStretch(1)


class RestSample(Screen):
    """Panels, texts and states that the other samples leave out."""

    def __init__(self) -> None:
        super().__init__("2 decisiones por tomar", "Nada se perdió: elija cuál queda.")
        one = CardPanel(
            plain_label("Ana Lucía escribió"),
            muted_label("martes 17 nov, 09:12 · en recepción"),
            value_label("312 ··· 4471"),
            caption("Es lo que ven todos ahora"),
            flow_row(secondary_button("Dejar este", icon="check", keys="1", hint_only=True)),
            inset=True,
        )
        two = CardPanel(
            plain_label("Luis Fernando escribió"),
            muted_label("miércoles 18 nov, 16:40 · portátil 2"),
            value_label("301 ··· 9025"),
            caption("Llegó después a la red"),
            flow_row(primary_button("Usar este", icon="check", keys="2", hint_only=True)),
            inset=True,
        )
        self.body.addWidget(
            CardPanel(
                row(one, two, spacing=16),
                flow_row(
                    link_button("Preguntar después", icon="clock"),
                    link_button("Ver el historial", icon="history"),
                    danger_button("Borrar este equipo", icon="trash"),
                ),
            )
        )
        progress = ProgressPanel("Importando el registro", lambda: None)
        progress.set_progress(3200, 20000, "3 200 de 20 000 filas", 95)
        disabled = secondary_button("Exportar")
        disabled.setEnabled(False)
        self.body.addWidget(
            row(
                progress,
                column(
                    Banner("Guardado en este equipo.", Tone.POSITIVE),
                    Banner("Sin conexión desde las 08:15.", Tone.WARNING),
                    Banner("El disco está lleno.", Tone.DANGER),
                    Banner("Hay una versión nueva."),
                    flow_row(disabled),
                ),
            )
        )
        codes = CodesField("Idiomas", "language", only=("spa", "hat", "por"), value="spa hat")
        self.body.addWidget(row(codes, column(display_label("K7Q2-M9XA"), caption("Código de un solo uso"))))
        self.body.addWidget(
            EmptyState(
                "calendar-event",
                "Todavía no hay actividades",
                "Cree la primera y agregue a quienes participan.",
                primary_button("Crear actividad", icon="plus"),
            )
        )


SAMPLES = {"reception": ReceptionSample, "roster": RosterSample, "form": FormSample, "rest": RestSample}


def gallery() -> QTabWidget:
    """All samples as tabs, to look at by hand: `python -m tests.unit.desktop.ui.gallery`."""
    tabs = QTabWidget()
    for name, sample in SAMPLES.items():
        tabs.addTab(sample(), name)
    return tabs
