"""The life of a case: which step leads where, who may take it, and what it needs. Pure.

    received → acknowledged → investigating → drafted → approved → sent → closed

with the branches `feedback`, `declined` and `escalated`. Steps marked `letter` come with what is
done to a letter (writing, approving, sending it); the others a person takes by name.
"""

from typing import Literal

from recovery_ai.errors import JournalError
from recovery_ai.incident import Value
from recovery_ai.pack.authority import Role

State = Literal[
    "received",
    "acknowledged",
    "investigating",
    "drafted",
    "approved",
    "sent",
    "closed",
    "feedback",
    "declined",
    "escalated",
]
MoveName = Literal[
    "acknowledge",
    "investigate",
    "draft",
    "edit",
    "approve",
    "send",
    "decline",
    "feedback",
    "escalate",
    "resume",
    "drop",
    "close",
    "reopen",
]

EVERYBODY: tuple[Role, ...] = ("agent", "approver", "admin")
DECIDERS: tuple[Role, ...] = ("approver", "admin")
UNDER_WAY: tuple[State, ...] = ("received", "acknowledged", "investigating", "drafted", "approved")


class Move(Value):
    """One step in the life of a case.

    Args:
        name: what it is called.
        says: what it means, said to a person.
        start: the states it starts from.
        end: the state it leads to.
        roles: who may take it.
        reason: whether it needs a reason in words.
        letter: it happens with a letter and is not taken by name.
    """

    name: MoveName
    says: str
    start: tuple[State, ...]
    end: State
    roles: tuple[Role, ...] = EVERYBODY
    reason: bool = False
    letter: bool = False


MOVES: tuple[Move, ...] = (
    Move(
        name="acknowledge",
        says="The customer knows that we have it (told without a letter from here).",
        start=("received",),
        end="acknowledged",
        reason=True,
    ),
    Move(
        name="investigate",
        says="Find out what happened.",
        start=("received", "acknowledged"),
        end="investigating",
    ),
    Move(
        name="draft",
        says="A resolution or decline letter is being written.",
        start=("received", "acknowledged", "investigating"),
        end="drafted",
        letter=True,
    ),
    Move(
        name="edit",
        says="An edit of letter, facts or policy voids the approval.",
        start=("approved",),
        end="drafted",
        letter=True,
    ),
    Move(
        name="approve",
        says="The letter may leave the house.",
        start=("drafted",),
        end="approved",
        letter=True,
    ),
    Move(
        name="send",
        says="The letter has left the house.",
        start=("approved",),
        end="sent",
        letter=True,
    ),
    Move(
        name="decline",
        says="The letter that declines has left the house.",
        start=("approved",),
        end="declined",
        letter=True,
    ),
    Move(
        name="feedback",
        says="An opinion or a wish: thanked for and logged.",
        start=("received", "acknowledged"),
        end="feedback",
    ),
    Move(
        name="escalate",
        says="A person outside the routine decides (legal, safety, press).",
        start=UNDER_WAY,
        end="escalated",
        reason=True,
    ),
    Move(
        name="resume",
        says="Decided: back into the routine.",
        start=("escalated",),
        end="investigating",
        roles=DECIDERS,
        reason=True,
    ),
    Move(
        name="drop",
        says="Ended without an answer (a duplicate, spam, taken back).",
        start=(*UNDER_WAY, "escalated"),
        end="closed",
        roles=DECIDERS,
        reason=True,
    ),
    Move(
        name="close",
        says="Answered, and nothing more is expected.",
        start=("sent", "declined", "feedback"),
        end="closed",
    ),
    Move(
        name="reopen",
        says="The customer came back, or something was wrong.",
        start=("sent", "declined", "feedback", "closed"),
        end="investigating",
        reason=True,
    ),
)
BY_NAME: dict[MoveName, Move] = {move.name: move for move in MOVES}


def moves_from(state: State) -> tuple[Move, ...]:
    """Return the steps that a person may take by name from `state`, whatever their role."""
    return tuple(move for move in MOVES if state in move.start and not move.letter)


def moved(case_id: str, state: State, name: MoveName, role: Role, reason: str = "") -> State:
    """Return the state that the step leads to.

    Raises:
        JournalError: when the step does not start here, is not this role's, or needs a reason.
    """
    place = f"case {case_id}"
    if name not in BY_NAME:
        known = ", ".join(one.name for one in moves_from(state)) or "none by hand"
        raise JournalError(place, "there is no such step", f"steps from here: {known}")
    move = BY_NAME[name]
    if state not in move.start:
        open_steps = ", ".join(one.name for one in moves_from(state)) or "none by hand"
        raise JournalError(
            place, f"cannot {name} while it is {state}", f"steps from here: {open_steps}"
        )
    if role not in move.roles:
        raise JournalError(
            place, f"{role} may not {name} it", f"ask somebody who is {' or '.join(move.roles)}"
        )
    if move.reason and not reason.strip():
        raise JournalError(place, f"{name} needs a reason", "say why in a few words")
    return move.end
