"""The house rules of this machine: settings, and the pack that they name."""

from recovery_ai import api
from recovery_ai.errors import SettingsError
from recovery_ai.pack import Pack
from recovery_ai.settings import FILE, Settings, home, policy_folder, prompts_folder, read_settings


def house() -> tuple[Settings, Pack]:
    """Return settings and pack; raise `SettingsError` for a regime that the pack has not."""
    settings = read_settings()
    pack = api.load_pack(prompts_folder(settings), policy_folder(settings))
    pack.validate_own()
    if settings.regime not in pack.regimes:
        known = ", ".join(sorted(pack.regimes))
        place = f"{home() / FILE}: regime"
        raise SettingsError(place, "is not known", f"use one of: {known}")
    return settings, pack


def pack() -> Pack:
    """Return the pack that the settings name."""
    return house()[1]
