"""What may be used where: SQL, rich text, clock, chance, threads, environment."""

import ast
import re
import sys
from collections.abc import Callable

import pytest

from tests.architecture.source_tree import (
    SQL,
    Module,
    calls_of,
    imports_of,
    module,
    modules,
    names_used,
    strings_of,
)

SQL_PLACES = ("integrhabitat_desktop/db/", "integrhabitat_hub/storage/")
# What renders HTML or opens files when it is given a participant's name.
RICH_TEXT = {
    "QLabel": ("integrhabitat_desktop/ui/widgets/text.py",),
    "QMessageBox": (),
    "QErrorMessage": (),
    "QWhatsThis": (),
    "QSplashScreen": (),
    "QTextBrowser": (),
    "QTextEdit": (),
    "QToolTip": (),
    "insertHtml": (),
    "setHtml": (),
    "setMarkdown": (),
    "setStatusTip": (),
    "setToolTip": ("integrhabitat_desktop/ui/widgets/text.py",),
    "setWhatsThis": (),
    "Paragraph": ("integrhabitat_desktop/reports/printed_text.py",),
    "XPreformatted": (),
}
CLOCK_CALLS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns"}
CLOCK_PLACES = (
    "integrhabitat_desktop/app.py",
    "integrhabitat_desktop/cli.py",
    "integrhabitat_desktop/launch/",
    "integrhabitat_hub/cli.py",
    "integrhabitat_hub/system_clock.py",
)
CHANCE_MODULES = {"random", "secrets", "uuid"}
CHANCE_PLACES = (
    "integrhabitat_desktop/app.py",
    "integrhabitat_desktop/cli.py",
    "integrhabitat_desktop/launch/",
    "integrhabitat_desktop/db/",
    "integrhabitat_hub/",
)
THREAD_MAKERS = {"QThread", "QThreadPool", "Thread", "ThreadPoolExecutor", "ProcessPoolExecutor"}
THREAD_PLACES = (
    "integrhabitat_desktop/ui/background_runner.py",
    "integrhabitat_desktop/ui/sync_worker.py",
    "integrhabitat_hub/",
)
ENVIRONMENT_PLACES = (
    "integrhabitat_desktop/launch/",
    "integrhabitat_desktop/app.py",
    "integrhabitat_hub/cli.py",
)
COLOUR = re.compile(r"^#[0-9A-Fa-f]{3,8}$|rgba?\(\d")
COLOUR_PLACES = ("integrhabitat_desktop/ui/palettes.py", "integrhabitat_desktop/ui/theme.py")
WORLD = {
    "asyncio", "builtins", "http", "io", "locale", "logging", "multiprocessing", "os", "pathlib", "random",
    "secrets", "shutil", "signal", "socket", "sqlite3", "ssl", "subprocess", "sys", "tempfile", "threading",
    "time", "urllib", "uuid",
}  # fmt: skip
# Calculations that the domain leaves to a library, which reads neither clock nor files for them.
CALCULATES_WITH = {
    "integrhabitat_desktop/domain/recurrence.py": {"dateutil"},
    "integrhabitat_desktop/domain/closed_days.py": {"holidays"},
}


def sql_outside_its_place(found: Module) -> list[str]:
    """Statements of SQL in a module that is not a store module."""
    if found.lies_in(SQL_PLACES):
        return []
    return [f"{found.at(text)}: SQL" for text in strings_of(found.tree) if SQL.search(str(text.value))]


def sql_with_values_inside(found: Module) -> list[str]:
    """SQL built with values by format(), % or +, which belongs into parameters."""
    troubles = []
    for node in ast.walk(found.tree):
        built = (
            isinstance(node, ast.BinOp)
            and isinstance(node.op, ast.Mod | ast.Add)
            and not isinstance(node.right, ast.Constant)
        )
        target = node.left if built and isinstance(node, ast.BinOp) else None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
            target = node.func.value
        if isinstance(target, ast.Constant) and SQL.search(str(target.value)):
            troubles.append(f"{found.path}:{target.lineno}: values inside SQL")
    return troubles


def rich_text(found: Module) -> list[str]:
    """Uses of what would render a name as markup."""
    return [
        f"{found.at(node)}: {name} (plain_label and its siblings in ui/widgets/text.py are safe)"
        for name, node in names_used(found.tree)
        if name in RICH_TEXT and not found.lies_in(RICH_TEXT[name])
    ]


