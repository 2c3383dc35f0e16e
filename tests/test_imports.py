"""What `import recovery_ai` costs: no files, no network, no handlers, nothing heavy."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import recovery_ai

WATCH = """
import json, logging, os, sys, threading
opened, connected = [], []

def hook(event, args):
    if event == "open":
        path, mode, flags = args
        writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        opened.append((str(path), bool(writes)))
    elif event.startswith(("socket.", "subprocess.", "os.system", "urllib.")):
        connected.append(event)

import importlib.abc, encodings.idna
modules, environment = set(sys.modules), dict(os.environ)
handlers, level = list(logging.getLogger().handlers), logging.getLogger().level
sys.addaudithook(hook)
import recovery_ai
print(json.dumps({
    "modules": sorted(set(sys.modules) - modules),
    "read": sorted({path for path, writes in opened if not writes}),
    "written": sorted({path for path, writes in opened if writes}),
    "connected": connected,
    "handlers": len(logging.getLogger().handlers) - len(handlers),
    "level": logging.getLogger().level - level,
    "loggers": [n for n, l in logging.root.manager.loggerDict.items() if getattr(l, "handlers", 0)],
    "threads": threading.active_count(),
    "environment": dict(os.environ) == environment,
}))
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("import")
    done = subprocess.run(
        [sys.executable, "-c", WATCH],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={**os.environ, "RECOVERY_AI_HOME": str(folder / "home")},
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert list(folder.iterdir()) == []
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def test_it_touches_nothing(seen: dict[str, Any]) -> None:
    written = [path for path in seen["written"] if "__pycache__" not in path]
    assert written == []
    assert seen["connected"] == []
    assert (seen["handlers"], seen["level"]) == (0, 0)
    assert seen["loggers"] == []
    assert seen["threads"] == 1
    assert seen["environment"] is True


def test_it_reads_no_policy_yet(seen: dict[str, Any]) -> None:
    home = Path(recovery_ai.__file__).parent
    read = [Path(path) for path in seen["read"] if not path.endswith((".py", ".pyc", ".so"))]
    assert not [path for path in read if path.suffix in {".yaml", ".j2", ".md"}]
    assert not [path for path in read if home in path.parents and "__pycache__" not in path.parts]


def test_it_imports_nothing_heavy(seen: dict[str, Any]) -> None:
    roots = {name.split(".")[0] for name in seen["modules"]}
    heavy = {
        "litellm", "openai", "streamlit", "phonenumbers", "stdnum", "httpx", "aiohttp", "tenacity",
        "requests", "numpy", "pytest", "vcr", "dotenv", "uvicorn", "fastapi", "pandas",
        "sqlalchemy", "alembic", "psycopg", "holidays", "typst", "docx", "lxml", "imaplib",
    }  # fmt: skip
    assert roots & heavy == set()


@pytest.mark.parametrize(
    "module", ["recovery_ai.cli", "recovery_ai.testing", "recovery_ai.models", "recovery_ai.export"]
)
def test_neither_do_the_doors(module: str) -> None:
    script = (
        f"import sys, {module};"
        "heavy = {'litellm', 'openai', 'streamlit', 'phonenumbers', 'sqlalchemy', 'typst', 'docx'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")
