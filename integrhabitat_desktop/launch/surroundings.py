"""What the program is given from outside: its folder, clock, randomness, and how to begin again after a lock."""

import random
import secrets
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from integrhabitat_desktop.db.key_derivation import FLOOR, Argon2Parameters, calibrate
from integrhabitat_desktop.domain.clock import Clock
from integrhabitat_desktop.launch.relaunch import Relaunch, relaunch_command, start_again
from integrhabitat_desktop.launch.system_clock import SystemClock
from integrhabitat_desktop.resource_folder import resource_path
from integrhabitat_desktop.ui.sync_worker import Chance


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`home` holds the store folder, its lock, backups and the preferences of this computer.

    `cost` tells how dear a passphrase check shall be here; `relaunch` is called at a lock, when everything is
    closed, and does not come back; `words` holds the word lists for passphrases;
    `chance` is what sending takes time and chance from.
    """

    home: Path
    clock: Clock
    random_bytes: Callable[[int], bytes]
    cost: Callable[[], Argon2Parameters]
    floor: Argon2Parameters
    relaunch: Relaunch
    words: Path
    chance: Chance


def surroundings_of(home: Path) -> Surroundings:
    """The real ones, for the store in `home`."""
    return Surroundings(
        home=home,
        clock=SystemClock(),
        random_bytes=secrets.token_bytes,
        cost=lambda: calibrate(time.perf_counter),
        floor=FLOOR,
        relaunch=lambda: start_again(relaunch_command(home)),
        words=resource_path("wordlists"),
        chance=Chance(time.monotonic, secrets.token_bytes, random.random),
    )


def program_versions() -> str:
    """One line for a fault report."""
    return f"Python {sys.version.split()[0]}, {sys.platform}"
