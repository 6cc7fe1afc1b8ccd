"""An order-free digest of which versions a store holds, kept incrementally on both sides."""

from dataclasses import dataclass
from hashlib import blake2b

MODULUS = 1 << 128
BUCKETS = 256


def record_hash(record_type: str, record_id: str, version: int) -> int:
    """128 bits of BLAKE2b over type, id and version."""
    text = f"{record_type}\0{record_id}\0{version}".encode()
    return int.from_bytes(blake2b(text, digest_size=16).digest(), "big")


def bucket_of(record_type: str, record_id: str) -> int:
    """The bucket (0 to 255) in which a record is compared when digests differ."""
    return blake2b(f"{record_type}\0{record_id}".encode(), digest_size=1).digest()[0]


@dataclass(frozen=True, slots=True)
class Digest:
    """Count and sum modulo 2**128 of the record hashes."""

    count: int = 0
    total: int = 0

    def added(self, record_hash_value: int) -> "Digest":
        """The digest with one record more."""
        return Digest(self.count + 1, (self.total + record_hash_value) % MODULUS)

    def removed(self, record_hash_value: int) -> "Digest":
        """The digest with one record less."""
        return Digest(self.count - 1, (self.total - record_hash_value) % MODULUS)

    def replaced(self, old_hash: int, new_hash: int) -> "Digest":
        """The digest after a record moved from one version to another."""
        return Digest(self.count, (self.total - old_hash + new_hash) % MODULUS)

    def to_bytes(self) -> bytes:
        """Four bytes of count and sixteen of sum, big-endian."""
        return self.count.to_bytes(4, "big") + self.total.to_bytes(16, "big")

    @classmethod
    def from_bytes(cls, data: bytes) -> "Digest":
        """The digest of 20 bytes. ValueError for another length."""
        if len(data) != 20:
            raise ValueError("a digest has 20 bytes")
        return cls(int.from_bytes(data[:4], "big"), int.from_bytes(data[4:], "big"))
