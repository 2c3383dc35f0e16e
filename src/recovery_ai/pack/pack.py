"""The pack: `prompts/` read once, validated, frozen, with a digest of every byte."""

import functools
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import Field, TypeAdapter

from recovery_ai._resources import resource_dir
from recovery_ai.documents import line_of, parse, read_text, validate
from recovery_ai.errors import PackError, Problem
from recovery_ai.findings import FindingSeverity
from recovery_ai.incident import Value
from recovery_ai.language.text import fold
from recovery_ai.language.words import folded_words, stem
from recovery_ai.pack.authority import Authority
from recovery_ai.pack.classifier import Classifier
from recovery_ai.pack.ear import Ear
from recovery_ai.pack.framework import Framework
from recovery_ai.pack.lexicon import Lexicon, Terms, expand_terms
from recovery_ai.pack.policy import Policy
from recovery_ai.pack.rule import Rule
from recovery_ai.pack.signal import Regime, Signal

LANGUAGES = ("en", "id", "el")
POLICY = "policy.yaml"
M = TypeVar("M", bound=Value)


class Role(Value):
    """How a job of the letter sounds; `says` and `other` are its tests."""

    patterns: tuple[str, ...]
    says: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


class _Roles(Value):
    roles: Mapping[str, Role]


class _Vocabulary(Value):
    """Ordinary words of letters, and titles before a name."""

    titles: tuple[str, ...] = ()
    titles_apart: tuple[tuple[str, ...], ...] = ()
    words: str = ""
    turns: Mapping[str, str] = Field(default_factory=dict)


class _Signals(Value):
    signals: tuple[Signal, ...]


@dataclass(frozen=True)
class Language:
    """What the pack knows of one language, ready to match.

    Args:
        rules: all rule files.
        roles: how the jobs of a letter sound.
        lexicon: matches rules (by id) and roles (`role:` before the name) together.
        vocabulary: stems of ordinary letter words.
        vocabulary_words: the same words as written, folded.
        titles: folded titles before a name, without their stop.
        turns: folded small word -> how it turns a promise: `not`, `perhaps`, `every`.
        titles_apart: groups of titles that cannot stand for one person.
    """

    rules: tuple[Rule, ...]
    roles: Mapping[str, Role]
    lexicon: Lexicon
    vocabulary: frozenset[str]
    vocabulary_words: frozenset[str]
    titles: frozenset[str]
    titles_apart: tuple[frozenset[str], ...]
    turns: Mapping[str, str]

    @functools.cached_property
    def by_code(self) -> dict[str, tuple[Rule, ...]]:
        """Return the rules by the code that they flag."""
        found: dict[str, tuple[Rule, ...]] = {}
        for rule in self.rules:
            found[rule.code] = (*found.get(rule.code, ()), rule)
        return found


