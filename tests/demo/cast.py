"""The people and words of the demo, all invented; some are planted to be looked for in the bytes of the stores."""

from tests.drive.start import SetUp

CENTRE_CODE = "BOG-01"
CENTRE = SetUp("La Esperanza", "Colombia", "Ana Lucía Restrepo", "fogata-lirio-cuenco-remanso")
SECOND_PASSPHRASE = "puente-almendra-viento-calle"
FACILITATOR = "Óscar Mena"
START_PASSPHRASE = "trompo-cascada-laurel-mesa"
FACILITATOR_PASSPHRASE = "guitarra-nube-sendero-pan"
ACTIVITY = "Taller de emprendimiento"
GARDEN = "Huerta comunitaria"
YOHANA = "Yohana Carolina Chirinos Valbuena"
PEDRO = "Pedro Pablo Quispe Mamani"
LUZ = "Luz Marina Ortega"
MARIE = "Marie-Ange Desrosiers"
NOTE = "acompañar a la cita del martes"
PHONE, PHONE_A, PHONE_B = "3001188442", "3124471903", "3019025764"
PLANTED = ("Chirinos", "Quispe Mamani", "Marina Ortega", "Desrosiers", NOTE, PHONE, PHONE_A, PHONE_B)