def reads_the_clock(found: Module) -> list[str]:
    """Calls of the system's clock outside the rooms that pass it in."""
    if found.lies_in(CLOCK_PLACES):
        return []
    return [
        f"{found.at(call)}: {name}() (the clock is passed in)"
        for name, call in calls_of(found.tree)
        if ".".join(name.split(".")[-2:]) in CLOCK_CALLS
    ]


def uses_chance(found: Module) -> list[str]:
    """Imports of random sources outside the rooms that own ids and keys."""
    if found.lies_in(CHANCE_PLACES):
        return []
    return [
        f"{found.at(node)}: {name} (ids and chance are passed in)"
        for name, node in imports_of(found.tree)
        if name.split(".")[0] in CHANCE_MODULES
    ]


def starts_threads(found: Module) -> list[str]:
    """Makes a thread outside the two modules that may."""
    if found.lies_in(THREAD_PLACES):
        return []
    return [
        f"{found.at(call)}: {name}()"
        for name, call in calls_of(found.tree)
        if name.split(".")[-1] in THREAD_MAKERS
    ]


def reads_the_environment(found: Module) -> list[str]:
    """Looks at environment variables: the product has no switches there."""
    if found.lies_in(ENVIRONMENT_PLACES):
        return []
    return [
        f"{found.at(node)}: {name}" for name, node in names_used(found.tree) if name in {"environ", "getenv"}
    ]


def writes_a_colour(found: Module) -> list[str]:
    """A colour written down in a screen or widget instead of taken from the theme."""
    if not found.path.startswith("integrhabitat_desktop/ui/") or found.lies_in(COLOUR_PLACES):
        return []
    return [
        f"{found.at(text)}: {text.value!r} (colours come from ui/theme.py)"
        for text in strings_of(found.tree)
        if COLOUR.search(str(text.value))
    ]


def domain_meets_the_world(found: Module) -> list[str]:
    """Imports of the domain that are neither itself, nor the protocol, nor pure standard library."""
    if not found.path.startswith("integrhabitat_desktop/domain/"):
        return []
    libraries = CALCULATES_WITH.get(found.path, set())
    allowed = (sys.stdlib_module_names - WORLD) | {"integrhabitat_protocol"} | libraries
    return [
        f"{found.at(node)}: {name}"
        for name, node in imports_of(found.tree)
        if name.split(".")[0] not in allowed and not name.startswith("integrhabitat_desktop.domain")
    ]


Law = Callable[[Module], list[str]]
LAWS: tuple[Law, ...] = (
    sql_outside_its_place,
    sql_with_values_inside,
    rich_text,
    reads_the_clock,
    uses_chance,
    starts_threads,
    reads_the_environment,
    writes_a_colour,
    domain_meets_the_world,
)
OFFENDERS: dict[Law, tuple[str, str]] = {
    sql_outside_its_place: ("integrhabitat_desktop/ui/x.py", 'Q = "SELECT name FROM person"'),
    sql_with_values_inside: (
        "integrhabitat_desktop/db/x.py",
        'q = "DELETE FROM person WHERE id = " + person',
    ),
    rich_text: ("integrhabitat_desktop/ui/screens/x.py", "label = QtWidgets.QLabel(name)"),
    reads_the_clock: ("integrhabitat_desktop/use_cases/x.py", "moment = datetime.datetime.now(UTC)"),
    uses_chance: ("integrhabitat_desktop/use_cases/x.py", "import secrets"),
    starts_threads: ("integrhabitat_desktop/sync/x.py", "threading.Thread(target=run).start()"),
    reads_the_environment: ("integrhabitat_desktop/sync/x.py", 'proxy = os.environ["PROXY"]'),
    writes_a_colour: ("integrhabitat_desktop/ui/screens/x.py", 'ink = "#1B2A33"'),
    domain_meets_the_world: ("integrhabitat_desktop/domain/x.py", "from pathlib import Path"),
}


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_the_house_keeps_the_law(law: Law) -> None:
    assert [trouble for found in modules() for trouble in law(found)] == []


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_the_law_notices_an_offender(law: Law) -> None:
    assert len(law(module(*OFFENDERS[law]))) == 1
