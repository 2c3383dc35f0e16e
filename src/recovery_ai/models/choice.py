"""Choosing a model: by name, by a list of names, or by handing one over."""

from recovery_ai.errors import ModelError
from recovery_ai.models.fallback import Fallback
from recovery_ai.models.litellm_adapter import SCHEMA_NOTE, LiteLLM
from recovery_ai.models.protocol import Model
from recovery_ai.pack import Pack, load

OFFLINE = "offline"


def resolve(choice: str | Model, pack: Pack | None = None) -> Model:
    """Return the model that `choice` means.

    Args:
        choice: `offline`, a litellm name, several names with commas between them (each one is the
            fallback of the one before), or an object with the `Model` protocol.
        pack: holds the offline phrases and the schema note; None takes the shipped one.

    Raises:
        ModelError: it is none of these.
    """
    if not isinstance(choice, str):
        if isinstance(choice, Model):
            return choice
        raise ModelError(
            f"{type(choice).__name__} is no model; pass a name such as openai/gpt-4o-mini, "
            "or an object with `name` and `complete`"
        )
    names = [name.strip() for name in choice.split(",")]
    if not all(names):
        raise ModelError(f"{choice!r} has an empty model name; write provider/model, or offline")
    models = [_by_name(name, pack or load()) for name in names]
    return models[0] if len(models) == 1 else Fallback(models)


def _by_name(name: str, pack: Pack) -> Model:
    if name == OFFLINE:
        from recovery_ai.models.offline import Composer  # late: for those who ask

        return Composer(pack)
    return LiteLLM(name, schema_note=pack.text(SCHEMA_NOTE))
