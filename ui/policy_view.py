"""The policy as HTML: codes with rules and examples, regimes, and what the house decided."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import get_args

import letter_view
import words
from babel import Locale
from babel.numbers import format_decimal

from recovery_ai.findings import Code
from recovery_ai.incident import RemedyKind
from recovery_ai.locale import locale_of
from recovery_ai.pack import Example, Pack, Rule
from recovery_ai.pack.authority import Authority, Limit
from recovery_ai.pack.signal import Period, Regime


def codes(pack: Pack, tongue: str, text: str = "") -> str:
    """Return every code whose name, meaning or examples hold `text`, with its rules."""
    shown = [_code(code, pack, tongue, text.casefold().strip()) for code in get_args(Code)]
    found = [one for one in shown if one]
    count = letter_view.note(words.counted("code_counts", len(found)))
    return f'{count}<div class="ra-rules">{"".join(found)}</div>'


def _code(code: Code, pack: Pack, tongue: str, wanted: str) -> str:
    voice = pack.voice(tongue, code)
    rules = pack.language(tongue).by_code.get(code, ())
    name = words.name("codes", code)
    body = "".join(_rule(rule) for rule in rules)
    told = (name, code, voice.message, voice.suggestion, *_texts(rules))
    if wanted and not any(wanted in one.casefold() for one in told):
        return ""
    severity = pack.severity(voice)
    mark = letter_view.SEVERITY_MARKS[severity]
    own = f" · {words.say('own_severity')}" if code in pack.policy.severity else ""
    return (
        f'<details class="{severity}"><summary><b>{mark} {escape(name)}</b> '
        f"<span class='ra-dim'>{escape(code)} · {escape(words.name('severities', severity))}"
        f"{escape(own)}</span></summary>"
        f'<div lang="{voice.id.split("/")[0]}"><p>{escape(voice.message)}</p>'
        f"<p><i>{escape(words.say('suggestion'))}:</i> {escape(voice.suggestion)}</p></div>"
        f"{body}</details>"
    )


def _texts(rules: Iterable[Rule]) -> Iterable[str]:
    return (_text(one) for rule in rules for one in (*rule.flags, *rule.passes))


def _rule(rule: Rule) -> str:
    source = f"<p>{escape(words.say('source'))}: {escape(rule.source)}</p>" if rule.source else ""
    return (
        f'<section aria-label="{escape(rule.id)}"><p><code>{escape(rule.id)}</code></p>{source}'
        f"{_examples(words.say('flags'), '✗', rule.flags, rule)}"
        f"{_examples(words.say('passes'), '✓', rule.passes, rule)}</section>"
    )


def _examples(title: str, mark: str, texts: tuple[str | Example, ...], rule: Rule) -> str:
    if not texts:
        return ""
    items = "".join(f"<li>{mark} {escape(_text(one))}</li>" for one in texts)
    return f'<p>{escape(title)}</p><ul lang="{rule.id.split("/")[0]}">{items}</ul>'


def _text(example: str | Example) -> str:
    return " ".join((example if isinstance(example, str) else example.text).split())


def regimes(pack: Pack, chosen: str) -> str:
    """Return the complaint-timing regimes, the one in force first, with source and date."""
    order = sorted(pack.regimes.values(), key=lambda one: (one.name != chosen, one.name))
    return (
        f'<div class="ra-rules">{"".join(_regime(one, one.name == chosen) for one in order)}</div>'
    )


def here(regime: Regime) -> str:
    """Return in a line which deadlines hold here, and how their days are counted."""
    zone, holidays = _days(regime)
    title, name = regime.title, regime.name
    told = words.say("regime_here", title=title, name=name, zone=zone, holidays=holidays)
    return letter_view.note(told)


def _days(regime: Regime) -> tuple[str, str]:
    """Return where the days of a regime begin and end, and which of them nobody works."""
    if regime.country is None:
        return regime.zone or "UTC", words.say("weekends")
    names = Locale.parse(locale_of(words.language())).territories
    country = names.get(regime.country, regime.country)
    part = f" ({regime.subdivision})" if regime.subdivision else ""
    return regime.zone or "UTC", words.say("holidays_of", country=f"{country}{part}")


def _regime(regime: Regime, chosen: bool) -> str:
    periods = {
        "acknowledge": regime.acknowledge_within,
        "holding": regime.holding_within,
        "resolve": regime.resolve_within,
        "extended": regime.extended_within,
    }
    rows = {words.name("regime_steps", step): _period(one) for step, one in periods.items() if one}
    rows[words.say("regime_zone")], rows[words.say("days_off")] = _days(regime)
    if regime.must_contain:
        rows[words.say("must_contain")] = "; ".join(regime.must_contain)
    rows[words.say("admission")] = words.name("admissions", regime.legal_admission)
    rows[words.say("source")] = " ".join(regime.source.split())
    checked = f"{regime.checked_on} · {words.name('source_states', regime.status)}"
    rows[words.say("checked_on")] = checked
    mark = f"✓ {words.say('in_force')} · " if chosen else ""
    return (
        f"<details{' open' if chosen else ''}><summary><b>{escape(mark + regime.title)}</b> "
        f"<span class='ra-dim'>{escape(regime.name)}</span></summary>{pairs(rows)}</details>"
    )


def _period(period: Period) -> str:
    if not period.days:
        return words.say("same_day")
    return words.say("within", days=period.days, kind=words.name("days", period.calendar))


def authority(rules: Authority) -> str:
    """Return who may approve what, and which roles stand for whom triage names."""
    above = words.either("roles", rules.above_limit)
    parts = [letter_view.note(words.say("approving_help", above=above))]
    for role, may in rules.roles.items():
        routes = "; ".join(words.name("routes", route) for route in may.routes)
        rows = {words.say("may_sign"): routes or words.say("no_findings")}
        rows[words.say("own_letters")] = words.choice(may.own_letters)
        rows[words.say("may_override")] = words.choice(role in rules.override)
        title, told = escape(words.name("roles", role)), pairs(rows) + _limits(may.limits)
        parts.append(f"<details open><summary><b>{title}</b></summary>{told}</details>")
    named = {
        words.name("approvers", one): words.either("roles", roles)
        for one, roles in rules.approvers.items()
    }
    title = escape(words.say("triage_names"))
    parts.append(f"<details open><summary><b>{title}</b></summary>{pairs(named)}</details>")
    return f'<div class="ra-rules">{"".join(parts)}</div>'


def _limits(limits: Mapping[RemedyKind, Limit]) -> str:
    """Return a table: the most that a role approves alone, by kind of remedy and currency."""
    if not limits:
        return ""
    currencies = dict.fromkeys(one for limit in limits.values() if limit != "any" for one in limit)
    heads = "".join(f"<th scope='col'>{escape(one)}</th>" for one in currencies)
    rows = "".join(
        f"<tr><th scope='row'>{escape(words.choice(kind))}</th>"
        + _cells(limit, list(currencies))
        + "</tr>"
        for kind, limit in limits.items()
    )
    title = escape(words.say("alone_up_to"))
    return (
        f'<table class="ra-limits"><thead><tr><th scope="col">{title}</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _cells(limit: Limit, currencies: list[str]) -> str:
    if limit == "any":
        return f"<td colspan='{len(currencies)}'>{escape(words.say('any_amount'))}</td>"
    locale = locale_of(words.language())
    told = (
        format_decimal(limit[one], locale=locale) if one in limit else "–" for one in currencies
    )
    return "".join(f"<td>{escape(one)}</td>" for one in told)


def own(pack: Pack) -> str:
    """Return what the organisation decides differently from the shipped policy."""
    policy = pack.policy
    rows = {words.name("codes", c): words.name("severities", s) for c, s in policy.severity.items()}
    for tongue, phrases in policy.allow.items():
        rows[f"{words.say('allowed_words')} ({words.choice(tongue)})"] = "; ".join(phrases)
    for number, notice in enumerate(policy.notices, 1):
        kinds = ", ".join(words.name("kinds", one) for one in notice.kinds) or words.say("any_kind")
        for tongue, text in notice.text.items():
            name = f"{words.say('notice')} {number} ({words.choice(tongue)}; {kinds})"
            rows[name] = " ".join(text.split())
    if policy.legal_admission:
        rows[words.say("admission")] = words.name("admissions", policy.legal_admission)
    if pack.own:
        rows[words.say("own_files")] = ", ".join(sorted(pack.own))
    return pairs(rows) if rows else letter_view.note(words.say("no_own_policy"))


def pairs(rows: Mapping[str, str]) -> str:
    """Return names with their values."""
    body = "".join(f"<dt>{escape(n)}</dt><dd>{escape(t)}</dd>" for n, t in rows.items())
    return f'<dl class="ra-pairs">{body}</dl>'
