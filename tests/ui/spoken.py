"""What the library can say to a person, read from its source: every refusal, outcome and note.

Each phrase comes with `{}` for whatever stands in it. An expression that cannot be read as text
comes as it stands, in angle brackets: whoever adds one has to say where its words come from.
"""

import ast
import re
from collections.abc import Iterator
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import NamedTuple, cast

import recovery_ai
from tests.ui.conftest import UI

SOURCE = Path(recovery_ai.__file__).parent
# Said at the command line or to programmers only; no page leads there.
ELSEWHERE = re.compile(
    r"(?:cli/.*|api|errors|facts|mailbox|testing|journal/chain|evaluation/(?:cascade|drafts|learning|replies))\.py"
)
PLACED = {"InputError", "FactsError", "LetterError", "SettingsError", "JournalError", "PackError"}
PLACED |= {"Problem", "error"}  # the class that a reader of documents was given
FIRST = {"ModelError", "MissingReply", "_Refused", "_broken"}
SPOKEN = {"detail", "note"}
Place = ast.FunctionDef | ast.AsyncFunctionDef | ast.Module


class Phrase(NamedTuple):
    """One phrase, and the file of the source that says it."""

    text: str
    where: str


def phrases() -> Iterator[Phrase]:
    """Yield every phrase that a page may have to show."""
    for file in _files():
        yield from file.phrases()


def places() -> set[str]:
    """Return what the errors say of their place, each part by itself."""
    return {part for file in _files() for part in file.places()}


def _files() -> Iterator["_File"]:
    for path in sorted([*SOURCE.rglob("*.py"), *UI.rglob("*.py")]):
        inside = path.relative_to(SOURCE if SOURCE in path.parents else UI).as_posix()
        if not ELSEWHERE.fullmatch(inside):
            yield _File(inside, ast.parse(path.read_text(encoding="utf-8")))


class _File:
    """One file of the library.

    Args:
        name: its path in the package.
        tree: what it says.
    """

    def __init__(self, name: str, tree: ast.Module) -> None:
        self.name, self.tree = name, tree

    def phrases(self) -> Iterator[Phrase]:
        for inside, node in self._nodes:
            for told in self._said(node):
                for text in self.read(told, inside):
                    for part in text.split("; "):
                        yield Phrase(part, self.name)

    def places(self) -> Iterator[str]:
        """Yield what names the place of an error, where that is written in the source."""
        for inside, node in self._nodes:
            if isinstance(node, ast.Call) and _called(node) in PLACED and len(node.args) > 2:
                for text in self.read(node.args[0], inside):
                    yield from (part for part in text.split(": ") if not part.startswith("<"))

    def _said(self, node: ast.AST) -> Iterator[ast.expr]:
        """Yield the expressions of a call or an assignment that reach a person."""
        if isinstance(node, ast.Call):
            called = _called(node)
            if called in PLACED:
                yield from node.args[1:3]
            elif called in FIRST or called == "ValueError":
                yield node.args[0 if called in FIRST else -1]
            elif called == "MissingExtra":
                more = ast.Constant(" needs more packages", lineno=node.lineno)
                yield ast.BinOp(node.args[0], ast.Add(), more, lineno=node.lineno)
            elif called == "append" and ast.unparse(node.func) == "notes.append":
                yield from node.args
            elif called == "_record":
                yield from (
                    one for arg in node.args[-1:] if isinstance(arg, ast.Tuple) for one in arg.elts
                )
            yield from (word.value for word in node.keywords if word.arg in SPOKEN)

    @cached_property
    def _nodes(self) -> list[tuple[Place, ast.AST]]:
        """Return every node with the function that it stands in."""
        found: list[tuple[Place, ast.AST]] = []

        def walk(node: ast.AST, inside: Place) -> None:
            for child in ast.iter_child_nodes(node):
                found.append((inside, child))
                function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
                walk(child, cast(Place, child) if function else inside)

        walk(self.tree, self.tree)
        return found

    def read(self, told: ast.expr, inside: Place) -> list[str]:
        """Return the texts that an expression can be."""
        if isinstance(told, ast.Constant):
            return [told.value] if isinstance(told.value, str) else []
        if isinstance(told, ast.JoinedStr):
            parts = [
                str(one.value) if isinstance(one, ast.Constant) else "{}" for one in told.values
            ]
            return ["".join(parts)]
        if isinstance(told, ast.IfExp | ast.BoolOp):
            both = [told.body, told.orelse] if isinstance(told, ast.IfExp) else told.values
            return [text for one in both for text in self.read(one, inside)]
        if isinstance(told, ast.BinOp):
            sides = self.read(told.left, inside), self.read(told.right, inside)
            return ["".join(pair) for pair in product(*sides)]
        if isinstance(told, ast.Starred):
            return [text for pair in self._pairs for text in self.read(pair, inside)]
        if isinstance(told, ast.Tuple):
            return [text for one in told.elts for text in self.read(one, inside)]
        if isinstance(told, ast.Name):
            return self._named(told.id, inside) or [f"<{told.id}>"]
        return [f"<{ast.unparse(told)}>"]

    @cached_property
    def _pairs(self) -> list[ast.Tuple]:
        """Return every problem with its remedy that the file keeps as a pair of texts."""
        pairs = [node for _, node in self._nodes if isinstance(node, ast.Tuple)]
        return [
            one
            for one in pairs
            if len(one.elts) == 2
            and all(isinstance(text, ast.Constant | ast.JoinedStr) for text in one.elts)
            and " " in self.read(one.elts[0], self.tree)[0]
        ]

    def _named(self, name: str, inside: Place) -> list[str]:
        """Return what a name can hold: what was assigned to it, or handed in by a caller."""
        texts: list[str] = []
        for place, node in self._nodes:
            if place is inside and isinstance(node, ast.Assign):
                for target in node.targets:
                    texts += self._assigned(name, target, node.value, inside)
        if isinstance(inside, ast.Module):
            return texts
        names = [one.arg for one in inside.args.args if one.arg not in {"self", "cls"}]
        if name in names:
            for place, node in self._nodes:
                if isinstance(node, ast.Call) and _called(node) == inside.name:
                    at = names.index(name)
                    texts += self.read(node.args[at], place) if at < len(node.args) else []
        return texts

    def _assigned(self, name: str, target: ast.expr, value: ast.expr, inside: Place) -> list[str]:
        if isinstance(target, ast.Name) and target.id == name:
            return self.read(value, inside)
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            pairs = zip(target.elts, value.elts, strict=True)
            return [text for one, to in pairs for text in self._assigned(name, one, to, inside)]
        return []


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
