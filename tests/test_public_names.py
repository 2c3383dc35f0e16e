"""The public surface: listed, sorted, documented, and nothing else."""

import ast
import doctest
import inspect
import subprocess
import sys
from pathlib import Path
from types import ModuleType

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


def test_the_examples_of_the_manual_run() -> None:
    told = [*examples(recovery_ai)]
    told += [one for name in PUBLIC for one in examples(getattr(recovery_ai, name))]
    assert len(told) > 12
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.REPORT_NDIFF)
    for one in told:
        assert runner.run(one).failed == 0, one.name


def examples(value: object) -> list[doctest.DocTest]:
    """Return the examples in the docstring of one public value."""
    found = doctest.DocTestFinder(recurse=False).find(value, getattr(value, "__name__", "text"))
    return [one for one in found if one.examples]


def test_the_double_is_documented() -> None:
    assert inspect.getdoc(testing.ScriptedModel)


def test_every_error_is_public_and_has_one_root() -> None:
    from recovery_ai import errors

    found = errors_in(errors)
    assert found - OF_ONE_PART <= set(PUBLIC)
    assert all(issubclass(getattr(errors, name), errors.RecoveryError) for name in found)


def test_the_tree_of_errors_is_drawn_in_full() -> None:
    from recovery_ai import errors

    drawn = errors.__doc__ or ""
    assert all(name in drawn for name in errors_in(errors))


def errors_in(module: ModuleType) -> set[str]:
    """Return the names of the errors that a module defines."""
    found = {name: value for name, value in vars(module).items() if inspect.isclass(value)}
    return {name for name, value in found.items() if issubclass(value, Exception)}


def test_the_version() -> None:
    from importlib.metadata import version

    assert recovery_ai.__version__ == version("recovery-ai")