@dataclass(frozen=True)
class Pack:
    """Everything under one `prompts/` folder, and what an organisation lays over it.

    Args:
        root: the folder.
        digest: SHA-256 over names and bytes of all files.
        files: path inside the folder -> text.
        own: the organisation's files, which are new or stand in for shipped ones: path -> place.
    """

    root: Path
    digest: str
    files: Mapping[str, str]
    own: Mapping[str, Path] = field(default_factory=dict)

    def place(self, path: str) -> str:
        """Return where the file `path` really stands, for a person who has to mend it."""
        return str(self.own.get(path, self.root / path))

    @functools.cached_property
    def policy(self) -> Policy:
        """Return what the organisation decides differently; nothing without a `policy.yaml`."""
        return self._read(Policy, POLICY) if POLICY in self.files else Policy()

    def severity(self, rule: Rule) -> FindingSeverity:
        """Return how grave a breach of `rule` is here."""
        return self.policy.severity.get(rule.code, rule.severity)

    def text(self, path: str) -> str:
        """Return the text of one file; raise `PackError` when it is not there."""
        try:
            return self.files[path]
        except KeyError:
            raise PackError(self.place(path), "is missing", "restore the file") from None

    def mapping(self, path: str) -> dict[str, Any]:
        """Return one YAML file as plain values, parsed once; nobody may change them."""
        if path not in self._mappings:
            self._mappings[path] = self._parsed(path)
        return self._mappings[path]

    @functools.cached_property
    def _mappings(self) -> dict[str, dict[str, Any]]:
        return {}

    def _parsed(self, path: str) -> dict[str, Any]:
        data = parse(self.text(path), self.place(path), error=PackError)
        if not isinstance(data, dict):
            raise PackError(self.place(path), "is not a mapping", "give field names")
        return data

    def _read(self, model: type[M], path: str, **extra: Any) -> M:
        place, data = self.place(path), {**self.mapping(path), **extra}
        try:
            return validate(model, data, place, error=PackError)
        except PackError as error:
            first, *more = (self._with_line(path, one) for one in error.problems)
            raise PackError(first.place, first.problem, first.remedy, *more) from None

    def _with_line(self, path: str, found: Problem) -> Problem:
        place = self.place(path)
        field = found.place.removeprefix(f"{place}: ")
        line = line_of(self.text(path), field)
        return found._replace(place=f"{place}: line {line}: {field}")

    def _paths(self, folder: str, suffix: str = ".yaml") -> list[str]:
        return sorted(p for p in self.files if p.startswith(folder + "/") and p.endswith(suffix))

    @functools.cached_property
    def frameworks(self) -> dict[str, Framework]:
        """Return the frameworks by name."""
        found = [self._read(Framework, path) for path in self._paths("frameworks")]
        return {framework.name: framework for framework in found}

    @functools.cached_property
    def regimes(self) -> dict[str, Regime]:
        """Return the complaint-timing regimes by name."""
        found = [self._read(Regime, path) for path in self._paths("regimes")]
        return {regime.name: regime for regime in found}

    @functools.cached_property
    def authority(self) -> Authority:
        """Return who may approve what: `authority/default.yaml`."""
        return self._read(Authority, "authority/default.yaml")

    @functools.cached_property
    def _languages(self) -> dict[str, Language]:
        return {}

    @functools.cached_property
    def _signals(self) -> dict[str, tuple[tuple[Signal, ...], Lexicon]]:
        return {}

    def language(self, tongue: str) -> Language:
        """Return rules, roles and matcher of `tongue`; empty ones for a language without any."""
        if tongue not in self._languages:
            self._languages[tongue] = self._load_language(tongue)
        return self._languages[tongue]

    def signals(
        self, tongue: str, folder: Literal["triage", "intake"] = "triage"
    ) -> tuple[tuple[Signal, ...], Lexicon]:
        """Return the signals of `tongue`, for triage or for what comes in, and their matcher."""
        path = f"{folder}/{tongue}.yaml"
        if path not in self._signals:
            found = self._read(_Signals, path).signals if path in self.files else ()
            phrases = {s.name: s.patterns for s in found}
            exceptions = {s.name: s.exceptions for s in found}
            self._signals[path] = (found, Lexicon(phrases, self._terms(tongue), exceptions))
        return self._signals[path]

    @functools.cached_property
    def _ears(self) -> dict[str, Ear | None]:
        return {}

    def ear(self, tongue: str) -> Ear | None:
        """Return the learned ear of `tongue`; None for a language that has none."""
        if tongue not in self._ears:
            path = f"weights/{tongue}.json"
            known = path in self.files
            self._ears[tongue] = Ear.model_validate_json(self.text(path)) if known else None
        return self._ears[tongue]

    @functools.cached_property
    def _classifiers(self) -> dict[str, Classifier | None]:
        return {}

    def classifier(self, tongue: str) -> Classifier | None:
        """Return what the sins of tone sound like in `tongue`; None where nobody taught it."""
        if tongue not in self._classifiers:
            path = f"weights/{tongue}.codes.json"
            known = path in self.files
            self._classifiers[tongue] = (
                Classifier.model_validate_json(self.text(path)) if known else None
            )
        return self._classifiers[tongue]

    def voice(self, tongue: str, code: str) -> Rule:
        """Return the rule file named after `code`, in `tongue` or else in English."""
        for name in (f"rules/{tongue}/{code}.yaml", f"rules/en/{code}.yaml"):
            if name in self.files:
                return self.rule(name)
        raise PackError(f"rules/en/{code}.yaml", "is missing", "every code needs its rule file")

    @functools.cached_property
    def _rules(self) -> dict[str, Rule]:
        return {}

    def rule(self, path: str) -> Rule:
        """Read one rule file, such as `rules/en/blames_customer.yaml`."""
        if path not in self._rules:
            self._rules[path] = self._read_rule(path)
        return self._rules[path]

    def _read_rule(self, path: str) -> Rule:
        return self._read(Rule, path, id=rule_id(path))

    def is_title(self, word: str, tongue: str) -> bool:
        """Say whether `word` is a title before a name, such as `Ms` or `Bapak`."""
        return fold(word).rstrip(".") in self._titles(tongue)

    @functools.cached_property
    def _known_titles(self) -> dict[str, frozenset[str]]:
        return {}

    def _titles(self, tongue: str) -> frozenset[str]:
        if tongue not in self._known_titles:
            titles = self._vocabulary(tongue).titles
            self._known_titles[tongue] = frozenset(map(fold, titles))
        return self._known_titles[tongue]

    def _vocabulary(self, tongue: str) -> _Vocabulary:
        path = f"vocabulary/{tongue}.yaml"
        return self._read(_Vocabulary, path) if path in self.files else _Vocabulary()

    @functools.cached_property
    def _known_terms(self) -> dict[str, Terms]:
        return {}

    def _terms(self, tongue: str) -> Terms:
        if tongue not in self._known_terms:
            self._known_terms[tongue] = self._read_terms(f"rules/{tongue}/terms.yaml")
        return self._known_terms[tongue]

    def _read_terms(self, path: str) -> Terms:
        if path not in self.files:
            return expand_terms({}, path)
        raw = TypeAdapter(dict[str, tuple[str, ...]]).validate_python(self.mapping(path))
        return expand_terms(raw, self.place(path))

    def _load_language(self, tongue: str) -> Language:
        paths = [p for p in self._paths(f"rules/{tongue}") if not p.endswith("/terms.yaml")]
        rules = tuple(self.rule(path) for path in paths)
        roles: dict[str, Role] = {}
        alone = f"roles/{tongue}.yaml"
        for path in ([alone] if alone in self.files else []) + self._paths(f"roles/{tongue}"):
            roles |= self._read(_Roles, path).roles
        phrases: dict[str, tuple[str, ...]] = {f"role:{n}": r.patterns for n, r in roles.items()}
        phrases |= {rule.id: rule.patterns for rule in rules}
        exceptions = {rule.id: rule.exceptions for rule in rules}
        common = self._vocabulary(tongue)
        text = common.words
        return Language(
            rules=rules,
            roles=roles,
            lexicon=Lexicon(phrases, self._terms(tongue), exceptions),
            vocabulary=frozenset(stem(word, tongue) for word in folded_words(text)),
            vocabulary_words=frozenset(fold(text).split()),
            titles=self._titles(tongue),
            titles_apart=tuple(frozenset(map(fold, group)) for group in common.titles_apart),
            turns={
                word: kind for kind, some in common.turns.items() for word in fold(some).split()
            },
        )

    def validate_own(self) -> None:
        """Try the organisation's files; raise `PackError` with the file, the line, the reason."""
        _ = self.policy
        for path in self.own:
            if path.startswith("rules/") and path.endswith(".yaml") and "/terms." not in path:
                rule, terms = self.rule(path), self._terms(path.split("/")[1])
                for pattern in (*rule.patterns, *rule.exceptions):
                    self._try_pattern(path, pattern, terms)

    def _try_pattern(self, path: str, pattern: str, terms: Terms) -> None:
        try:
            Lexicon({rule_id(path): (pattern,)}, terms).validate()
        except PackError as problem:
            lines = self.text(path).splitlines()
            at = next((i for i, line in enumerate(lines, 1) if pattern in line), 1)
            place = f"{self.place(path)}: line {at}"
            raise PackError(place, problem.problem, problem.remedy) from None

    def validate(self) -> None:
        """Load every file now, so that a broken one is found; raise `PackError` naming it."""
        self.validate_own()
        _ = self.policy, self.frameworks, self.regimes, self.authority
        for tongue in LANGUAGES:
            self.language(tongue).lexicon.validate()
            self.signals(tongue)[1].validate()
            self.signals(tongue, "intake")[1].validate()


def rule_id(path: str) -> str:
    """Return the name of a rule from its path: `en/excuse` for `rules/en/excuse.yaml`."""
    return path.removeprefix("rules/").removesuffix(".yaml")


@functools.lru_cache(maxsize=8)
def load(root: Path | None = None, own: Path | None = None) -> Pack:
    """Read a policy into a pack.

    Args:
        root: the folder; the shipped `prompts/` when None.
        own: a folder laid over it, in the same order of folders: a file of the same name stands in
            for the shipped one, others come in beside them.
    """
    folder = root or resource_dir("prompts")
    files = _texts(folder)
    mine = _texts(own) if own else {}
    files = dict(sorted((files | mine).items()))
    digest = hashlib.sha256()
    for name, text in files.items():
        digest.update(f"{name}\0{len(text)}\0{text}".encode())
    return Pack(
        folder, digest.hexdigest(), files, {name: own / name for name in mine} if own else {}
    )


def _texts(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): read_text(str(path), error=PackError)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix in {".yaml", ".j2", ".md", ".json"}
    }
