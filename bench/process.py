"""Whole processes: what one command costs from start to end."""

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bench.letters import LETTERS
from bench.table import Line

ROOT = Path(__file__).resolve().parents[1]


class Cost(NamedTuple):
    """CPU time in milliseconds, wall time in seconds, peak memory in MB, and the exit code."""

    cpu: float
    wall: float
    peak: float
    code: int


# A process starts with the memory of the one that forked it, so a small one does the forking.
_LAUNCHER = """
import json, os, sys, time
began, child = time.monotonic(), os.fork()
if not child:
    for stream in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
    os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
_, status, used = os.wait4(child, 0)
cpu = (used.ru_utime + used.ru_stime) * 1000
wall = time.monotonic() - began
print(json.dumps([cpu, wall, used.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)]))
"""


def run(*words: str) -> Cost:
    """Run one Python process to its end and read what the system counted for it."""
    command = [sys.executable, "-I", "-S", "-c", _LAUNCHER, *words]
    told = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=ROOT).stdout
    return Cost(*json.loads(told))


def typical(words: Sequence[str], times: int) -> Cost:
    """Return the median run of several."""
    runs = [run(*words) for _ in range(times)]
    return Cost(
        statistics.median(one.cpu for one in runs),
        statistics.median(one.wall for one in runs),
        max(one.peak for one in runs),
        max(one.code for one in runs),
    )


def measure(*, full: bool) -> list[Line]:
    """Measure the bare interpreter, imports, and commands on one case."""
    times = 15 if full else 5
    bare = typical(["-c", "pass"], times)
    pydantic = typical(["-c", "from pydantic import BaseModel"], times)
    package = typical(["-c", "import recovery_ai"], times)
    lines = [
        Line("python -c pass", bare.cpu, "ms", note=f"{bare.peak:.0f} MB"),
        Line(
            "from pydantic import BaseModel",
            pydantic.cpu - bare.cpu,
            "ms",
            note=f"{pydantic.peak:.0f} MB, bare interpreter subtracted",
        ),
        Line(
            "import recovery_ai",
            package.cpu - bare.cpu,
            "ms",
            150,
            note=f"{package.peak:.0f} MB, bare interpreter subtracted",
        ),
    ]
    with tempfile.TemporaryDirectory() as folder:
        facts, letter = LETTERS[0].files(Path(folder))
        check = typical(["-m", "recovery_ai", "check", facts, letter], times)
        draft = typical(["-m", "recovery_ai", "draft", facts], times)
    return [
        *lines,
        Line("recovery-ai check, whole process", check.cpu, "ms", 350, note=f"exit {check.code}"),
        Line("recovery-ai check, peak memory", check.peak, "MB", 50),
        Line("recovery-ai draft, whole process", draft.cpu, "ms", 500, note=f"exit {draft.code}"),
        Line("recovery-ai draft, peak memory", draft.peak, "MB"),
    ]
