"""Words that names share with everyday speech, folded: what bears a name and is no person, what is a word first."""

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What bears somebody's name is a place or a body, and everybody may speak of it.
PLACES: Final = _words(
    """
    barrio colegio escuela liceo parque plaza plazoleta calle carrera avenida av jiron pasaje via puente
    hospital clinica sector urbanizacion vereda comuna corregimiento parroquia iglesia capilla centro
    mercado cancha estadio institucion fundacion biblioteca universidad instituto jardin ciudadela conjunto
    conjuntos asentamiento villa coliseo museo municipio provincia canton distrito estacion terminal metro
    plan ley programa ciudad residencial vecinal
    """
)
# Words of every day that people are also called; two of them are a name only where they are written as one.
EVERYDAY: Final = _words(
    """
    alba alegria alto amparo angel angeles aurora baez banos barrera barrios blanca blanco bravo bueno
    caballero cabello cabrera calle calles camino campo campos cano casa casas castillo clara claro consuelo
    cordero cortes crespo cruz cuesta delgado dolores dulce escudero esperanza estrella fe felix feo flor
    flores franco frias fuente fuentes gallo gloria gracia guerra guerrero hermoso hierro huertas iglesia
    iglesias jardin ladera lago largo leal leon libertad lima linda llano llanos lluvia loma lomas luna luz
    madera manso mar mares margarita mayo mayor mejia mercado mercedes mesa milagros monte montes mora
    moreno nieves nino nuevo olmos pacheco palma palomino parra pascua pastor paz pena perla pilar pino
    pinto plata plaza pozo prado prieto primo puente puentes puerta quinta ramos real reina rey rico rincon
    rio rios risco roble robles rojas rojo rosa rosal rosales rosario rubio salas salvador santos seco
    sereno serrano sierra silva sol soledad soto suarez tierra torre torres trigo valle vaca valiente vega
    vela verde vida viejo villa vino virtudes vista
    """
)
# Second given names: they tell two given names of one person from a given name with a surname.
SECOND_GIVEN: Final = _words(
    """
    jose maria juan luis carlos antonio alberto andres angel del carmen elena eduardo enrique fernando
    francisco isabel javier jesus jorge manuel mercedes miguel milagros paola patricia pilar rafael ricardo
    rosa rosario teresa victoria alejandra alejandro alexander andrea beatriz cristina daniel david esther
    fernanda gabriel gabriela ines josefina lucia luisa luz marcela margarita mariana marina monica natalia
    nicolas pablo sofia valentina yolanda
    """
)
