"""How one letter leaves: when, to which address, in answer to what."""

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from recovery_ai.fields import Line
from recovery_ai.incident import Value
from recovery_ai.incoming import Incoming


class Posting(Value):
    """What a letter needs on its way that is no fact of the case.

    Args:
        on: the moment on the letter and the mail, with offset.
        address: postal address of the customer, below the name; nothing when it goes by mail.
        answers: the customer's mail, so that the answer stands in its thread.
        attach: put the letter as PDF into the mail as well.
    """

    on: AwareDatetime
    address: Annotated[tuple[Line, ...], Field(max_length=6)] = ()
    answers: Incoming | None = None
    attach: bool = False


def now() -> Posting:
    """Return a posting of this moment, in the time zone of this machine."""
    return Posting(on=datetime.now().astimezone())
