"""What importing costs and touches: nothing for us, no network and no noise for litellm."""

import os
import subprocess
import sys
import sysconfig
from importlib.metadata import version
from pathlib import Path

GUARD = """
import os, socket, sys
def refuse(*args, **kwargs):
    print("NETWORK", file=sys.stderr)
    raise OSError("no network here")
socket.getaddrinfo = socket.gethostbyname = socket.create_connection = refuse
socket.socket.connect = socket.socket.connect_ex = refuse
before = dict(os.environ)
"""


def python(script: str, cwd: Path | None = None) -> tuple[str, str]:
    """Run a script as a user would, with the transport that litellm chooses."""
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=cwd,
        env={k: v for k, v in os.environ.items() if k != "DISABLE_AIOHTTP_TRANSPORT"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr


def test_models_import_no_provider_library() -> None:
    heavy = '{"litellm", "openai", "tenacity", "httpx", "aiohttp", "streamlit"}'
    out, _ = python(
        f"import sys, recovery_ai.models, recovery_ai.testing; print({heavy} & set(sys.modules))"
    )
    assert out == "set()\n"


def test_litellm_is_imported_without_network_noise_or_traces(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("CANARY_FROM_DOTENV=1\n", encoding="utf-8")
    script = """
from recovery_ai.models.litellm_adapter import _litellm
litellm = _litellm()
litellm.get_llm_provider("openai/x")
from litellm.anthropic_beta_headers_manager import get_provider_name
get_provider_name("anthropic")
assert litellm.model_cost["gpt-4o-mini"]
assert dict(os.environ) == before, "environment changed"
"""
    assert python(GUARD + script, cwd=tmp_path) == ("", "")


def test_the_guard_notices_a_download() -> None:
    _, err = python(GUARD + "import litellm")
    assert "NETWORK" in err


def test_settings_of_the_user_are_put_back() -> None:
    out, _ = python("""
import os
os.environ["LITELLM_MODE"] = "DEV"
from recovery_ai.models.litellm_adapter import _litellm
print(_litellm().litellm_mode, os.environ["LITELLM_MODE"])
""")
    assert out == "PRODUCTION DEV\n"


def test_a_call_leaves_nothing_behind_at_exit() -> None:
    out, err = python("""
from recovery_ai.models import LiteLLM, run
from tests.models.asking import request
from tests.provider import Provider
with Provider() as provider:
    model = LiteLLM("openai/m", api_base=provider.url, api_key="k")
    print(run(model.complete(request())).outcome)
""")
    assert (out, err) == ("ok\n", "")


def test_the_installed_litellm_is_a_clean_one() -> None:
    assert version("litellm") not in {"1.82.7", "1.82.8"}
    found = [path.name for path in Path(sysconfig.get_path("purelib")).glob("*litellm*.pth")]
    assert found == []
