"""The Python door: draft, check and triage in one call each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from recovery_ai.brief import Brief, make_brief
from recovery_ai.documents import incident_from
from recovery_ai.errors import FactsError, LetterError, ModelError
from recovery_ai.incident import Incident
from recovery_ai.letter import Letter
from recovery_ai.pack import Pack, load
from recovery_ai.review import Review, review
from recovery_ai.triage import Triage
from recovery_ai.triage import triage as _triage

# What drafting needs is imported when a letter is drafted: a check needs none of it.
if TYPE_CHECKING:
    from recovery_ai.drafting import Progress
    from recovery_ai.extraction import Extraction
    from recovery_ai.incoming import Incoming
    from recovery_ai.models.budget import Budget
    from recovery_ai.models.protocol import Model
    from recovery_ai.record import Draft, Judgement

Facts = Incident | Mapping[str, Any]


def _incident(facts: Facts) -> Incident:
    if isinstance(facts, Incident):
        return facts
    if not isinstance(facts, Mapping):
        raise FactsError("facts", "are not a mapping of fields", "give a mapping or an Incident")
    return incident_from(dict(facts))


def _letter(letter: str | Letter) -> Letter:
    if isinstance(letter, Letter):
        return letter
    if not isinstance(letter, str):
        raise LetterError("letter", "is not text", "give the letter's text or a Letter")
    return Letter(text=letter)


def triage(facts: Facts, *, pack: Pack | None = None, regime: str = "default") -> Triage:
    """Decide which way a case goes, with reasons, deadline and approver. Deterministic, offline.

    >>> from recovery_ai import example_facts, triage
    >>> found = triage(example_facts())
    >>> found.route, found.approver, found.drafts
    ('apologise', 'team_lead', True)

    Args:
        facts: an `Incident`, or a mapping with its fields.
        pack: a policy of your own; the shipped one when None.
        regime: complaint-timing preset, a file of `prompts/regimes/`.

    Raises:
        FactsError: when a mapping is no valid incident.
    """
    return _triage(_incident(facts), pack or load(), regime)


def brief(
    facts: Facts,
    *,
    pack: Pack | None = None,
    framework: str | None = None,
    regime: str = "default",
) -> Brief:
    """Return the contract that a letter for these facts is written from and judged against.

    >>> from recovery_ai import brief, example_facts
    >>> contract = brief(example_facts("acknowledgement"))
    >>> [section.id for section in contract.sections][:3]
    ['greeting', 'apology', 'acknowledgement']
    >>> contract.facts[0].text
    "The customer's cot was promised for [[what_happened_date_1]] and has not arrived."

    Args:
        facts: an `Incident`, or a mapping with its fields.
        pack: a policy of your own; the shipped one when None.
        framework: a framework by name, instead of the one that fits.
        regime: complaint-timing preset, a file of `prompts/regimes/`.

    Raises:
        FactsError: when a mapping is no valid incident.
    """
    pack = pack or load()
    incident = _incident(facts)
    return make_brief(incident, _triage(incident, pack, regime), pack, framework)


def check(
    facts: Facts,
    letter: str | Letter,
    *,
    pack: Pack | None = None,
    framework: str | None = None,
    regime: str = "default",
) -> Review:
    """Judge a letter, whoever wrote it, against the facts. Offline, in milliseconds.

    >>> from recovery_ai import check, example_facts
    >>> found = check(example_facts(), "You should have called us earlier.")
    >>> found.accepted, found.findings[0].code, found.findings[0].span.start
    (False, 'blames_customer', 0)

    Args:
        facts: an `Incident`, or a mapping with its fields.
        letter: plain text, or a `Letter` that was drafted here.
        pack: a policy of your own; the shipped one when None.
        framework: judge against this framework instead of the one that fits.
        regime: complaint-timing preset, a file of `prompts/regimes/`.

    Returns:
        Findings with spans in code points of the letter's text, and a verdict for every sentence.

    Raises:
        FactsError: when a mapping is no valid incident.
        LetterError: when the letter is neither text nor a `Letter`.
    """
    pack = pack or load()
    text = _letter(letter)
    return review(text, brief(facts, pack=pack, framework=framework, regime=regime), pack)


async def adraft(
    facts: Facts,
    model: str | Model = "offline",
    *,
    pack: Pack | None = None,
    budget: Budget | None = None,
    framework: str | None = None,
    regime: str = "default",
    progress: Progress | None = None,
    judge: str | Model | None = None,
    examples: Sequence[str] = (),
) -> Draft:
    """Draft a letter as `draft` does, for a program that has an event loop of its own.

    >>> import asyncio
    >>> from recovery_ai import adraft, example_facts
    >>> asyncio.run(adraft(example_facts())).status
    'accepted'

    Arguments, result and errors are those of `draft`; a cancelled task asks no further model.
    """
    from recovery_ai.drafting import draft_incident
    from recovery_ai.models.choice import resolve
    from recovery_ai.models.offline import Composer

    pack = pack or load()
    composer = Composer(pack)
    return await draft_incident(
        _incident(facts),
        composer if model == composer.name else resolve(model, pack),
        composer,
        pack,
        budget=budget,
        framework=framework,
        regime=regime,
        progress=progress,
        examples=examples,
        judge=_judge(judge, pack),
    )


def draft(
    facts: Facts,
    model: str | Model = "offline",
    *,
    pack: Pack | None = None,
    budget: Budget | None = None,
    framework: str | None = None,
    regime: str = "default",
    progress: Callable[[str], None] | None = None,
    judge: str | Model | None = None,
    examples: Sequence[str] = (),
) -> Draft:
    """Draft the letter that these facts call for, checked and repaired, with its proof.

    >>> from recovery_ai import draft, example_facts
    >>> result = draft(example_facts())
    >>> result.status, result.proved, [promise.due.isoformat() for promise in result.promises]
    ('accepted', True, ['2026-06-05', '2026-06-05'])
    >>> result.letter.text.splitlines()[0]
    'Dear Ms Haddad,'

    Args:
        facts: an `Incident`, or a mapping with its fields.
        model: `offline` (no model, no network), a litellm name such as `openai/gpt-4o-mini`,
            several names with commas as fallbacks, or any object with the `Model` protocol.
        pack: policy, prompts and phrases of your own; the shipped ones when None.
        budget: hard limits on rounds, calls, tokens, cost (US dollars) and seconds.
        framework: a framework by name, instead of the one that fits.
        regime: complaint-timing preset.
        progress: called with a few words at every step.
        judge: a model that reads the sentences which nothing vouches for; nobody when None.
        examples: slotted texts of similar letters that were sent, shown to the model as data; see
            `Journal.examples`.

    Returns:
        A `Draft`; `status` is `accepted`, `needs_review` or `not_drafted`, never an exception for
        a bad letter.

    Raises:
        FactsError: when a mapping is no valid incident.
        MissingExtra: when a model is named and litellm is not installed.
        ModelError: when the name is no model's.

    Python reads no settings file: what `recovery.toml` says for the command line comes in as
    arguments here, a policy of your own as `pack=load_pack(own="house")`, so that a program does
    what its code says.
    """
    from recovery_ai.models.loop import run

    return run(
        adraft(
            facts,
            model,
            pack=pack,
            budget=budget,
            framework=framework,
            regime=regime,
            progress=progress,
            examples=examples,
            judge=judge,
        )
    )


class Judged(NamedTuple):
    """A review with the judge's word in it, and that word; None when nothing was left to judge."""

    review: Review
    judgement: Judgement | None


