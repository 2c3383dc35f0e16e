"""The wheel: it holds what the repository holds, and works from anywhere once installed."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from recovery_ai import load_pack
from tests.facts import facts

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[1]
SHIPPED = ("prompts", "ui")


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={k: v for k, v in os.environ.items() if k != "PYTHONPATH"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of programs of an environment with the wheel, and our dependencies."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    programs = folder / "bin"
    python = programs / "python"
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        wheel,
    )
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    # A path listed in a .pth brings packages, and leaves the .pth files in it alone.
    Path(site, "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return programs


def kept() -> list[str]:
    """Return the files that the repository keeps; those of the tree while nothing is committed."""
    listed = run("git", "ls-files", *SHIPPED).splitlines()
    files = listed or [
        str(path.relative_to(ROOT))
        for folder in SHIPPED
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    ]
    return sorted(files)


def test_it_ships_what_the_repository_keeps(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    shipped = [
        name for name in names if name.startswith(tuple(f"recovery_ai/{f}/" for f in SHIPPED))
    ]
    assert sorted(shipped) == [f"recovery_ai/{name}" for name in kept()]
    assert "recovery_ai/prompts/draft/system.md.j2" in names
    assert "recovery_ai/py.typed" in names
    assert "recovery_ai/evaluation/pages/report.css" in names
    data = {"recovery_ai/export/letter.typ", "recovery_ai/examples/en_resolution.yaml"}
    assert data <= set(names)
    top = {name.split("/")[0] for name in names}
    assert len(top) == 2
    assert not [n for n in names if n.endswith((".pyc", ".env", ".swp"))]
    assert not [n for n in names if n.startswith("tests") or "/tests/" in n]


def test_no_folder_in_the_package_hides_the_one_that_is_edited() -> None:
    assert not [name for name in SHIPPED if (ROOT / "src" / "recovery_ai" / name).exists()]


def test_it_drafts_from_anywhere(installed: Path, tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    case.write_text(json.dumps(facts()), encoding="utf-8")
    where = "import recovery_ai, sys; print(recovery_ai.__file__); print(recovery_ai.__version__)"
    place = run(installed / "python", "-c", where, cwd=Path("/")).splitlines()[0]
    assert Path(place).is_relative_to(installed.parent)
    told = run(installed / "recovery-ai", "draft", case, "--format", "json", cwd=Path("/"))
    data = json.loads(told)
    assert (data["status"], data["proved"]) == ("accepted", True)
    assert data["record"]["pack_sha256"] == load_pack(ROOT / "prompts").digest
    rules = run(installed / "python", "-m", "recovery_ai", "rules", cwd=Path("/"))
    assert "blames_customer" in rules


def test_it_finds_its_page(installed: Path) -> None:
    script = "from recovery_ai._resources import resource_dir; print(resource_dir('ui'))"
    page = Path(run(installed / "python", "-c", script, cwd=Path("/")).strip())
    assert (page / "app.py").is_file()
    assert page.is_relative_to(installed.parent)
