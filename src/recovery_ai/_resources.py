"""Where the editable data lies: beside the package once installed, at the root in a checkout."""

from pathlib import Path

from recovery_ai.errors import PackError

_PACKAGE = Path(__file__).resolve().parent


def resource_dir(name: str) -> Path:
    """Return the folder `name` (`prompts`, `ui`); raise `PackError` when it was not shipped."""
    for candidate in (_PACKAGE / name, _PACKAGE.parents[1] / name):
        if candidate.is_dir():
            return candidate
    raise PackError(
        name, "the folder was not found beside the package", "reinstall recovery-ai, or pass a path"
    )
