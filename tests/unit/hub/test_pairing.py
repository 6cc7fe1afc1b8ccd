"""Pairing: a code works once, for ten minutes, against a few guesses; a forked device brings its own successor."""

import random
from datetime import timedelta

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from integrhabitat_hub.errors import OperatorError
from integrhabitat_hub.storage import schema
from integrhabitat_protocol.catalogue import CATALOGUE_VERSION
from integrhabitat_protocol.errors import ProtocolError
from integrhabitat_protocol.ids import ALPHABET
from integrhabitat_protocol.messages import PairRequest, fork_proof_text
from tests.unit.hub.device import Device
from tests.unit.hub.hub_in_process import HubInProcess


def _asked(code: str, device: str = "NEWPREF", key: Ed25519PrivateKey | None = None) -> PairRequest:
    public = (key or Ed25519PrivateKey.generate()).public_key().public_bytes_raw()
    return PairRequest(code, device, public, "Field laptop", CATALOGUE_VERSION)


def test_a_code_lets_one_device_into_its_centre(hub: HubInProcess) -> None:
    code = hub.pairing.new_code("BOG-01")
    answer = hub.pair(_asked(code))
    assert (answer.code, answer.centre, answer.centre_name) == ("", "BOG-01", "Centre BOG-01")
    assert answer.hub_key == hub.hub_key.public_key().public_bytes_raw()
    assert not answer.has_centre_record
    (entry,) = hub.register.devices()
    assert (entry.device, entry.name, entry.paired_at) == ("NEWPREF", "Field laptop", "2027-03-01T14:00:00Z")


def test_a_code_may_be_typed_in_any_case_and_with_letters_that_look_like_digits(hub: HubInProcess) -> None:
    code = hub.pairing.new_code("BOG-01")
    typed = code.lower().replace("0", "o").replace("1", "l").replace("-", " ")
    assert hub.pair(_asked(typed)).code == ""


def test_a_second_device_cannot_use_the_same_code(hub: HubInProcess) -> None:
    code = hub.pairing.new_code("BOG-01")
    hub.pair(_asked(code))
    assert hub.pair(_asked(code, "0THERPR")).code == "pairing_code_used"
    assert len(hub.register.devices()) == 1


def test_the_same_request_again_gets_the_same_answer(hub: HubInProcess) -> None:
    asked = _asked(hub.pairing.new_code("BOG-01"))
    first = hub.pair(asked)
    assert hub.pair(asked) == first
    assert len(hub.register.devices()) == 1


def test_the_same_id_with_another_key_gets_nothing_from_a_used_code(hub: HubInProcess) -> None:
    code = hub.pairing.new_code("BOG-01")
    hub.pair(_asked(code))
    assert hub.pair(_asked(code)).code == "pairing_code_used"


def test_a_code_ends_after_ten_minutes(hub: HubInProcess) -> None:
    code = hub.pairing.new_code("BOG-01")
    hub.clock.advance(minutes=10)
    assert hub.pair(_asked(code)).code == "pairing_code_expired"
    assert hub.register.devices() == []


def test_a_code_still_works_just_before_its_end(hub: HubInProcess) -> None:
    code = hub.pairing.new_code("BOG-01")
    hub.clock.set(hub.clock.now() + timedelta(minutes=9, seconds=59))
    assert hub.pair(_asked(code)).code == ""


def test_a_code_dies_after_a_few_wrong_guesses(hub: HubInProcess) -> None:
    code = hub.pairing.new_code("BOG-01")
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    guesses = [hub.pair(_asked(wrong)).code for _ in range(6)]
    assert guesses == ["pairing_code_wrong"] * 5 + ["too_many_attempts"]
    assert hub.pair(_asked(code)).code == "too_many_attempts"
    assert hub.register.devices() == []


def test_no_guess_of_many_is_accepted(hub: HubInProcess) -> None:
    for _ in range(3):
        hub.pairing.new_code("BOG-01")
    signs = random.Random(20270301)
    for _ in range(300):
        guess = "".join(signs.choices(ALPHABET, k=16))
        assert hub.pair(_asked(guess)).code == "pairing_code_wrong"
    for guess in ("", "-", "ABC", "A" * 17, "ñ" * 16, "U" * 16, "' OR 1=1 --    "):
        assert hub.pair(_asked(guess)).code == "pairing_code_wrong"
    assert hub.register.devices() == []


def test_the_database_does_not_hold_the_code(hub: HubInProcess) -> None:
    code = hub.pairing.new_code("BOG-01").replace("-", "")
    (row,) = hub.rows(schema.pairing_code)
    assert row.selector == code[:4]
    assert code[4:].encode() not in row.secret_hash


