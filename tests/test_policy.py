"""An organisation lays its own will over the shipped policy, in data alone."""

from pathlib import Path
from typing import Any

import pytest

from recovery_ai import api
from recovery_ai.cli import main
from recovery_ai.errors import PackError
from recovery_ai.pack import Pack, load
from recovery_ai.settings import FILE
from tests.facts import facts

APPEAL = "If you are not content, you may write to the Arbiter of Trade within six months."
RULE = """\
code: defensive_tone
message: We do not speak of the family.
suggestion: Leave the family out.
patterns: ["family business"]
flags: [We are a family business.]
passes: [We are a small shop.]
"""


def own(folder: Path, **files: str) -> Pack:
    """Return the shipped policy with these files laid over it; `/` is written `__`."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load(own=folder)


def codes(pack: Pack, letter: str, **extra: Any) -> dict[str, str]:
    found = api.check({**facts(), **extra}, letter, pack=pack).findings
    return {finding.code: finding.severity for finding in found if finding.span}


def test_severity_is_the_house_s_choice(tmp_path: Path) -> None:
    pack = own(tmp_path, policy="severity: {over_promise: warning}")
    letter = "This will never happen again."
    assert codes(load(), letter)["over_promise"] == "error"
    assert codes(pack, letter)["over_promise"] == "warning"
    assert pack.digest != load().digest, "an approval under another policy must not hold"


LATE = "code: over_promise\nmessage: m\nsuggestion: s\npatterns: [never late]\n"


def test_allowed_words_pass(tmp_path: Path) -> None:
    letter = "Yours, the Never Late Again team."
    allow = "allow: {en: [the Never Late Again team]}"
    strict = own(tmp_path / "strict", rules__en__late=LATE)
    both = own(tmp_path / "both", rules__en__late=LATE, policy=allow)
    assert "over_promise" in codes(strict, letter)
    assert "over_promise" not in codes(both, letter)
    assert "over_promise" in codes(both, "You will be never late with us.")
    assert "unlicensed" not in codes(both, "The Never Late Again team.")


def test_required_text_is_in_every_draft_and_missed_in_every_other_letter(tmp_path: Path) -> None:
    pack = own(tmp_path, policy=f"notices: [{{kinds: [resolution], text: {{en: '{APPEAL}'}}}}]")
    drafted = api.draft(facts(), pack=pack)
    assert drafted.letter is not None
    assert f"\n\n{APPEAL}\n\n" in drafted.letter.text
    assert (drafted.status, drafted.proved) == ("accepted", True)
    notice = api.brief(facts(), pack=pack).of("notice")[0].id
    assert next(p.facts[0] for p in drafted.provenance if p.sentence == APPEAL) == notice
    changed = drafted.letter.text.replace("six months", "six weeks")
    for text, missing in ((drafted.letter.text, False), (changed, True)):
        found = api.check(facts(), text, pack=pack).findings
        assert any(f.rule == "en/missing_notice" for f in found) is missing


def test_own_rule_counts_beside_the_shipped_ones(tmp_path: Path) -> None:
    pack = own(tmp_path, rules__en__family=RULE)
    assert codes(pack, "As a family business we care.")["defensive_tone"] == "error"
    assert codes(pack, "This will never happen again.")["over_promise"] == "error"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("rules__en__family", RULE.replace("code: defensive_tone", "code: blah"), "code"),
        ("rules__en__family", RULE.replace("message", "massage"), "massage"),
        ("rules__en__family", RULE + "\tx: [", "line 7"),
        (
            "rules__en__family",
            RULE.replace("family business", "(family"),
            "line 4: has a broken pattern",
        ),
        ("policy", "severity: {over_promise: mild}", "severity.over_promise"),
        ("policy", "severities: {}", "severities"),
    ],
)
def test_broken_file_names_itself(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(PackError) as raised:
        own(tmp_path, **{name: text}).validate()
    told = str(raised.value)
    assert told.startswith(str(tmp_path / name.replace("__", "/")))
    assert said in told
    assert all(line.startswith(str(tmp_path)) for line in told.splitlines())


@pytest.mark.parametrize(
    ("level", "letter", "warned"),
    [
        ("full", "I am sorry for our mistake.", False),
        ("partial", "I am sorry for our mistake.", True),
        ("partial", "This was our fault.", False),
        ("none", "This was our fault.", True),
        ("sympathy_only", "This was our fault.", True),
    ],
)
def test_admission_follows_the_law_of_the_place(
    tmp_path: Path, level: str, letter: str, warned: bool
) -> None:
    pack = own(tmp_path, policy=f"legal_admission: {level}")
    assert codes(pack, letter).get("legal_admission") == ("warning" if warned else None)
    assert codes(pack, "We were negligent.")["legal_admission"] == "error"


def test_the_command_line_takes_policy_and_tries_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RECOVERY_AI_HOME", str(tmp_path))
    (tmp_path / FILE).write_text("policy = 'house'", encoding="utf-8")
    own(tmp_path / "house", rules__en__family=RULE, policy="severity: {too_long: error}")
    assert main(["rules"]) == 0
    assert "too_long                 error" in capsys.readouterr().out
    assert main(["rules", "--test"]) == 0
    own(tmp_path / "house", rules__en__family=RULE.replace("We are a small", "A family business"))
    load.cache_clear()
    assert main(["rules", "--test"]) == 1
    assert (
        "en/family flags, and should let pass: A family business shop." in capsys.readouterr().out
    )


def test_the_page_tells_every_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--markdown"]) == 0
    page = capsys.readouterr().out
    assert page.count("\n## ") == 35
    assert "`en/blames_customer` flags: " in page
