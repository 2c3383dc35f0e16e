"""The cassettes: each one plays, none holds a secret, and recording again changes nothing."""

import asyncio
from pathlib import Path

import pytest
import yaml

from recovery_ai.models import LiteLLM, Reply, run
from tests.cassette import FOLDER, CassetteMiss, cassette
from tests.provider import Provider, answers
from tests.record import live_model, live_name, record_all, record_live
from tests.scenarios import DRAFT, FAKE_KEY, GOOD, SCENARIOS, Scenario, asking

pytestmark = pytest.mark.anyio
LIVE = sorted(FOLDER.glob("live/*.yaml"))


@pytest.mark.parametrize("name", SCENARIOS)
async def test_it_plays_without_a_provider(name: str) -> None:
    scenario = SCENARIOS[name]
    with cassette(name) as tape:
        replies = await scenario.play()
    assert [(reply.outcome, reply.text, reply.calls) for reply in replies] == scenario.expected
    assert tape.play_count == sum(reply.calls for reply in replies)


def test_there_is_one_for_each_scenario_and_no_other() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.yaml")) == sorted(SCENARIOS)


@pytest.mark.parametrize("path", [*sorted(FOLDER.rglob("*.yaml"))], ids=lambda path: path.stem)
def test_it_holds_no_secret(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not any(word in text.lower() for word in (FAKE_KEY, "bearer", "127.0.0.1", "cookie"))
    for interaction in yaml.safe_load(text)["interactions"]:
        assert interaction["request"]["headers"] == {}
        assert set(interaction["response"]["headers"]) <= {"content-type", "retry-after"}


async def test_recording_again_changes_nothing(tmp_path: Path) -> None:
    for name in await record_all(tmp_path):
        again, kept = ((folder / f"{name}.yaml").read_bytes() for folder in (tmp_path, FOLDER))
        assert again == kept, f"{name}: run python -m tests.record, and read what changed"


async def test_another_prompt_is_a_miss_and_not_a_lost_connection() -> None:
    edited = Scenario([], [], asked=[asking("Other facts.", "apology")])
    with pytest.raises(CassetteMiss, match=r"python -m tests\.record"), cassette("good"):
        await edited.play()


async def test_another_schema_is_a_miss() -> None:
    narrower = asking(DRAFT.messages[1].content, "apology")
    with pytest.raises(CassetteMiss), cassette("good"):
        await Scenario([], [], asked=[narrower]).play()


async def test_one_request_too_many_is_a_miss() -> None:
    twice = Scenario([], [], asked=(DRAFT, DRAFT))
    with pytest.raises(CassetteMiss), cassette("good"):
        await twice.play()


async def test_a_miss_is_not_lost_when_the_code_swallows_it() -> None:
    edited = Scenario([], [], asked=[asking("Other facts.", "apology")])
    with pytest.raises(CassetteMiss), cassette("good"):
        await asyncio.gather(edited.play(), return_exceptions=True)


async def test_a_tape_played_in_part_fails() -> None:
    half = Scenario([], [], asked=[SCENARIOS["blaming_then_patch"].asked[0]])
    with (
        pytest.raises(AssertionError, match="1 of 2 interactions were played"),
        cassette("blaming_then_patch"),
    ):
        await half.play()


def test_a_tape_that_is_not_there() -> None:
    with pytest.raises(CassetteMiss, match=r"no cassette nowhere\.yaml"), cassette("nowhere"):
        pass


def test_it_plays_through_the_door_for_ordinary_code() -> None:
    with cassette("good"):
        (reply,) = run(SCENARIOS["good"].play())
    assert reply.text == GOOD


async def test_a_real_provider_is_recorded_and_replayed(
    provider: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider.script(answers.good(GOOD))
    monkeypatch.setenv("OPENAI_API_BASE", provider.url)
    monkeypatch.setenv("OPENAI_API_KEY", FAKE_KEY)
    recorded = await record_live("openai/gpt-4o-mini", tmp_path)
    path = tmp_path / f"{live_name('openai/gpt-4o-mini')}.yaml"
    test_it_holds_no_secret(path)
    monkeypatch.setenv("OPENAI_API_BASE", "http://127.0.0.1:9/v1")
    replayed = await replay(path, tmp_path)
    assert (replayed.outcome, replayed.text) == (recorded.outcome, GOOD)
    assert len(provider.requests) == 1


async def test_what_real_providers_said_still_plays() -> None:
    outcomes = {path.stem: (await replay(path, FOLDER)).outcome for path in LIVE}
    assert set(outcomes.values()) <= {"ok"}, outcomes


async def replay(path: Path, folder: Path) -> Reply:
    model = live_model(path)
    with cassette(live_name(model), folder=folder):
        return await LiteLLM(model, api_key=FAKE_KEY, retries=0).complete(DRAFT)
