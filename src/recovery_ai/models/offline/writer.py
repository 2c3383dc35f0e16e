"""The writer of one letter: its sections, from phrases and facts that are told to the reader."""

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import NamedTuple

from recovery_ai.brief import Brief, Fact
from recovery_ai.language.sentences import split
from recovery_ai.letter import SectionId
from recovery_ai.models.offline.phrases import Phrases
from recovery_ai.models.offline.telling import Told, Voice, capitalised, stopped
from recovery_ai.slots import names_in

_TAIL = re.compile(r" \((?:amount \[\[\w+\]\])?(?:, )?(?:by \[\[\w+\]\])?\)$")
_LONG = 26  # words of a clause that an apology can still carry
_SHORT = 14  # words of a sentence that another one can be joined to
_ECHO = 9  # words of a harm that the close can take up


class _Deal(NamedTuple):
    """A remedy that is offered.

    Args:
        key: which phrase offers it.
        what: what is offered, told to the reader.
        amount: what it is worth, as the phrase bank puts it; empty for nothing to tell.
        due: the slot of its day; empty for none.
    """

    key: str
    what: str
    amount: str
    due: str

    @property
    def group(self) -> str:
        """Who acts: the reader receives, a sentence is told, and the rest is ours to do."""
        return {"receive": "you", "listed": "listed", "told": "told", "proceed": "proceed"}.get(
            self.key, "we"
        )


