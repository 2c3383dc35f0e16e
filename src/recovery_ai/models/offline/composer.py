"""The composer: a deterministic `Model` that writes from the brief with the phrase bank.

Every sentence is a phrase of `prompts/phrases/` around words of a numbered fact, so its letters are
proved by construction. It is chosen by name (`offline`) and says so in the record.
"""

import hashlib
import json
import re
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from recovery_ai.brief import Brief, Fact
from recovery_ai.errors import PackError
from recovery_ai.letter import SectionId
from recovery_ai.models.offline.telling import Voice, capitalised, stopped
from recovery_ai.models.protocol import Reply, Request
from recovery_ai.pack import Pack, load
from recovery_ai.slots import names_in

_HOLE = re.compile(r"\{([a-z_]+)\}")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[^a-zα-ω])")


class Composer:
    """Writes letters offline; the same brief always gives the same letter."""

    name = "offline"

    def __init__(self, pack: Pack | None = None) -> None:
        self._pack = pack or load()

    async def complete(self, request: Request) -> Reply:
        """Write the sections asked for; a language without a phrase bank is `unavailable`."""
        started = time.perf_counter()
        brief = request.brief
        if brief is None:
            return self._unable("offline only writes letters; choose a model")
        if f"phrases/{brief.tongue}.yaml" not in self._pack.files:
            return self._unable(f"the phrase bank has no `{brief.tongue}`; choose a model")
        text = json.dumps(self.compose(brief, request.sections), ensure_ascii=False)
        ms = int((time.perf_counter() - started) * 1000)
        return Reply(outcome="ok", text=text, model=self.name, answered=self.name, ms=ms, calls=0)

    def _unable(self, why: str) -> Reply:
        return Reply(outcome="unavailable", model=self.name, calls=0, detail=why)

    def compose(self, brief: Brief, asked: Sequence[SectionId]) -> dict[str, Any]:
        """Return subject and sections in the form of DESIGN 3.7."""
        writer = _Writer(brief, self._pack.mapping(f"phrases/{brief.tongue}.yaml"))
        sections = [
            {"id": section.id, "text": writer.write(section.id), "facts": list(section.facts)}
            for section in brief.sections
            if section.id in asked
        ]
        return {"subject": writer.subject(), "sections": [s for s in sections if s["text"]]}


def _voice(brief: Brief, bank: Mapping[str, Any]) -> Voice:
    """Return the voice of the brief's language; only that one is loaded."""
    if brief.tongue == "id":
        from recovery_ai.models.offline.indonesian import Indonesian

        return Indonesian(_title(brief, bank))
    if brief.tongue == "el":
        from recovery_ai.models.offline.greek import Greek

        return Greek()
    from recovery_ai.models.offline.english import English

    return English()


def _title(brief: Brief, bank: Mapping[str, Any]) -> str:
    """Return how the reader is addressed in mid-sentence, such as `Bapak`."""
    salutation = (brief.incident.customer.salutation or "").split(" ")[0].strip(",.").lower()
    titles: Mapping[str, str] = bank.get("titles", {})
    return titles.get(salutation, str(bank.get("address", "")))


