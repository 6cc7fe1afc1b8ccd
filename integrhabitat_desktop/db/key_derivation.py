"""Keys from other secrets: Argon2id stretches passphrases, HKDF derives one key per purpose."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from integrhabitat_desktop.db.passphrase import normalised

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
KIB_PER_MIB: Final = 1024

# A forged key file must not make this computer allocate its memory away or calculate for hours.
LARGEST_MEMORY_KIB: Final = 1024 * KIB_PER_MIB
MOST_ITERATIONS: Final = 10
MOST_LANES: Final = 8


@dataclass(frozen=True, slots=True)
class Argon2Parameters:
    """The price of one guess. One lane: the library computes lanes one after the other, an attacker does not."""

    memory_kib: int
    iterations: int = 3
    lanes: int = 1

    def __post_init__(self) -> None:
        if not (
            1 <= self.lanes <= MOST_LANES
            and 1 <= self.iterations <= MOST_ITERATIONS
            and 8 * self.lanes <= self.memory_kib <= LARGEST_MEMORY_KIB
        ):
            raise ValueError("Argon2 parameters outside the limits")

    def at_least(self, floor: "Argon2Parameters") -> "Argon2Parameters":
        """These parameters, with memory and iterations raised to those of the floor."""
        return Argon2Parameters(
            max(self.memory_kib, floor.memory_kib), max(self.iterations, floor.iterations), self.lanes
        )


FLOOR: Final = Argon2Parameters(64 * KIB_PER_MIB)
CEILING: Final = Argon2Parameters(256 * KIB_PER_MIB)
TARGET_SECONDS: Final = 0.7
_MEMORY_STEP_KIB: Final = 16 * KIB_PER_MIB


def calibrate(clock: Callable[[], float]) -> Argon2Parameters:
    """The parameters that cost this computer about 0.7 s, between floor and ceiling.

    One measurement at the floor: the cost grows evenly with the memory. `clock` gives seconds.
    """
    started = clock()
    stretch("calibration", bytes(SALT_BYTES), FLOOR)
    seconds = max(clock() - started, 0.001)
    wanted = int(FLOOR.memory_kib * TARGET_SECONDS / seconds)
    memory = wanted // _MEMORY_STEP_KIB * _MEMORY_STEP_KIB
    return Argon2Parameters(min(max(memory, FLOOR.memory_kib), CEILING.memory_kib))


def stretch(passphrase: str, salt: bytes, parameters: Argon2Parameters) -> bytes:
    """The key a passphrase stands for. Slow by design and without the interpreter lock: use a worker thread."""
    return Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=parameters.iterations,
        lanes=parameters.lanes,
        memory_cost=parameters.memory_kib,
    ).derive(normalised(passphrase))


def derive(secret: bytes, purpose: str, *context: bytes) -> bytes:
    """A key for one purpose; keys of different purpose or context say nothing about each other."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=joined(purpose.encode(), *context)).derive(secret)


def store_key(master: bytes, store_id: bytes, epoch: int) -> bytes:
    """The key of the database file in one epoch of the store."""
    return derive(master, "integrhabitat store key 1", store_id, epoch.to_bytes(8, "big"))


def key_file_seal_key(master: bytes, store_id: bytes) -> bytes:
    """The key of the seal over the whole key file."""
    return derive(master, "integrhabitat key file seal 1", store_id)


def joined(*parts: bytes) -> bytes:
    """Parts with their lengths, so that no two lists of parts give the same bytes."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)
