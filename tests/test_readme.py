"""The README's example runs and prints what the README says."""

import contextlib
import io
import re
from pathlib import Path

README = Path(__file__).resolve().parents[1] / "README.md"


def example() -> tuple[str, str]:
    """Return the Python example and the output shown below it."""
    text = README.read_text(encoding="utf-8")
    found = re.search(r"```python\n(.*?)```\n\n<!-- output -->\n```\n(.*?)```", text, re.DOTALL)
    assert found
    return found[1], found[2]


def test_example_prints_what_it_says() -> None:
    code, output = example()
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, str(README), "exec"), {})
    assert printed.getvalue() == output