def judge(
    facts: Facts,
    letter: str | Letter,
    model: str | Model,
    *,
    pack: Pack | None = None,
    framework: str | None = None,
    regime: str = "default",
) -> Judged:
    """Check a letter, and have a model read the sentences that nothing vouches for. One call.

    The model sees masked text. It can add findings and vouch for sentences, not undo an error.

    >>> from recovery_ai import example_facts, judge
    >>> from recovery_ai.testing import ScriptedModel
    >>> nobody = ScriptedModel([])
    >>> judge(example_facts(), "Dear Ms Haddad,", nobody).judgement is None  # nothing to ask
    True

    Args:
        facts: an `Incident`, or a mapping with its fields.
        letter: plain text, or a `Letter` that was drafted here.
        model: a litellm name such as `openai/gpt-4o-mini`, or any object with the `Model` protocol.
        pack: a policy of your own; the shipped one when None.
        framework: judge against this framework instead of the one that fits.
        regime: complaint-timing preset, a file of `prompts/regimes/`.

    Raises:
        FactsError: when a mapping is no valid incident.
        LetterError: when the letter is neither text nor a `Letter`.
        ModelError: when `model` is `offline`, which cannot judge.
    """
    from recovery_ai import judging
    from recovery_ai.models.loop import run

    pack = pack or load()
    made = brief(facts, pack=pack, framework=framework, regime=regime)
    text = _letter(letter)
    found = review(text, made, pack)
    judge_model = _judge(model, pack)
    word = run(judging.judge(text, made, pack, found, judge_model)) if judge_model else None
    return Judged(judging.merge(found, word), word)


