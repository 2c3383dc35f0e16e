"""Every word of the interface, from one table a language: `words/en.yaml`, `id.yaml`, `el.yaml`."""

import functools
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from recovery_ai.documents import parse

LANGUAGES = {"en": "English", "id": "Bahasa Indonesia", "el": "Ελληνικά"}
LANGUAGE = "language"
"""Key of the session that holds the chosen language."""

_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")  # all of ASCII that Markdown may read
_NUMBER = re.compile(r" \d+\b")  # of a version
_FOLDER = Path(__file__).with_name("words")


@functools.cache
def table(language: str) -> Mapping[str, Any]:
    """Return all words in one language."""
    path = _FOLDER / f"{language}.yaml"
    return dict(parse(path.read_text(encoding="utf-8"), str(path)))


def language() -> str:
    """Return the language of this session; English outside of one."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return "en"
    return str(st.session_state.get(LANGUAGE, "en"))


def say(key: str, **values: object) -> str:
    """Return a text of the interface, with `values` in its blanks."""
    text = str(table(language())[key])
    return text.format(**values) if values else text


def names(key: str) -> Mapping[str, Any]:
    """Return the words for the values of one kind, such as `states`."""
    found: Mapping[str, Any] = table(language())[key]
    return found


def name(key: str, value: object) -> str:
    """Return the word for one value of a kind; an unknown one is shown as it is."""
    return str(names(key).get(str(value), str(value).replace("_", " ")))


def either(key: str, values: Iterable[str]) -> str:
    """Return the words for several values of which one is enough: `agent, approver or admin`."""
    told = [name(key, one) for one in values]
    return say("or").join([", ".join(told[:-1]), *told[-1:]] if len(told) > 1 else told)


def counted(key: str, n: int) -> str:
    """Return `n` with its noun."""
    forms = names(key)
    return str(forms["one" if n == 1 else "many"]).format(n=n)


def changed(who: str, at: datetime | str, what: str) -> str:
    """Return who changed a case and when, and what they did, as the journal notes it."""
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    done = _NUMBER.sub("", what)
    key = "changes" if done in names("changes") else "events"
    return say("stale", who=who, when=f"{moment:%Y-%m-%d %H:%M} UTC", what=name(key, done))


def label(path: str) -> str:
    """Return the name of a field for a person: `remedies.0.due` is `Remedy 1: Due`."""
    if path in names("fields"):
        return str(names("fields")[path])
    head, _, rest = path.partition(".")
    index, _, field = rest.partition(".")
    if head not in names("rows") or not index.isdigit():
        return path
    row = say("fact_row", what=names("rows")[head].capitalize(), number=int(index) + 1)
    return f"{row}: {name('row_fields', field)}" if field else row


def hint(path: str) -> str | None:
    """Return what to show in an empty field."""
    return names("hints").get(path)


def choice(value: object, path: str = "") -> str:
    """Return the name of a choice for a person."""
    if path == "fault" and value == "customer":
        return say("fault_of_customer")
    key = (
        {None: "none", True: "yes", False: "no"}.get(value)
        if value in {None, True, False}
        else None
    )
    plain = name("choices", key or value)
    return plain[:1].upper() + plain[1:]


def escaped(text: str) -> str:
    """Return text from outside for a heading: Markdown reads none of its signs."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))


def verbatim(text: str) -> str:
    """Return text from outside for a label: as code, in which Markdown loads and links nothing."""
    flat = " ".join(text.replace("`", "'").split())
    return f"`{flat}`" if flat else ""
