"""Without the extra `letterhead` the other formats work, and these two say what to install."""

import importlib.util
from typing import Any

import pytest

from recovery_ai import MissingExtra
from recovery_ai.export import export
from tests.paper import ON, written


@pytest.mark.parametrize(("form", "package"), [("pdf", "typst"), ("docx", "docx")])
def test_it_is_named(monkeypatch: pytest.MonkeyPatch, form: str, package: str) -> None:
    real = importlib.util.find_spec

    def without(name: str, *rest: Any) -> Any:
        return None if name == package else real(name, *rest)

    monkeypatch.setattr(
        f"recovery_ai.export.{'word' if form == 'docx' else form}.find_spec", without
    )
    letter, incident = written()
    with pytest.raises(MissingExtra, match=r"pip install 'recovery-ai\[letterhead\]'"):
        export(letter, incident, form, posting=ON)
    assert export(letter, incident, "eml", posting=ON)
