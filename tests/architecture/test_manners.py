"""How modules are written: docstrings, names, errors that surface, ignores with reasons, translatable texts."""

import ast
import re
from collections.abc import Callable

import pytest

from tests.architecture.source_tree import Module, calls_of, module, modules

DRAWERS = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc", "base", "tools"}
BROAD = {"Exception", "BaseException"}
IGNORE = re.compile(r"#\s*(?:noqa|type:\s*ignore)")
# Both accepted: the code, then "- reason" or "# reason".
GOOD_IGNORE = re.compile(r"#\s*(?:noqa: [A-Z]+\d+(?:, ?[A-Z]+\d+)*|type: ignore\[[\w, -]+\])\s+(?:- |# )\S")
MARKERS = {"_", "N_", "ngettext", "pgettext"}


def has_no_docstring(found: Module) -> list[str]:
    """A module that does not say what it is for."""
    return [] if ast.get_docstring(found.tree) else [f"{found.path}: no module docstring"]


def is_a_drawer(found: Module) -> list[str]:
    """A module or folder named like a drawer for everything."""
    parts = found.path.removesuffix(".py").split("/")
    return [f"{found.path}: named {part}" for part in parts if part in DRAWERS]


def swallows_errors(found: Module) -> list[str]:
    """Handlers that catch everything and say nothing."""
    troubles = []
    for handler in (node for node in ast.walk(found.tree) if isinstance(node, ast.ExceptHandler)):
        broad = handler.type is None or (isinstance(handler.type, ast.Name) and handler.type.id in BROAD)
        silent = all(
            isinstance(step, ast.Pass | ast.Continue)
            or (isinstance(step, ast.Expr) and isinstance(step.value, ast.Constant))
            or (isinstance(step, ast.Return) and step.value is None)
            for step in handler.body
        )
        if handler.type is None or (broad and silent):
            troubles.append(f"{found.at(handler)}: swallows every error")
    for name, call in calls_of(found.tree):
        if name.split(".")[-1] == "suppress" and any(
            isinstance(kind, ast.Name) and kind.id in BROAD for kind in call.args
        ):
            troubles.append(f"{found.at(call)}: suppresses every error")
    return troubles


def ignores_without_reason(found: Module) -> list[str]:
    """A checker silenced without its code and a reason."""
    return [
        f"{found.path}:{number}: {line.strip()}"
        for number, line in enumerate(found.text.splitlines(), start=1)
        if IGNORE.search(line) and not GOOD_IGNORE.search(line)
    ]


def untranslatable(found: Module) -> list[str]:
    """Texts marked for translation that extraction cannot read: f-strings, sums, formatted before."""
    if found.path in {"integrhabitat_desktop/i18n/language.py", "integrhabitat_protocol/labels.py"}:
        return []
    troubles = []
    for name, call in calls_of(found.tree):
        texts = {"ngettext": 2, "pgettext": 2}.get(name, 1)
        for argument in call.args[:texts] if name in MARKERS else []:
            built = isinstance(argument, ast.JoinedStr | ast.BinOp | ast.Call)
            if built and not (name == "_" and isinstance(argument, ast.Call) and not argument.keywords):
                troubles.append(f"{found.at(call)}: a text built before it is translated")
    return troubles


Law = Callable[[Module], list[str]]
LAWS: tuple[Law, ...] = (
    has_no_docstring,
    is_a_drawer,
    swallows_errors,
    ignores_without_reason,
    untranslatable,
)
OFFENDERS: dict[Law, tuple[str, str]] = {
    has_no_docstring: ("integrhabitat_hub/x.py", "x = 1"),
    is_a_drawer: ("integrhabitat_desktop/ui/utils/x.py", ""),
    swallows_errors: ("integrhabitat_hub/x.py", "try:\n    x()\nexcept Exception:\n    pass"),
    ignores_without_reason: ("integrhabitat_hub/x.py", "x = 1  # " + "noqa: F841"),
    untranslatable: ("integrhabitat_desktop/ui/x.py", 'text = _(f"{count} people")'),
}


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_every_module_is_well_mannered(law: Law) -> None:
    assert [trouble for found in modules() for trouble in law(found)] == []


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_bad_manners_are_noticed(law: Law) -> None:
    assert len(law(module(*OFFENDERS[law]))) == 1