class Writer:
    """Writes one letter.

    Args:
        brief: the contract.
        phrases: the phrase bank for it.
        voice: how its language tells facts to the reader.
    """

    def __init__(self, brief: Brief, phrases: Phrases, voice: Voice) -> None:
        self._brief, self._phrases, self._voice = brief, phrases, voice
        self._say = phrases.say
        self._shown = {slot.name: slot.shown for slot in brief.slots}
        event = voice.retell(self._told("event")[0].text)
        self._event = self._writable(event) or [event]
        self._thing = voice.thing(event)

    def subject(self) -> str:
        """Return the subject line: what the letter is about."""
        about = "thing" if self._thing else "topic"
        key = f"subject.{self._brief.kind}.{about}"
        return capitalised(self._say(key, thing=self._thing, topic=self._topic()))

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
            "signature": self._signature,
        }
        return writers[section]()

    def _manner(self) -> str:
        salutation = self._brief.incident.customer.salutation or ""
        first = salutation.split(" ")[0]
        if first[:1].isupper() and first.lower() in self._phrases.words("greets"):
            return "whole"
        if self._brief.audience == "all_affected":
            return "all"
        if self._brief.channel in {"chat", "social"}:
            return "short"
        if salutation == self._brief.title != "" and self._phrases.has("greeting.title"):
            return "title"
        return "named" if salutation else "unnamed"

    def _signature(self) -> str:
        return self._say(f"signature.{'short' if self._manner() == 'short' else 'other'}")

    def _topic(self) -> str:
        return self._say(f"topic.{self._brief.incident.category}")

    def _told(self, *kinds: str) -> list[Fact]:
        return [fact for fact in self._brief.facts if fact.kind in kinds]

    def _writable(self, text: str) -> list[str]:
        """Return the sentences whose slots a letter may write."""
        sentences = (one.text for one in split(text, self._brief.tongue))
        return [one for one in sentences if self._phrases.fits(one)]

    # What happened, and what it did.

    def _apology(self) -> str:
        first, *rest = self._event
        kind = "again" if self._brief.of("history") else "first"
        sure = not rest or self._voice.fails(first)
        if sure and self._voice.owns(first) and len(first.split()) <= _LONG:
            said = [self._say(f"apology.{kind}.act", clause=self._voice.clause(first))]
        else:
            said = [self._say(f"apology.{kind}.told.{self._brief.incident.category}"), first]
        return " ".join(stopped(sentence) for sentence in (*said, *rest))

    def _acknowledgement(self) -> str:
        told = [(fact.label, self._voice.impact(fact.text)) for fact in self._told("impact")]
        said = []
        if self._brief.kind == "decline":
            said.append(self._say("acknowledgement.decline", topic=self._thing or self._topic()))
        said += self._joined([one.text for _, one in told if one.form in {"did", "clause"}])
        nouns = [(kind, one.text) for kind, one in told if one.form == "noun"]
        said += [
            self._say("acknowledgement.text", what=t.text) for _, t in told if t.form == "text"
        ]
        for turn, (kind, harms) in enumerate(groupby(nouns, key=lambda one: one[0])):
            what = self._voice.listed([text for _, text in harms])
            key = f"acknowledgement.{'more' if turn else 'noun'}.{self._weight(kind, what)}"
            said.append(self._say(key, what=what))
        return " ".join(stopped(capitalised(one)) for one in said)

    def _weight(self, kind: str, what: str) -> str:
        """Return which phrase carries a harm that is a noun: by its kind, or as a sum."""
        if self._brief.kind == "decline":
            return "understood"
        if what.startswith("[["):
            return "sum"
        priced = (
            kind == "money" and "[[" in what and self._phrases.has("acknowledgement.noun.priced")
        )
        return "priced" if priced else kind

    def _joined(self, sentences: Sequence[str]) -> list[str]:
        """Return sentences, two short ones in a row as one."""
        said: list[str] = []
        for text in sentences:
            if said and all(self._is_plain(one) for one in (said[-1], text)):
                said[-1] = self._say("joined", one=said[-1], other=text)
            else:
                said.append(text)
        return said

    def _is_plain(self, text: str) -> bool:
        and_ = self._phrases.words("and")
        return (
            len(text.split()) <= _SHORT
            and not re.search("[;:.]|, ", text)
            and not any(f" {word} " in text for word in and_)
        )

    def _explanation(self) -> str:
        said = []
        for fact in self._told("cause"):
            told = self._voice.cause(fact.text)
            twice = any(f" {word} " in told.text for word in self._phrases.words("because"))
            key = f"explanation.{'because' if twice else told.form}"
            if self._phrases.fits(told.text):
                what = told.text if told.form == "text" else self._voice.clause(told.text)
                said.append(stopped(self._say(key, what=what)))
        return " ".join(said)

    # What comes next.

    def _remedy(self) -> str:
        deals = [self._deal(fact) for fact in self._told("remedy")]
        leads = self._brief.framework == "restore_first" and not self._phrases.round
        said = [self._say("remedy.lead", thing=self._thing)] if leads and self._thing else []
        place = "first"
        while deals:
            two = self._pair(deals[:2])
            said.append(stopped(capitalised(two or self._offered(place, len(said), deals[0]))))
            deals, place = deals[2 if two else 1 :], "also"
        return " ".join(said)

    def _deal(self, fact: Fact) -> _Deal:
        number = int(fact.field.rsplit(".", 1)[1]) + 1
        plain = _TAIL.sub("", fact.text)
        offer = self._voice.offer(plain, fact.label)
        amount = self._figure(f"remedy_{number}_amount", plain)
        due = self._figure(f"remedy_{number}_due", plain)
        told = self._say("amount", slot=amount) if amount else ""
        return _Deal(offer.key, offer.text, told, due)

    def _done(self, deal: _Deal, key: str = "") -> str:
        """Return what is done or received, such as "refund the fee, [[remedy_1_amount]],"."""
        key = f"remedy.what.{key or deal.key}"
        return self._say(key, what=deal.what, amount=deal.amount)

    def _figure(self, name: str, plain: str) -> str:
        """Return the slot of a figure that the words of its fact do not give already."""
        shown = self._shown.get(name, "")  # "20 June" in the words tells "20 June 2026"
        told = any(shown.startswith(self._shown.get(one, "?")) for one in names_in(plain))
        return f"[[{name}]]" if shown and not told else ""

    def _offered(self, place: str, turn: int, deal: _Deal) -> str:
        due = self._say("due", day=self._day(deal.due)) if deal.due else ""
        key = f"remedy.{place}.{deal.group}"
        return self._say(key, turn=turn, what=self._done(deal), due=due)

    def _pair(self, deals: Sequence[_Deal]) -> str:
        """Return two offers in one sentence, where they come on one day.

        A later round keeps them apart: the simplest sentence is vouched for most easily.
        """
        key = f"remedy.pair.{deals[0].group}"
        alike = len({deal.group for deal in deals}) == 1
        fit = alike and deals[0].due and self._phrases.has(key)
        if len(deals) < 2 or not fit or self._phrases.round:
            return ""
        one, other = deals
        days = {self._shown[name] for deal in deals for name in names_in(deal.due)}
        sums = [self._shown[name] for name in names_in(f"{one.amount} {other.amount}")]
        if len(days) > 1 or not other.due or len(set(sums)) < len(sums):
            return ""
        second = self._done(other, "receive" if one.key == other.key else "")
        return self._say(key, one=self._done(one), other=second, day=self._day(one.due))

    def _day(self, slot: str) -> str:
        """Return the slot of a day with the article that it needs."""
        first = self._shown[slot.strip("[]")].startswith("1 ")
        return self._say("day.first" if first else "day.other", slot=slot)

    def _prevention(self) -> str:
        said: list[str] = []
        seen: dict[str, int] = {}
        for fact in self._told("action"):
            number = int(fact.field.rsplit(".", 1)[1]) + 1
            plain = _TAIL.sub("", fact.text)
            told = self._voice.step(plain)
            due = self._figure(f"action_{number}_due", plain) if fact.label != "done" else ""
            key = f"prevention.{fact.label}.{'dated' if due else 'undated'}.{told.form}"
            turn = seen[key] = seen.get(key, -1) + 1
            day = self._day(due) if due else ""
            phrase = self._phrases.nth(key, turn, what=told.text, day=day)
            said.append(stopped(capitalised(phrase)))
        return " ".join(said)

    def _receipt(self) -> str:
        if self._brief.of("next_update"):
            return self._say("receipt.dated", day=self._day("[[next_update_by]]"))
        return self._say("receipt.undated")

    def _decision(self) -> str:
        said = [
            self._say("decision.asked", what=self._voice.asked(_without_amount(fact.text)))
            for fact in self._told("demand")
        ]
        said.append(self._say("decision.no"))
        causes = [self._voice.retell(fact.text) for fact in self._told("cause")]
        said += [*self._event, *(one for cause in causes for one in self._writable(cause))]
        return " ".join(stopped(one) for one in said)

    def _contact(self) -> str:
        sender = self._brief.incident.sender
        ways = "_".join(way for way in ("phone", "email") if getattr(sender, way))
        said = []
        if self._brief.kind == "decline":
            said.append(self._say(f"contact.appeal.{ways or 'none'}"))
        elif ways:
            said.append(self._say(f"contact.{ways}"))
        one_reader = self._brief.audience == "individual"
        if self._brief.ongoing and one_reader and self._brief.kind == "resolution":
            said.append(self._say("contact.meeting"))
        return " ".join(said)

    # The close takes up once what the letter is about: in the thanks, or in the last apology.

    def _closing(self) -> str:
        if self._brief.kind == "decline":
            return self._say("closing.decline", thing=self._thing or self._topic())
        incident = self._brief.incident
        theirs = incident.discovered_by == "customer" or bool(incident.complaint)
        harm = self._harm()
        ways = [way for way, there in (("thing", self._thing), ("harm", harm)) if there]
        way = ways[self._phrases.chance("closing") % len(ways)] if ways else ""
        again = f"closing.{way}" if way else f"closing.topic.{incident.category}"
        about = "about" if self._thing and way != "thing" else "plain"
        thanks = self._say(f"closing.{'told' if theirs else 'found'}.{about}", thing=self._thing)
        return f"{thanks} {stopped(self._say(again, thing=self._thing, harm=harm))}"

    def _harm(self) -> str:
        """Return a harm to the reader's time or peace that a few words can tell again."""
        told = [self._voice.impact(f.text) for f in self._told("impact") if f.label != "money"]
        return next((one.text for one in told if _echoes(one)), "")


def _without_amount(text: str) -> str:
    return text.removesuffix(": [[demand_amount]]")


def _echoes(harm: Told) -> bool:
    short = len(harm.text.split()) <= _ECHO and "," not in harm.text
    return harm.form == "noun" and short and not harm.text.startswith("no ")
