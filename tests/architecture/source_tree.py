"""The code of the three packages as syntax trees, for tests that check laws of the house."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("integrhabitat_desktop", "integrhabitat_hub", "integrhabitat_protocol")


@dataclass(frozen=True)
class Module:
    """One file: where it is (`integrhabitat_desktop/db/store.py`), its text and its tree."""

    path: str
    text: str
    tree: ast.Module

    def at(self, node: ast.expr | ast.stmt | ast.excepthandler) -> str:
        """Where a node is, as an editor understands it."""
        return f"{self.path}:{node.lineno}"

    def lies_in(self, places: tuple[str, ...]) -> bool:
        """Whether the file is one of the places or lies below one of them (`.../` at the end)."""
        return any(
            self.path.startswith(place) if place.endswith("/") else self.path == place for place in places
        )


def module(path: str, text: str) -> Module:
    """A module from its text."""
    return Module(path, text, ast.parse(text, path))


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the three packages."""
    files = [file for package in PACKAGES for file in sorted((ROOT / package).rglob("*.py"))]
    return tuple(
        module(file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")) for file in files
    )


def strings_of(tree: ast.AST) -> Iterator[ast.Constant]:
    """Text constants, parts of f-strings included, docstrings left out."""
    docstrings = {
        id(holder.body[0].value)
        for holder in ast.walk(tree)
        if isinstance(holder, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and holder.body
        and isinstance(holder.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node


def names_used(tree: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Every plain name and every attribute name that the code uses."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id, node
        elif isinstance(node, ast.Attribute):
            yield node.attr, node


def calls_of(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call with the dotted name of what is called (`datetime.now`)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield dotted_name(node.func), node


def imports_of(tree: ast.AST) -> Iterator[tuple[str, ast.stmt]]:
    """Every imported module, in full."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node


def dotted_name(node: ast.expr) -> str:
    """`a.b.c` of an expression made of names; other parts are left out."""
    if isinstance(node, ast.Attribute):
        return f"{dotted_name(node.value)}.{node.attr}".lstrip(".")
    return node.id if isinstance(node, ast.Name) else ""


SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM"
    r"|(CREATE|DROP)\s+(UNIQUE\s+|VIRTUAL\s+)?(TABLE|INDEX|TRIGGER|VIEW)|ALTER\s+TABLE|PRAGMA\s+\w"
    r"|BEGIN\s+IMMEDIATE|ATTACH\s+DATABASE)",
    re.DOTALL,
)
