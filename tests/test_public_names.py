"""The public surface: listed, sorted, documented, and nothing else."""

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import recovery_ai
from recovery_ai import testing

PUBLIC = list(recovery_ai.__all__)
# Errors of one optional part, told of at its own door.
OF_ONE_PART = {"MailboxError", "MissingReply"}


def test_all_is_what_is_there() -> None:
    source = ast.parse(Path(recovery_ai.__file__).read_text("utf-8"))
    imported = {
        alias.name
        for node in ast.walk(source)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("recovery_ai.")
        for alias in node.names
    }
    assert sorted(imported) == PUBLIC
    assert [name for name in PUBLIC if name not in dir(recovery_ai)] == []
    assert len(PUBLIC) < 32


def test_a_name_that_is_not_there_is_no_attribute() -> None:
    assert not hasattr(recovery_ai, "nonsense")


@pytest.mark.parametrize("first", ["recovery_ai.brief", "recovery_ai.triage", "recovery_ai.api"])
def test_functions_are_not_hidden_by_modules_of_their_name(first: str) -> None:
    script = f"import {first}; from recovery_ai import brief, triage; print(brief, triage)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.count("<function ") == 2, done.stderr


@pytest.mark.parametrize("name", [name for name in PUBLIC if name != "__version__"])
def test_it_is_documented(name: str) -> None:
    value = getattr(recovery_ai, name)
    told = inspect.getdoc(value)
    assert told
    assert told.split("\n\n")[0].rstrip().endswith((".", ":"))
    inherited = (
        [inspect.getdoc(base) for base in inspect.getmro(value)[1:]]
        if inspect.isclass(value)
        else []
    )
    assert told not in inherited


@pytest.mark.parametrize("name", [name for name in PUBLIC if name != "__version__"])
def test_its_public_methods_are_documented(name: str) -> None:
    value = getattr(recovery_ai, name)
    own = vars(value) if inspect.isclass(value) else {}
    for attribute, method in own.items():
        if not attribute.startswith(("_", "model_")) and callable(method):
            assert inspect.getdoc(method), f"{name}.{attribute}"


def test_the_double_is_documented() -> None:
    assert inspect.getdoc(testing.ScriptedModel)


def test_every_error_is_public_and_has_one_root() -> None:
    from recovery_ai import errors

    found = {name for name, value in vars(errors).items() if inspect.isclass(value)}
    assert found - OF_ONE_PART <= set(PUBLIC)
    assert all(issubclass(getattr(errors, name), errors.RecoveryError) for name in found)


def test_the_tree_of_errors_is_drawn_in_full() -> None:
    from recovery_ai import errors

    drawn = errors.__doc__ or ""
    assert all(name in drawn for name, value in vars(errors).items() if inspect.isclass(value))


def test_the_version() -> None:
    from importlib.metadata import version

    assert recovery_ai.__version__ == version("recovery-ai")
