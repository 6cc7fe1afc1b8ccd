"""The commands of `integrhabitat-hub` as an operator types them: one plain sentence where something is wrong."""

import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from integrhabitat_hub.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on the test's own folder; exit status, what it says, what it complains of."""

    def run_command(*words: str) -> tuple[int, str, str]:
        status = main([*words, "--data", str(tmp_path / "hub")])
        said = capsys.readouterr()
        complaint = "\n".join(line for line in said.err.splitlines() if " INFO " not in line)
        return status, said.out, complaint

    return run_command


@pytest.fixture
def made(run: Run) -> Run:
    assert run("init")[0] == 0
    assert run("centre", "add", "BOG-01", "--name", "Bogotá")[0] == 0
    return run


def test_init_makes_a_private_folder_and_tells_the_fingerprint(run: Run, tmp_path: Path) -> None:
    status, said, complaint = run("init")
    assert (status, complaint) == (0, "")
    assert re.search(r"Fingerprint: \S+", said)
    modes = {
        path.name: path.stat().st_mode & 0o077 for path in (tmp_path / "hub").iterdir() if path.is_file()
    }
    assert modes and not any(mode for name, mode in modes.items() if not name.endswith(".pem"))


def test_pairing_shows_a_code_the_fingerprint_and_how_long_it_lasts(made: Run) -> None:
    status, said, _ = made("device", "pair", "BOG-01")
    assert status == 0
    assert re.search(r"Code: [0-9A-Z]{4}(-[0-9A-Z]{4})+", said)
    assert re.search(r"Fingerprint: \S+", said) and "10 minutes" in said


def test_status_and_list_tell_what_is_there(made: Run) -> None:
    assert "BOG-01  Bogotá: 0 records, 0 desktops" in made("status")[1]
    assert made("device", "list")[:2] == (0, "No desktop is paired yet.\n")
    assert made("centre", "restored", "BOG-01")[0] == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("init",), "There is a hub in"),
        (("centre", "add", "BOG-01", "--name", "Again"), "There is a centre BOG-01 already."),
        (("centre", "add", "bogota", "--name", "Small"), "A centre code has capital letters"),
        (("centre", "add", "MDE-01", "--name", "a\nb"), "A name has at most 200 signs"),
        (("centre", "restored", "MDE-01"), "There is no centre MDE-01."),
        (("device", "pair", "MDE-01"), "There is no centre MDE-01."),
        (("device", "revoke", "K3F9Q7M"), "There is no device K3F9Q7M."),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    made: Run, words: tuple[str, ...], sentence: str
) -> None:
    status, said, complaint = made(*words)
    assert status == 1 and said == ""
    assert complaint.startswith(sentence) and "\n" not in complaint


@pytest.mark.parametrize(
    "words", [("status",), ("serve", "--port", "0"), ("device", "list"), ("device", "pair", "BOG-01")]
)
def test_without_a_hub_every_command_says_how_to_make_one(run: Run, words: tuple[str, ...]) -> None:
    status, _, complaint = run(*words)
    assert status == 1
    assert complaint.startswith("There is no hub in") and "integrhabitat-hub init" in complaint


def test_a_wrong_database_address_leaves_nothing_behind(run: Run, tmp_path: Path) -> None:
    assert run("init", "--database", "mysql://localhost/x")[2].startswith("This is not a PostgreSQL address")
    unreachable = run("init", "--database", "postgresql://127.0.0.1:1/none")
    assert unreachable[0] == 1 and unreachable[2].startswith("The database does not answer")
    assert not (tmp_path / "hub").exists()


def test_a_taken_port_is_named(made: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert made("serve", "--port", str(port))[2].startswith(f"Port {port} is taken")


@pytest.mark.parametrize("name", ["signing.key", "hub.key", "hub.db", "settings.json"])
def test_a_damaged_file_is_named_and_nothing_is_overwritten(made: Run, tmp_path: Path, name: str) -> None:
    damaged = tmp_path / "hub" / name
    damaged.write_bytes(b"nonsense that is long enough to be more than a header" * 100)
    status, _, complaint = made("device", "pair", "BOG-01")
    assert status == 1 and "\n" not in complaint and "Traceback" not in complaint
    assert damaged.read_bytes().startswith(b"nonsense")
