"""How much a register may hold: enough for a whole centre, too little to choke an old computer."""

from typing import Final

LARGEST_FILE: Final = 30 * 1024 * 1024
LARGEST_UNPACKED: Final = 300 * 1024 * 1024
MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 200
LONGEST_CELL: Final = 2_000
SURELY_HARMLESS: Final = 20 * 1024 * 1024
MOST_GROWTH: Final = 150
