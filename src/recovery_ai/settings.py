"""Settings: one file in the data folder, read by the command line; every value has a default."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator

from recovery_ai.documents import validate
from recovery_ai.errors import SettingsError
from recovery_ai.fields import Email, Line
from recovery_ai.incident import Incident, Value
from recovery_ai.letterhead import Letterhead, Stationery, read_stationery
from recovery_ai.mailbox import Mailbox

HOME = "RECOVERY_AI_HOME"
FILE = "recovery.toml"
SECRETS = "secrets.toml"
"""In the data folder: how people sign in at the screens, as Streamlit reads it."""
Role = Literal["agent", "approver", "admin"]


class Settings(Value):
    """What `recovery.toml` may say.

    Args:
        model: the model that `draft` uses unless `--model` names another.
        judge: a model that reads the sentences which nothing vouches for; nobody when not given.
        regime: complaint-timing preset, a file of `prompts/regimes/`.
        prompts: a folder of policy, prompts and phrases of your own, instead of the shipped one;
            a relative path counts from the data folder.
        policy: a folder laid over the shipped one, for what your organisation does differently;
            see `prompts/rules/README.md`.
        journal: where cases are kept: a database URL such as `postgresql+psycopg://…`; a file
            `journal.db` in the data folder when None. May hold a password: never shown.
        letterhead: whose paper letters stand on; a plain one of the sender's company when None.
        mailbox: where `draft --imap` leaves letters for a person to send.
        name: who works at the screens when nobody signs in; the name of the account when None.
        role: what that person may do, see `prompts/authority/`.
        alone: whether one person does everything here, and may approve within their limits what
            they wrote. When None that is seen from the journal: nobody else has worked in it. Never
            once people sign in.
        roles: e-mail address -> what that person may do, once people sign in; nobody else may.
    """

    model: str = "offline"
    judge: str | None = None
    regime: str = "default"
    prompts: str | None = None
    policy: str | None = None
    journal: str | None = Field(default=None, repr=False)
    letterhead: Letterhead | None = None
    mailbox: Mailbox | None = None
    name: Line | None = None
    role: Role = "admin"
    alone: bool | None = None
    roles: Annotated[Mapping[Email, Role], Field(max_length=5000)] = Field(default_factory=dict)

    @field_validator("roles")
    @classmethod
    def _folded(cls, roles: Mapping[str, Role]) -> Mapping[str, Role]:
        folded = {address.casefold(): role for address, role in roles.items()}
        if len(folded) < len(roles):
            raise ValueError("names an address twice")
        return folded


def home() -> Path:
    """Return the data folder: `RECOVERY_AI_HOME`, or the platform's folder for user data."""
    named = os.environ.get(HOME, "").strip()
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path  # late: only needed without the variable

    return user_data_path("recovery_ai", appauthor=False)


def read_settings() -> Settings:
    """Read `recovery.toml` in the data folder; without the file, the defaults.

    Raises:
        SettingsError: naming the file, and the line or the setting at fault.
    """
    path = home() / FILE
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError):
        raise SettingsError(str(path), "cannot be read", "check the file") from None
    try:
        found = validate(Settings, tomllib.loads(text), str(path), error=SettingsError)
    except tomllib.TOMLDecodeError as problem:
        raise SettingsError(str(path), f"is not valid TOML ({problem})", "mend it") from None
    return found


def people_sign_in(settings: Settings) -> bool:
    """Say whether this data folder is one where people sign in, each with a role."""
    return bool(settings.roles) or (home() / SECRETS).is_file()


def role_of(email: str, settings: Settings, *, verified: object = None) -> Role | None:
    """Return what somebody who signed in may do; None for nobody that `[roles]` names.

    Args:
        email: as the identity provider says it; case does not count.
        settings: with `roles`.
        verified: the provider's word on the address (`email_verified` in OpenID Connect Core 1.0);
            an address that it calls unverified is nobody's, one that it says nothing of is taken.
    """
    if verified is not None and str(verified).casefold() != "true":
        return None
    return settings.roles.get(email.strip().casefold())


def prompts_folder(settings: Settings) -> Path | None:
    """Return the organisation's own prompts folder; raise `SettingsError` when it is not there."""
    return _folder("prompts", settings.prompts)


def policy_folder(settings: Settings) -> Path | None:
    """Return the folder laid over the prompts; raise `SettingsError` when it is not there."""
    return _folder("policy", settings.policy)


def stationery(settings: Settings) -> Stationery | None:
    """Return the letterhead with its files; raise `SettingsError` when one cannot be used."""
    if settings.letterhead is None:
        return None
    return read_stationery(settings.letterhead, home(), f"{home() / FILE}: letterhead")


def signed(incident: Incident, settings: Settings) -> Incident:
    """Return the facts with the accountable sender of the letterhead, where it names one."""
    head = settings.letterhead
    return incident.model_copy(update={"sender": head.sender}) if head and head.sender else incident


def _folder(name: str, path: str | None) -> Path | None:
    if path is None:
        return None
    folder = home() / Path(path).expanduser()
    if not folder.is_dir():
        raise SettingsError(f"{home() / FILE}: {name}", "is no folder", "correct the path")
    return folder