def extract(
    complaint: str | Incoming,
    model: str | Model,
    *,
    pack: Pack | None = None,
    budget: Budget | None = None,
) -> Extraction:
    """Have a model read a complaint, and propose what it tells. One call.

    The model sees masked text. What it proposes rests on words of the complaint, which each value
    quotes, and is no fact until a person confirms it.

    >>> import json
    >>> from recovery_ai import extract
    >>> from recovery_ai.testing import ScriptedModel
    >>> value = {"field": "demand.amount", "value": "40 GBP", "quote": "£40"}
    >>> reply = json.dumps({"values": [value, {**value, "value": "4000 GBP"}]})
    >>> found = extract("You were late, and I want £40 back.", ScriptedModel([reply]))
    >>> [(one.field, one.value, one.quote) for one in found.values], found.dropped
    ([('demand.amount', '40 GBP', '£40')], 1)

    Args:
        complaint: the customer's words, or the mail that they came in.
        model: a litellm name such as `openai/gpt-4o-mini`, or any object with the `Model` protocol.
        pack: prompts of your own; the shipped ones when None.
        budget: hard limits, of which seconds count most.

    Raises:
        ModelError: when `model` is `offline`, which cannot read.
    """
    from recovery_ai import extraction
    from recovery_ai.models.choice import resolve
    from recovery_ai.models.loop import run

    if model == "offline":
        raise ModelError(
            "offline cannot read a complaint; name a model, such as openai/gpt-4o-mini"
        )
    pack = pack or load()
    return run(extraction.extract(complaint, resolve(model, pack), pack, budget))


def _judge(choice: str | Model | None, pack: Pack) -> Model | None:
    if choice == "offline":
        raise ModelError("offline cannot judge; name a model, such as openai/gpt-4o-mini")
    if choice is None:
        return None
    from recovery_ai.models.choice import resolve

    return resolve(choice, pack)


def load_pack(folder: str | Path | None = None, own: str | Path | None = None) -> Pack:
    """Read a folder of policy, prompts and phrases; the shipped one when None.

    >>> from recovery_ai import load_pack
    >>> sorted(load_pack().frameworks)
    ['acknowledgement', 'apologise_first', 'decline', 'notice', 'restore_first']

    Args:
        folder: the whole policy.
        own: a folder laid over it, with what an organisation does differently.

    Raises:
        PackError: naming the file that does not load and, where known, the line.
    """
    return load(Path(folder) if folder else None, Path(own) if own else None)
