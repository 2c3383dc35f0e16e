"""One HTML file that needs nothing else: no script, no font, no address outside itself."""

import base64
import functools
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from recovery_ai._version import __version__
from recovery_ai.evaluation.run import code_digest
from recovery_ai.evaluation.statistics import Interval

FOLDER = Path(__file__).with_name("pages")
# Texts of letters are data: nothing in the page can run, load or send anything.
POLICY = "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'"


def render(template: str, view: Mapping[str, Any]) -> str:
    """Return the page that `pages/<template>` makes of `view`, every text escaped."""
    style = (FOLDER / "report.css").read_text(encoding="utf-8")
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    return str(
        _environment()
        .get_template(template)
        .render(
            **view,
            style=style,
            policy=POLICY.format(digest),
            version=__version__,
            code=code_digest(),
            made=datetime.now(UTC).strftime("%d %B %Y, %H:%M UTC"),
        )
    )


@functools.lru_cache(maxsize=1)
def _environment() -> Any:
    from jinja2 import FileSystemLoader, StrictUndefined  # late: only a page needs it
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    found = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update(percent=percent, number=number, bounds=bounds, words=words)
    return found


def percent(value: float | None) -> str:
    """Return a share as a percentage; n/a where there was no trial."""
    return "n/a" if value is None else f"{value:.1%}"


def number(value: float | None) -> str:
    """Return a value with two decimals; n/a where there is none."""
    return "n/a" if value is None else f"{value:.2f}"


def bounds(found: Interval | None) -> str:
    """Return an interval in whole percent, and finer where all of it is small."""
    if found is None:
        return ""
    low, high = found
    return f"{low:.1%}–{high:.1%}" if high < 0.1 else f"{low:.0%}–{high:.0%}"


def words(code: str) -> str:
    """Return a code such as `blames_customer` as words."""
    return code.replace("_", " ")
