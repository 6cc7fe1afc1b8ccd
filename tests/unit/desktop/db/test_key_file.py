"""The key file: unlocking, tampering, hostile content, generations on the disk."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.key_accounts import (
    CreatedKeys,
    NewAccount,
    add_account,
    create_store_keys,
    update_account,
)
from integrhabitat_desktop.db.key_derivation import Argon2Parameters, stretch
from integrhabitat_desktop.db.key_document import KeyDocument, encode_document, parse_document
from integrhabitat_desktop.db.key_file import KeyFile, previous_generation
from integrhabitat_desktop.db.key_slots import seal_master
from integrhabitat_desktop.db.recovery_key import recovery_text

PASSPHRASE = "tren-luna-pan-rojo"


def load(created: CreatedKeys, cheap: Argon2Parameters) -> KeyFile:
    return KeyFile.load(created.keys.path, floor=cheap)


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(StoreError) as caught:
        call()
    return caught.value.code


def rewrite(path: Path, change: Callable[[KeyDocument], KeyDocument]) -> None:
    """What an attacker with the file and without a key can do; the spare copy goes as well."""
    previous_generation(path).unlink()
    path.write_bytes(encode_document(change(parse_document(path.read_bytes()))))


def test_the_passphrase_opens_the_same_keys_again(created_keys: CreatedKeys, cheap: Argon2Parameters) -> None:
    unlocked = load(created_keys, cheap).unlock("amaia", PASSPHRASE)
    assert unlocked.store_key() == created_keys.unlocked.store_key()
    assert unlocked.account_id == "amaia"
    assert unlocked.pending_store_key() is None


def test_the_recovery_key_opens_the_same_keys(created_keys: CreatedKeys, cheap: Argon2Parameters) -> None:
    unlocked = load(created_keys, cheap).unlock_with_recovery(created_keys.recovery_text)
    assert unlocked.store_key() == created_keys.unlocked.store_key()
    assert unlocked.account_id is None


def test_the_recovery_key_of_another_store_is_told_from_a_typing_error(
    created_keys: CreatedKeys, cheap: Argon2Parameters
) -> None:
    keys, text = load(created_keys, cheap), created_keys.recovery_text
    mistyped = ("1" if text[0] == "0" else "0") + text[1:]
    assert code_of(lambda: keys.unlock_with_recovery(mistyped)) == "recovery_key_mistyped"
    assert code_of(lambda: keys.unlock_with_recovery(recovery_text(bytes(20)))) == "wrong_recovery_key"


def test_unknown_account_and_wrong_passphrase_answer_alike(
    created_keys: CreatedKeys, cheap: Argon2Parameters
) -> None:
    keys = load(created_keys, cheap)
    answers = []
    for account, passphrase in (("amaia", "tren-luna-pan-verde"), ("nadie", PASSPHRASE)):
        with pytest.raises(StoreError) as caught:
            keys.unlock(account, passphrase)
        answers.append((caught.value.code, caught.value.facts, str(caught.value)))
    assert answers[0] == answers[1] == ("wrong_passphrase", {}, "wrong_passphrase")


def test_an_unknown_account_costs_as_much_as_a_known_one(
    created_keys: CreatedKeys, cheap: Argon2Parameters, monkeypatch: pytest.MonkeyPatch
) -> None:
    spent: list[Argon2Parameters] = []

    def counted(passphrase: str, salt: bytes, parameters: Argon2Parameters) -> bytes:
        spent.append(parameters)
        return stretch(passphrase, salt, parameters)

    monkeypatch.setattr("integrhabitat_desktop.db.key_slots.stretch", counted)
    keys = load(created_keys, cheap)
    code_of(lambda: keys.unlock("amaia", "tren-luna-pan-verde"))
    code_of(lambda: keys.unlock("nadie", PASSPHRASE))
    assert spent == [cheap, cheap]


def test_no_key_shows_in_a_representation(created_keys: CreatedKeys) -> None:
    unlocked, text = created_keys.unlocked, repr(created_keys) + repr(created_keys.unlocked)
    assert unlocked.master.hex() not in text
    assert repr(unlocked.master) not in text
    assert created_keys.recovery_text not in text
    assert PASSPHRASE not in repr(NewAccount("a", "b", "c", PASSPHRASE))


def test_the_file_holds_no_secret_in_clear(created_keys: CreatedKeys) -> None:
    content = created_keys.keys.path.read_bytes()
    unlocked = created_keys.unlocked
    assert unlocked.private_key is not None
    for secret in (unlocked.master, unlocked.store_key(), unlocked.private_key.private_bytes_raw()):
        assert secret not in content
        assert msgspec.json.encode(secret).strip(b'"') not in content
        assert secret.hex().encode() not in content
    assert PASSPHRASE.encode() not in content


def test_only_the_owner_may_read_both_generations(created_keys: CreatedKeys) -> None:
    path = created_keys.keys.path
    private = 0o600 if os.name == "posix" else 0o666  # Windows has access lists instead of mode bits
    for file in (path, previous_generation(path)):
        assert stat.S_IMODE(file.stat().st_mode) == private


def test_a_changed_name_or_role_breaks_the_seal(created_keys: CreatedKeys, cheap: Argon2Parameters) -> None:
    def promote(document: KeyDocument) -> KeyDocument:
        entry = msgspec.structs.replace(document.accounts[0], display_name="Otra Persona")
        return msgspec.structs.replace(document, accounts=(entry,))

    rewrite(created_keys.keys.path, promote)
    assert code_of(lambda: load(created_keys, cheap).unlock("amaia", PASSPHRASE)) == "keys_damaged"


def test_a_slot_moved_to_another_account_opens_nothing(
    created_keys: CreatedKeys, cheap: Argon2Parameters
) -> None:
    keys = created_keys.keys
    add_account(keys, created_keys.unlocked, NewAccount("beñat", "Beñat Zubiri", "FIELD", "mar-sal-rio-azul"))

    def swap(document: KeyDocument) -> KeyDocument:
        first, second = document.accounts
        stolen = msgspec.structs.replace(
            first, wrapped=second.wrapped, public_key=second.public_key, masters=second.masters
        )
        return msgspec.structs.replace(document, accounts=(stolen, second))

    rewrite(keys.path, swap)
    assert (
        code_of(lambda: load(created_keys, cheap).unlock("amaia", "mar-sal-rio-azul")) == "wrong_passphrase"
    )


def test_a_cheaper_price_written_into_a_slot_opens_nothing(
    created_keys: CreatedKeys, cheap: Argon2Parameters
) -> None:
    def cheapen(document: KeyDocument) -> KeyDocument:
        entry = document.accounts[0]
        cost = msgspec.structs.replace(entry.wrapped.cost, memory_kib=8)
        wrapped = msgspec.structs.replace(entry.wrapped, cost=cost)
        return msgspec.structs.replace(document, accounts=(msgspec.structs.replace(entry, wrapped=wrapped),))

    rewrite(created_keys.keys.path, cheapen)
    assert code_of(lambda: load(created_keys, cheap).unlock("amaia", PASSPHRASE)) == "wrong_passphrase"


def test_a_foreign_master_key_breaks_the_seal(created_keys: CreatedKeys, cheap: Argon2Parameters) -> None:
    forged = msgspec.structs.replace  # sealing needs public keys only, so anyone can do this much

    def replace_master(document: KeyDocument) -> KeyDocument:
        entry = document.accounts[0]
        master = seal_master(b"m" * 32, 1, entry.public_key, document.store_id, "account:amaia")
        return forged(document, accounts=(forged(entry, masters=(master,)),))

    rewrite(created_keys.keys.path, replace_master)
    assert code_of(lambda: load(created_keys, cheap).unlock("amaia", PASSPHRASE)) == "keys_damaged"


@pytest.mark.parametrize(
    "field, value",
    [("memory_kib", 2**20 + 1), ("memory_kib", 10**11), ("iterations", 11), ("lanes", 9), ("memory_kib", -1)],
)
def test_a_hostile_price_is_refused_before_it_is_paid(
    created_keys: CreatedKeys, cheap: Argon2Parameters, field: str, value: int
) -> None:
    path = created_keys.keys.path
    previous_generation(path).unlink()
    raw = msgspec.json.decode(path.read_bytes())
    raw["accounts"][0]["wrapped"]["cost"][field] = value
    path.write_bytes(msgspec.json.encode(raw))
    assert code_of(lambda: load(created_keys, cheap)) == "keys_damaged"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"null",
        b"\xff\xfe\x00",
        b'{"format": 1}',
        b'{"format": "1"}',
        b"[" * 60_000,
        b'{"format": 1, "accounts": ' + b"[" * 60_000,
        b" " * 65_537,
        b'{"format": ' + b"9" * 5000 + b"}",
    ],
)
def test_hostile_content_is_refused(
    created_keys: CreatedKeys, cheap: Argon2Parameters, content: bytes
) -> None:
    path = created_keys.keys.path
    previous_generation(path).unlink()
    path.write_bytes(content)
    assert code_of(lambda: load(created_keys, cheap)) == "keys_damaged"


def test_an_unknown_field_is_refused_because_the_seal_would_not_cover_it(
    created_keys: CreatedKeys, cheap: Argon2Parameters
) -> None:
    path = created_keys.keys.path
    previous_generation(path).unlink()
    raw = msgspec.json.decode(path.read_bytes()) | {"extra": 1}
    path.write_bytes(msgspec.json.encode(raw))
    assert code_of(lambda: load(created_keys, cheap)) == "keys_damaged"


def test_a_file_of_a_newer_program_says_so(created_keys: CreatedKeys, cheap: Argon2Parameters) -> None:
    created_keys.keys.path.write_bytes(b'{"format": 2, "whatever": {}}')
    assert code_of(lambda: load(created_keys, cheap)) == "store_newer"


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    assert code_of(lambda: KeyFile.load(tmp_path / "store.keys")) == "keys_not_found"


@pytest.mark.parametrize("harm", [lambda path: path.unlink(), lambda path: path.write_bytes(b"\0" * 900)])
def test_the_generation_before_steps_in_for_a_lost_file(
    created_keys: CreatedKeys, cheap: Argon2Parameters, harm: Callable[[Path], None]
) -> None:
    keys = created_keys.keys
    update_account(keys, created_keys.unlocked, "amaia", display_name="Amaia U.", role="COORDINATOR")
    harm(keys.path)
    again = load(created_keys, cheap)
    assert again.accounts()[0].display_name == "Amaia Urrutia"
    assert again.unlock("amaia", PASSPHRASE).store_key() == created_keys.unlocked.store_key()


def test_a_dearer_price_is_taken_over_at_the_next_unlock(created_keys: CreatedKeys) -> None:
    path, dearer = created_keys.keys.path, Argon2Parameters(memory_kib=128, iterations=2)
    KeyFile.load(path, floor=dearer).unlock("amaia", PASSPHRASE)
    stored = parse_document(path.read_bytes()).accounts[0].wrapped.cost.parameters()
    assert stored == dearer
    again = KeyFile.load(path, floor=dearer)
    assert again.unlock("amaia", PASSPHRASE).store_key() == created_keys.unlocked.store_key()
    generation = parse_document(path.read_bytes()).generation
    assert generation == 2  # the second unlock had nothing to write


def test_keys_of_another_store_cannot_change_the_file(
    created_keys: CreatedKeys, tmp_path: Path, cheap: Argon2Parameters
) -> None:
    other = create_store_keys(
        tmp_path / "other.keys", NewAccount("amaia", "Amaia", "FIELD", PASSPHRASE), cheap, floor=cheap
    )
    before = created_keys.keys.path.read_bytes()
    call = lambda: update_account(created_keys.keys, other.unlocked, "amaia", display_name="X", role="Y")  # noqa: E731
    assert code_of(call) == "keys_damaged"
    assert created_keys.keys.path.read_bytes() == before
    assert not created_keys.keys.is_proven_by(other.unlocked)
