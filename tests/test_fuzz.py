"""Hostile facts and letters: an answer or one clear refusal, soon, and never a traceback.

`FUZZ_EXAMPLES=2000 python -m pytest tests/test_fuzz.py` looks longer.
"""

import contextlib
import io
import json
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from recovery_ai import InputError, RecoveryError, check, draft
from recovery_ai.cli import main
from recovery_ai.testing import ScriptedModel
from tests.facts import GOOD, LANGUAGES, facts, reply

SECONDS = 120  # a hang, not slowness: the machine may be busy
fast = settings(
    max_examples=int(os.environ.get("FUZZ_EXAMPLES", "120")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)

ODD = "\u200b\u202e\ud800\udfff\ufeff\u2028İßΣς\N{NO-BREAK SPACE}\U0001f600"
CHARACTERS = st.characters(codec=None, exclude_categories=["Cc"]) | st.sampled_from(ODD)
SAMPLES = st.sampled_from((
    "I am sorry that we were late.", "If you were upset, we apologise.", "It was your fault.",
    "Dear Ms Lindqvist,", "[[customer_name]]", "[[private_name_1]]", "[[", "]]", "{{ facts }}",
    "{% raw %}", "\x00\x1b[31m", "</customer_words>", "£34.50", "31 February 2026", "30/02/2026",
    "€1e9", "Rp 2 juta",
    "99999999999999999999 EUR", "0.001 GBP", "12:99", "25:61", "1/0", "-5 %", "٣٤ €", "²³ pounds",
    "half of a third", "twelve million billion", "δύο εκατομμύρια ευρώ", "seratus ribu rupiah",
    "http://[::1]:99999/", "www..example", "a@b@c.example", "+999999999999999", "4111111111111111",
    "GB00" + "A" * 30, "“", "'" * 9, "...", "?!" * 9, "\r\n\r\n", "\t", "- ", "* ", "# ", "1.",
    "My solicitor", "Σας ζητώ συγγνώμη", "Kami mohon maaf", "Mr. Dr. Prof. St.", "e.g. i.e. etc.",
))  # fmt: skip
TEXTS = st.lists(SAMPLES | st.text(CHARACTERS, max_size=40), min_size=1, max_size=12).map(" ".join)
HUGE = st.builds(
    lambda unit, count: (unit * count)[:20_000],
    SAMPLES | st.text(CHARACTERS, min_size=1, max_size=6),
    st.integers(1_000, 20_000),
)
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
DAYS = st.dates().map(str) | st.sampled_from(("0001-01-01", "9999-12-31", "2026-02-30"))
MOMENTS = DAYS | st.sampled_from(("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"))
MONEY = st.fixed_dictionaries({
    "value": st.decimals(allow_nan=False, places=2).map(str) | st.integers() | TEXTS,
    "currency": st.sampled_from(("GBP", "EUR", "IDR", "JPY", "KWD", "XXX", "eur", "")),
})
NAMES = st.sampled_from((
    "Amara Lindqvist",
    "O",
    "É.",
    "Van der Berg-O’Neil",
    "李",
    "(",
    "Will May",
))
PEOPLE = NAMES | TEXTS
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "case_id": TEXTS | NAMES,
    "stage": st.sampled_from(("acknowledgement", "resolution")),
    "customer": st.fixed_dictionaries({"name": PEOPLE, "salutation": PEOPLE}),
    "what_happened": TEXTS | HUGE,
    "impact": st.lists(
        st.fixed_dictionaries({"kind": st.sampled_from(("money", "time")), "description": TEXTS}),
        max_size=3,
    ),
    "root_cause": st.none() | TEXTS,
    "fault": st.sampled_from(("ours", "third_party", "customer", "shared", "unknown")),
    "remedies": st.lists(
        st.fixed_dictionaries(
            {"kind": st.sampled_from(("refund", "gift", "other")), "description": TEXTS},
            optional={"amount": MONEY, "due": DAYS},
        ),
        max_size=3,
    ),
    "preventive_actions": st.lists(
        st.fixed_dictionaries(
            {"description": TEXTS, "status": st.sampled_from(("done", "planned"))},
            optional={"due": DAYS},
        ),
        max_size=3,
    ),
    "occurred_on": DAYS,
    "next_update_by": MOMENTS,
    "demand": st.fixed_dictionaries({"description": TEXTS, "within_policy": st.booleans()}),
    "previous_apologies": st.lists(
        st.fixed_dictionaries({"date": DAYS, "about": TEXTS}), max_size=2
    ),
    "complaint": TEXTS | HUGE,
    "internal_notes": TEXTS | HUGE,
    "audience": st.sampled_from(("individual", "all_affected")),
    "relationship": st.sampled_from(("one_off", "ongoing")),
    "channel": st.sampled_from(("email", "chat", "social", "letter")),
    "language": st.sampled_from((*LANGUAGES, "en-US", "pt-BR", "zz", "ar")),
}


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    """Draw facts of the right shape with hostile values, and now and then a wrong shape."""
    chosen = draw(st.sets(st.sampled_from(sorted(FIELDS)), max_size=6))
    changed = {name: draw(FIELDS[name]) for name in sorted(chosen)}
    if draw(st.integers(0, 9)) == 0:
        changed[draw(st.sampled_from(sorted(FIELDS)) | TEXTS)] = draw(JUNK)
    return facts(draw(st.sampled_from(LANGUAGES)), **changed)


