"""The content of a key file: strict parsing with hard limits, and the seal over the whole."""

import hmac
from typing import Annotated, Final

import msgspec

from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.key_derivation import KEY_BYTES, key_file_seal_key
from integrhabitat_desktop.db.key_slots import SealedMaster, StretchCost, WrappedKey

FORMAT: Final = 1
LARGEST_FILE: Final = 64 * 1024
MOST_ACCOUNTS: Final = 64
STORE_ID_BYTES: Final = 16
# Room that a rotation needs in a full file: a second sealed master key for every account.
_ROTATION_RESERVE: Final = 160

PublicKey = Annotated[bytes, msgspec.Meta(min_length=KEY_BYTES, max_length=KEY_BYTES)]
Epoch = Annotated[int, msgspec.Meta(ge=1, le=2**31)]
Masters = Annotated[tuple[SealedMaster, ...], msgspec.Meta(min_length=1, max_length=2)]


class AccountEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One account. Name and role stand in clear: the lock screen shows them before anyone can prove a key."""

    account_id: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    display_name: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    role: Annotated[str, msgspec.Meta(min_length=1, max_length=32)]
    must_change_passphrase: bool
    public_key: PublicKey
    wrapped: WrappedKey
    masters: Masters


class RecoveryEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The slot of the printed recovery key."""

    public_key: PublicKey
    masters: Masters


class KeyDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything in a key file. `pending_epoch` is set while a rotation is under way."""

    format: int
    store_id: Annotated[bytes, msgspec.Meta(min_length=STORE_ID_BYTES, max_length=STORE_ID_BYTES)]
    generation: Annotated[int, msgspec.Meta(ge=1, le=2**53)]
    epoch: Epoch
    pending_epoch: Epoch | None
    cost: StretchCost
    accounts: Annotated[tuple[AccountEntry, ...], msgspec.Meta(min_length=1, max_length=MOST_ACCOUNTS)]
    recovery: RecoveryEntry
    seal: Annotated[bytes, msgspec.Meta(max_length=KEY_BYTES)] = b""


class _FormatOnly(msgspec.Struct):
    format: int


def parse_document(content: bytes) -> KeyDocument:
    """The document in a file's bytes. StoreError `store_newer` or `keys_damaged`; the seal is not checked yet."""
    if len(content) > LARGEST_FILE:
        raise StoreError("keys_damaged")
    try:
        found = msgspec.json.decode(content, type=_FormatOnly).format
        if found > FORMAT:
            raise StoreError("store_newer", found=found, known=FORMAT)
        document = msgspec.json.decode(content, type=KeyDocument)
        _check_consistency(document)
    except (msgspec.MsgspecError, RecursionError, ValueError):
        raise StoreError("keys_damaged") from None
    return document


def encode_document(document: KeyDocument) -> bytes:
    """The bytes to write. StoreError `keys_full` where they would leave no room for a rotation."""
    content = msgspec.json.format(msgspec.json.encode(document), indent=1)
    reserve = 0 if document.pending_epoch else _ROTATION_RESERVE * (len(document.accounts) + 1)
    if len(document.accounts) > MOST_ACCOUNTS or len(content) + reserve > LARGEST_FILE:
        raise StoreError("keys_full", most=MOST_ACCOUNTS)
    return content


def sealed(document: KeyDocument, master: bytes) -> KeyDocument:
    """The document with the seal that only a holder of the master key can make."""
    return msgspec.structs.replace(document, seal=_seal(document, master))


def is_sealed_with(document: KeyDocument, master: bytes) -> bool:
    """Whether nothing in the document changed since a holder of this master key wrote it."""
    return hmac.compare_digest(document.seal, _seal(document, master))


def _seal(document: KeyDocument, master: bytes) -> bytes:
    # The encoding follows the declared order of the fields, and unknown fields are refused: nothing escapes it.
    content = msgspec.json.encode(msgspec.structs.replace(document, seal=b""))
    return hmac.digest(key_file_seal_key(master, document.store_id), content, "sha256")


def _check_consistency(document: KeyDocument) -> None:
    """What types alone cannot say. ValueError."""
    epochs = [document.epoch] + ([document.pending_epoch] if document.pending_epoch else [])
    owners: list[AccountEntry | RecoveryEntry] = [*document.accounts, document.recovery]
    if any([master.epoch for master in owner.masters] != epochs for owner in owners):
        raise ValueError("an owner lacks the key of an epoch")
    if len({account.account_id for account in document.accounts}) != len(document.accounts):
        raise ValueError("two slots for one account")
    for account in document.accounts:
        account.wrapped.cost.parameters()
    document.cost.parameters()
