"""Writing results: whole or not at all."""

import os
import sys
import tempfile
from pathlib import Path

from recovery_ai.errors import InputError


def write(data: bytes, path: str | None) -> None:
    """Write to standard output, or to `path` through a file that is moved into place."""
    if path is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    target = Path(path).resolve()
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)  # a device or a pipe cannot be moved into place
        else:
            _replace(target, data)
    except OSError as problem:
        raise InputError(path, f"cannot be written ({problem.strerror})", "name another") from None


def _replace(target: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:80]}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        os.chmod(name, mode)
        os.replace(name, target)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
