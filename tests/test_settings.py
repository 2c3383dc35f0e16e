"""Settings: defaults without a file, one clear line for a bad one, an own policy in use."""

import shutil
from pathlib import Path

import pytest

from recovery_ai._resources import resource_dir
from recovery_ai.cli import main
from recovery_ai.errors import SettingsError
from recovery_ai.settings import FILE, Settings, home, read_settings

RULE = "rules/en/over_promise.yaml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RECOVERY_AI_HOME", str(tmp_path))
    return tmp_path


def test_defaults(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert home() == folder
    assert read_settings() == Settings(model="offline", regime="default", prompts=None)
    monkeypatch.delenv("RECOVERY_AI_HOME")
    assert home().name == "recovery_ai"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("model = ", "is not valid TOML"),
        ("modle = 'offline'", "modle"),
        ("model = 3", "model: is not text"),
        ("regime = 'mars'", "use one of: au_asic_rg271"),
        ("prompts = 'nowhere'", "is no folder"),
    ],
)
def test_bad_settings(
    folder: Path, text: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / FILE).write_text(text, encoding="utf-8")
    assert main(["rules"]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.startswith("recovery-ai: ")
    assert told.count("\n") == 1


def test_unreadable(folder: Path) -> None:
    (folder / FILE).write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="cannot be read"):
        read_settings()


def test_own_policy_is_used(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = folder / "policy"
    shutil.copytree(resource_dir("prompts"), own)
    rule = own / RULE
    text = rule.read_text(encoding="utf-8").replace("message:", "message: Ours. #", 1)
    rule.write_text(text, encoding="utf-8")
    (folder / FILE).write_text("prompts = 'policy'", encoding="utf-8")
    assert main(["rules", "over_promise"]) == 0
    assert "Ours." in capsys.readouterr().out