def test_a_prefix_that_is_known_is_refused_and_the_code_stays_good(hub: HubInProcess) -> None:
    hub.add_centre("LIM-01")
    hub.pair(_asked(hub.pairing.new_code("LIM-01")))
    code = hub.pairing.new_code("BOG-01")
    assert hub.pair(_asked(code)).code == "prefix_taken"
    assert hub.pair(_asked(code, "0THERPR")).code == ""


def test_a_code_for_an_unknown_centre_is_not_made(hub: HubInProcess) -> None:
    with pytest.raises(OperatorError, match="centre_unknown"):
        hub.pairing.new_code("QUI-01")


def test_an_old_desktop_is_told_so(hub: HubInProcess) -> None:
    asked = msgspec.structs.replace(_asked(hub.pairing.new_code("BOG-01")), protocol=0)
    assert hub.pair(asked).code == "protocol_too_old"


def test_the_second_device_hears_that_there_is_a_centre_record(hub: HubInProcess) -> None:
    one = hub.first_device()
    one.create("centre", "centre", name="Centro Prueba", country="CO", time_zone="America/Bogota")
    one.sync()
    assert hub.pair(_asked(hub.pairing.new_code("BOG-01"))).has_centre_record


@pytest.mark.parametrize(
    "spoiled",
    [
        b"",
        b"\xc1",
        b"\x00" * 5000,
        msgspec.msgpack.encode({"code": 1}),
        msgspec.msgpack.encode(_asked("X", device="lower-c")),
        msgspec.msgpack.encode(msgspec.structs.replace(_asked("X"), public_key=b"short")),
        msgspec.msgpack.encode(msgspec.structs.replace(_asked("X"), device_name="two\nlines")),
        msgspec.msgpack.encode(msgspec.structs.replace(_asked("X"), device_name="x" * 81)),
        msgspec.msgpack.encode(msgspec.structs.replace(_asked("X"), device_name="")),
    ],
)
def test_what_is_no_pair_request_is_refused(hub: HubInProcess, spoiled: bytes) -> None:
    with pytest.raises(ProtocolError, match="pair_request_malformed"):
        hub.pairing.answer(spoiled)


def _fork_of(old: Device, new_key: Ed25519PrivateKey, new_id: str = "NEWPREF") -> PairRequest:
    public = new_key.public_key().public_bytes_raw()
    proof = old.key.sign(fork_proof_text(old.device, new_id, public))
    return PairRequest("", new_id, public, "Reception", CATALOGUE_VERSION, replaces=old.device, proof=proof)


def test_a_forked_device_brings_its_new_identity_into_the_same_centre(hub: HubInProcess) -> None:
    old, new_key = hub.first_device(), Ed25519PrivateKey.generate()
    answer = hub.pair(_fork_of(old, new_key))
    assert (answer.code, answer.centre, answer.epoch) == ("", "BOG-01", old.epoch)
    new = Device("NEWPREF", new_key, old.hub_key, old.send, old.author, epoch=answer.epoch)
    new.create("person", "NEWPREF-1", name="Rosa")
    assert new.sync().code == ""
    # The other copy of the store may still be the true one.
    assert old.sync().code == ""


def test_a_lost_answer_to_a_fork_can_be_asked_for_again(hub: HubInProcess) -> None:
    old, new_key = hub.first_device(), Ed25519PrivateKey.generate()
    asked = _fork_of(old, new_key)
    assert hub.pair(asked) == hub.pair(asked)
    assert len(hub.register.devices()) == 2


def test_a_fork_without_the_old_key_is_refused(hub: HubInProcess) -> None:
    old, new_key = hub.first_device(), Ed25519PrivateKey.generate()
    asked = _fork_of(old, new_key)
    forged = msgspec.structs.replace(asked, proof=new_key.sign(b"something else"))
    assert hub.pair(forged).code == "pairing_code_wrong"
    assert hub.pair(msgspec.structs.replace(asked, device="TH1RDPR")).code == "pairing_code_wrong"
    assert hub.pair(msgspec.structs.replace(asked, replaces="UNKN0WN")).code == "pairing_code_wrong"
    assert len(hub.register.devices()) == 1


def test_a_revoked_device_cannot_fork_itself_back_in(hub: HubInProcess) -> None:
    old = hub.first_device()
    hub.register.revoke(old.device)
    assert hub.pair(_fork_of(old, Ed25519PrivateKey.generate())).code == "pairing_code_wrong"


def test_a_fork_onto_a_known_prefix_is_refused(hub: HubInProcess) -> None:
    old, other = hub.first_device(), hub.new_device()
    assert hub.pair(_fork_of(old, Ed25519PrivateKey.generate(), other.device)).code == "prefix_taken"