class _Writer:
    """Writes one letter: picks phrases, fills their holes with facts told to the reader."""

    def __init__(self, brief: Brief, bank: Mapping[str, Any]) -> None:
        self._brief, self._bank = brief, bank
        self._voice = _voice(brief, bank)
        self._seed = int.from_bytes(hashlib.sha256(brief.case_id.encode()).digest()[:4], "big")
        self._title = _title(brief, bank)
        self._slots = {slot.name for slot in brief.slots}

    def subject(self) -> str:
        """Return the subject line."""
        return self._say(f"subject.{self._brief.kind}", topic=self._topic())

    def write(self, section: SectionId) -> str:
        """Return the text of one section; empty when there is nothing to say in it."""
        writers: dict[SectionId, Callable[[], str]] = {
            "greeting": lambda: self._say(f"greeting.{self._manner()}"),
            "apology": self._apology,
            "acknowledgement": self._acknowledgement,
            "responsibility": lambda: self._say(f"responsibility.{self._brief.fault}"),
            "explanation": self._explanation,
            "remedy": self._remedy,
            "prevention": self._prevention,
            "receipt": self._receipt,
            "decision": self._decision,
            "contact": self._contact,
            "closing": self._closing,
            "signature": lambda: self._say("signature"),
        }
        return writers[section]()

    def _manner(self) -> str:
        if self._brief.audience == "all_affected":
            return "all"
        if self._brief.channel in {"chat", "social"}:
            return "short"
        return "named" if self._brief.incident.customer.salutation else "unnamed"

    def _topic(self) -> str:
        return self._say(f"topic.{self._brief.incident.category}")

    def _phrases(self, key: str) -> list[str]:
        found: Any = self._bank
        for part in key.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
        if isinstance(found, str):
            return [found]
        if isinstance(found, list) and all(isinstance(one, str) for one in found):
            return found
        place = f"phrases/{self._brief.tongue}.yaml: {key}"
        raise PackError(place, "has no phrase", "add at least one")

    def _say(self, key: str, turn: int = 0, **holes: str) -> str:
        """Return a phrase; the case number decides which, `turn` moves on to another one."""
        phrases = [p for p in self._phrases(key) if self._fits(p)] or self._phrases(key)
        phrase = phrases[(self._seed + turn) % len(phrases)]
        holes = {"reader": self._title, **holes}
        return _HOLE.sub(lambda hole: holes[hole[1]], phrase)

    def _nth(self, key: str, turn: int, **holes: str) -> str:
        """Return the phrase number `turn` of a list that is told in order."""
        return self._say(key, turn - self._seed, **holes)

    def _fits(self, phrase: str) -> bool:
        return all(name in self._slots for name in names_in(phrase))

    # What happened, and what it did.

    def _told(self, *kinds: str) -> list[Fact]:
        return [fact for fact in self._brief.facts if fact.kind in kinds]

    def _event(self) -> list[str]:
        text = self._told("event")[0].text
        return [s.strip() for s in _SENTENCE.split(self._voice.retell(text)) if s.strip()]

    def _apology(self) -> str:
        first, *rest = self._event()
        again = bool(self._brief.of("history"))
        if self._voice.owns(first):
            key = "apology_again" if again else "apology"
            said = [self._say(key, clause=self._voice.clause(first))]
        else:
            category = self._brief.incident.category
            key = "apology_again_told" if again else f"apology_told.{category}"
            said = [self._say(key), first]
        return " ".join(stopped(sentence) for sentence in (*said, *rest))

    def _acknowledgement(self) -> str:
        told = [self._voice.impact(fact.text) for fact in self._told("impact")]
        nouns = [one.text for one in told if one.form == "noun"]
        whole = [one.text for one in told if one.form != "noun"]
        said = []
        if self._brief.kind == "decline":
            said.append(self._say("acknowledgement.decline", topic=self._topic()))
        said += [stopped(capitalised(text)) for text in whole]
        if nouns:
            what = self._voice.listed(nouns)
            key = "acknowledgement.more" if whole else "acknowledgement.noun"
            said.append(stopped(self._say(key, what=what)))
        return " ".join(said)

    def _explanation(self) -> str:
        said = []
        for fact in self._told("cause"):
            told = self._voice.cause(fact.text)
            text = self._voice.clause(told.text)
            said.append(stopped(self._say(f"explanation.{told.form}", what=text)))
        return " ".join(said)

    # What comes next.

    def _remedy(self) -> str:
        leads = self._brief.framework == "restore_first"
        said = [self._say("remedy.lead", topic=self._topic())] if leads else []
        for i, fact in enumerate(self._told("remedy")):
            number = int(fact.field.rsplit(".", 1)[1]) + 1
            offer = self._voice.offer(_without_tail(fact.text))
            amount, due = f"remedy_{number}_amount", f"remedy_{number}_due"
            key = f"remedy.{'also' if i else 'first'}.{offer.key}"
            text = self._say(
                key,
                turn=i,
                what=offer.text,
                amount=self._amount(fact, amount),
                due=self._say("due", slot=f"[[{due}]]") if due in self._slots else "",
            )
            said.append(stopped(text))
        return " ".join(said)

    def _amount(self, fact: Fact, name: str) -> str:
        """Return a remedy's amount, unless it has none or its own words give it already."""
        shown = {slot.name: slot.shown for slot in self._brief.slots}
        told = [shown.get(one) for one in names_in(_without_tail(fact.text))]
        if name not in shown or shown[name] in told:
            return ""
        return self._say("amount", slot=f"[[{name}]]")

    def _prevention(self) -> str:
        said = []
        seen: dict[str, int] = {}
        for fact in self._told("action"):
            number = int(fact.field.rsplit(".", 1)[1]) + 1
            slot = f"action_{number}_due"
            what = self._voice.clause(_without_tail(fact.text))  # a rule for all customers
            dated = "dated" if slot in self._slots else "undated"
            key = f"prevention.{fact.label}.{dated}"
            turn = seen[fact.label] = seen.get(fact.label, -1) + 1
            said.append(stopped(capitalised(self._nth(key, turn, what=what, due=f"[[{slot}]]"))))
        return " ".join(said)

    def _receipt(self) -> str:
        dated = "dated" if self._brief.of("next_update") else "undated"
        return self._say(f"receipt.{dated}")

    def _decision(self) -> str:
        said = [
            stopped(self._say("decision.asked", what=self._demand(fact)))
            for fact in self._told("demand")
        ]
        said.append(self._say("decision.no"))
        reasons = [*self._event(), *(self._voice.retell(f.text) for f in self._told("cause"))]
        said.append(stopped(self._say("decision.reason", what=stopped(reasons[0]).rstrip("."))))
        return " ".join([*said, *(stopped(reason) for reason in reasons[1:])])

    def _demand(self, fact: Fact) -> str:
        return self._voice.noun(self._voice.retell(_without_amount(fact.text)))

    def _contact(self) -> str:
        said = []
        sender = self._brief.incident.sender
        ways = [way for way in ("phone", "email") if getattr(sender, way)]
        if self._brief.kind == "decline":
            said.append(self._say(f"contact.appeal.{'_'.join(ways) or 'none'}"))
        elif ways:
            said.append(self._say(f"contact.{'_'.join(ways)}"))
        one_reader = self._brief.audience == "individual"
        if self._brief.ongoing and one_reader and self._brief.kind == "resolution":
            said.append(self._say("contact.meeting"))
        return " ".join(said)

    def _closing(self) -> str:
        if self._brief.kind == "decline":
            return self._say("closing.decline")
        incident = self._brief.incident
        theirs = incident.discovered_by == "customer" or bool(incident.complaint)
        said = self._say("closing.told_by_customer" if theirs else "closing.found_by_us")
        again = self._say(f"closing.apology.{self._brief.incident.category}")
        return f"{said} {again}"


def _without_tail(text: str) -> str:
    """Return a fact's text without the bracket that lists its amount and date."""
    return re.sub(r" \((?:amount \[\[\w+\]\])?(?:, )?(?:by \[\[\w+\]\])?\)$", "", text)


def _without_amount(text: str) -> str:
    return text.removesuffix(": [[demand_amount]]")