@contextlib.contextmanager
def within(seconds: int) -> Iterator[None]:
    """Fail when the block takes longer."""

    def late(signum: int, frame: FrameType | None) -> None:
        del signum, frame
        raise TimeoutError(f"no answer after {seconds} seconds")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def refused(problem: RecoveryError) -> None:
    lines = str(problem).split("\n")
    assert all(line and len(line) < 500 for line in lines)
    assert len(lines) == (len(problem.problems) if isinstance(problem, InputError) else 1)


@fast
@given(cases(), TEXTS | HUGE)
@example(facts(), "\ud800")
@example(facts(what_happened="We lost it on 31 February 2026."), "On 31 February 2026.")
@example(facts(language="zz"), "İ" * 50)
@example(facts(), "£5 " * 6000)
@example(facts(), "I am sorry. " * 1500)
def test_check(told: dict[str, Any], letter: str) -> None:
    with within(SECONDS):
        try:
            found = check(told, letter)
        except RecoveryError as problem:
            refused(problem)
            return
        for finding in found.findings:
            if finding.span is not None:
                assert 0 <= finding.span.start <= finding.span.end <= len(letter)
                assert finding.quote == letter[finding.span.start : finding.span.end]
        for one in found.provenance:
            assert one.sentence == letter[one.span.start : one.span.end]
        assert found.accepted is not any(f.severity == "error" for f in found.findings)
        assert not (found.proved and not found.accepted)


REPLIES = (
    TEXTS
    | JUNK.map(json.dumps)
    | st.dictionaries(st.sampled_from(sorted(GOOD)), TEXTS, min_size=1).map(reply)
    | st.dictionaries(st.sampled_from(sorted(GOOD)), TEXTS).map(lambda some: reply(GOOD | some))
)


@fast
@given(cases(), st.none() | st.lists(REPLIES, min_size=4, max_size=4))
@example(facts(customer={"name": "Amara Lindqvist", "salutation": "[["}), None)
@example(facts(), ["\ud800", reply({"apology": "\ud800"}), "{", "{"])
def test_draft(told: dict[str, Any], said: list[str] | None) -> None:
    with within(SECONDS):
        try:
            result = draft(told, ScriptedModel(said)) if said else draft(told)
        except RecoveryError as problem:
            refused(problem)
            return
        json.dumps(result.as_json()).encode()
        result.model_dump_json()
        if result.status == "accepted":
            assert result.letter is not None
            assert "[[" not in result.letter.text


def run(words: list[str], given: bytes = b"") -> tuple[int, str, str]:
    """Run a command in this process with real text streams."""
    raw = [io.BytesIO(), io.BytesIO()]
    out, err = (io.TextIOWrapper(buffer, "utf-8", write_through=True) for buffer in raw)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), "utf-8"))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        with within(SECONDS):
            code = main(words)
    return code, raw[0].getvalue().decode(), raw[1].getvalue().decode()


def sane(code: int, out: str, err: str) -> None:
    assert code in {0, 1, 2, 3}
    assert "Traceback" not in err
    if code == 2:
        assert (err.endswith("\n"), out) == (True, "")
        assert all(line.startswith("recovery-ai: ") for line in err.splitlines())
    else:
        review = code == 1 and err.startswith("recovery-ai: needs review before it goes out: ")
        assert err.count("\n") == review


FILES = (
    cases().map(json.dumps)
    | cases().map(lambda told: yaml.safe_dump(told, allow_unicode=True))
    | JUNK.map(json.dumps)
    | TEXTS
).map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=200)


@fast
@given(FILES, FILES, st.sampled_from(("text", "json")))
def test_commands(case: bytes, letter: bytes, form: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = [str(Path(folder, name)) for name in ("case", "letter")]
        for path, data in zip(paths, (case, letter), strict=True):
            Path(path).write_bytes(data)
        sane(*run(["check", *paths, "--format", form]))
        sane(*run(["check", paths[0], "--reply", paths[1]]))
        sane(*run(["draft", paths[0], "--format", form]))
        sane(*run(["triage", paths[0], "--format", form]))
        sane(*run(["prompt", paths[0]]))
        sane(*run(["prompt", paths[0], "--repair", paths[1]]))


LINES = st.fixed_dictionaries(
    {}, optional={"id": JUNK, "facts": cases() | JUNK, "letter": TEXTS | JUNK}
).map(json.dumps).map(str.encode) | FILES.map(lambda raw: raw.replace(b"\n", b" "))


@fast
@given(st.lists(LINES, max_size=6))
def test_streams(lines: list[bytes]) -> None:
    code, out, err = run(["check", "--jsonl", "-"], b"\n".join(lines))
    assert (code in {0, 1, 3}, err) == (True, "")
    answers = [json.loads(line) for line in out.split("\n") if line]
    assert len(answers) == sum(bool(line.strip()) for line in lines)
    assert all(set(one) in ({"id", "error"}, {"id", *ANSWER}) for one in answers)
    assert (code == 3) == any("error" in one for one in answers)


ANSWER = {"accepted", "proved", "findings", "provenance"}
