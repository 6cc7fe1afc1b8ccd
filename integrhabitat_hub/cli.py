"""The command `integrhabitat-hub`: make a hub, serve it, add centres, pair and revoke devices."""

import argparse
import logging
import secrets
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from integrhabitat_hub import commands
from integrhabitat_hub.commands import Terminal
from integrhabitat_hub.data_folder import DataFolder
from integrhabitat_hub.sentences import sentence
from integrhabitat_protocol.errors import ExpectedError

DEFAULT_PORT = 8440
Command = Callable[[argparse.Namespace, Terminal], None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 done, 1 refused with a sentence, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(levelname)s %(message)s")
    # Alembic tells every step it does not have to take.
    logging.getLogger("alembic").setLevel(logging.WARNING)
    terminal = Terminal(
        folder=DataFolder(options.data),
        now=lambda: datetime.now(UTC),
        random_bytes=secrets.token_bytes,
        say=_say,
        version=version("integrhabitat-desktop"),
    )
    run: Command = options.run
    try:
        run(options, terminal)
    except ExpectedError as error:
        sys.stderr.write(sentence(error.code, error.facts) + "\n")
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _say(line: str) -> None:
    # At once: whoever started the hub reads the address from here.
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="integrhabitat-hub", description="The hub that IntegrHabitat desktops sync with."
    )
    every = argparse.ArgumentParser(add_help=False)
    every.add_argument(
        "--data",
        type=Path,
        default=Path.home() / "integrhabitat-hub",
        metavar="DIR",
        help="the hub's data folder (default: %(default)s)",
    )
    topics = parser.add_subparsers(metavar="command", required=True)

    init = topics.add_parser("init", parents=[every], help="make a hub: its keys, its CA, its database")
    init.add_argument("--database", default="", metavar="URL", help="PostgreSQL instead of the embedded one")
    init.add_argument(
        "--name",
        action="append",
        default=[],
        metavar="NAME",
        help="a name or address under which desktops reach this computer (repeat for more)",
    )
    init.set_defaults(run=lambda options, terminal: commands.init(terminal, options.database, options.name))

    serve = topics.add_parser("serve", parents=[every], help="answer desktops until stopped")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    serve.add_argument(
        "--port", type=_port, default=DEFAULT_PORT, help="0 for a free one (default: %(default)s)"
    )
    serve.add_argument("--tls", action="store_true", help="TLS on loopback too; elsewhere it is always on")
    serve.set_defaults(
        run=lambda options, terminal: commands.serve_hub(terminal, options.host, options.port, options.tls)
    )

    centre = topics.add_parser("centre", help="centres of the network").add_subparsers(
        metavar="action", required=True
    )
    add = centre.add_parser("add", parents=[every], help="a new centre")
    add.add_argument("code", metavar="CODE")
    add.add_argument("--name", required=True, metavar="NAME")
    add.set_defaults(run=lambda options, terminal: commands.add_centre(terminal, options.code, options.name))
    restored = centre.add_parser(
        "restored", parents=[every], help="say that the database was restored from a backup"
    )
    restored.add_argument("code", metavar="CODE")
    restored.set_defaults(run=lambda options, terminal: commands.centre_restored(terminal, options.code))

    device = topics.add_parser("device", help="desktops of a centre").add_subparsers(
        metavar="action", required=True
    )
    pair = device.add_parser(
        "pair", parents=[every], help="a one-time code for one desktop, good for 10 minutes"
    )
    pair.add_argument("centre", metavar="CENTRE")
    pair.set_defaults(run=lambda options, terminal: commands.pair_device(terminal, options.centre))
    listed = device.add_parser("list", parents=[every], help="every desktop, and when it was last here")
    listed.set_defaults(run=lambda _options, terminal: commands.list_devices(terminal))
    revoke = device.add_parser("revoke", parents=[every], help="refuse a desktop from its next request on")
    revoke.add_argument("device", metavar="DEVICE")
    revoke.set_defaults(run=lambda options, terminal: commands.revoke_device(terminal, options.device))

    status = topics.add_parser("status", parents=[every], help="whether the hub works, and what it holds")
    status.set_defaults(run=lambda _options, terminal: commands.show_status(terminal))
    return parser


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65535:
        raise ValueError
    return number
