"""The command `integrhabitat-desktop`: opens the window, or imports a register without one."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from integrhabitat_desktop import __version__
from integrhabitat_desktop.i18n import set_language
from integrhabitat_desktop.launch.preferences import load_preferences
from integrhabitat_desktop.launch.relaunch import wait_for_end
from integrhabitat_desktop.launch.store_folder import default_store_folder
from integrhabitat_desktop.launch.surroundings import surroundings_of
from integrhabitat_desktop.process_hardening import harden_process
from integrhabitat_desktop.ui.error_messages import sentence_for
from integrhabitat_protocol.errors import ExpectedError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit status: 0 done, 1 refused with a sentence, 2 a wrong command line."""
    options = _parser().parse_args(arguments)
    home: Path = (options.store or default_store_folder()).absolute()
    if options.wait_for:
        wait_for_end(options.wait_for)
    harden_process()
    preferences = load_preferences(home)
    set_language(preferences.language, preferences.country)
    try:
        if options.command == "import-people":
            return _import_people(options, home)
        return _open_window(home, is_demo=options.demo)
    except ExpectedError as error:
        print(sentence_for(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="integrhabitat-desktop", description="IntegrHabitat: the records of a centre, on this computer."
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.add_argument("--store", type=Path, metavar="DIR", help="where the data of this computer lies")
    parser.add_argument("--demo", action="store_true", help="open a filled demo centre with its own hub")
    parser.add_argument("--wait-for", type=int, metavar="PID", help=argparse.SUPPRESS)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    people = commands.add_parser("import-people", help="add the people of a CSV or XLSX file")
    people.add_argument("file", type=Path, metavar="FILE")
    people.add_argument("--store", type=Path, metavar="DIR", default=argparse.SUPPRESS)
    people.add_argument("--account", metavar="NAME", help="who imports; asked for where there are several")
    people.add_argument("--dry-run", action="store_true", help="check the file and change nothing")
    people.add_argument(
        "--incomplete", action="store_true", help="import rows with an unreadable cell, that cell left empty"
    )
    people.add_argument("--sheet", metavar="NAME", help="which sheet of a workbook to read")
    people.add_argument(
        "--problems", type=Path, metavar="FILE", help="write the rows with problems to this file"
    )
    return parser


def _open_window(home: Path, *, is_demo: bool) -> int:
    # Read only for the window: the import has to work without a display.
    from integrhabitat_desktop.app import run_window

    if not is_demo:
        return run_window(home)
    from integrhabitat_desktop.launch.demo_centre import DemoCentre

    with DemoCentre(home / "demo", sys.stdout) as demo:
        return run_window(demo.home, demo.surroundings)


def _import_people(options: argparse.Namespace, home: Path) -> int:
    from integrhabitat_desktop.launch.import_command import run_import
    from integrhabitat_desktop.launch.unlocked_desk import unlocked_desk

    with unlocked_desk(surroundings_of(home), options.account) as desk:
        return run_import(
            options.file,
            desk,
            sys.stdout,
            dry_run=options.dry_run,
            problems=options.problems,
            with_incomplete=options.incomplete,
            sheet=options.sheet,
        )
