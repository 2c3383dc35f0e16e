"""Doubt: what a learned ear makes of a sentence that the licence would let pass.

Short sins in common words ("I was new in the role") rest on facts as well as any honest sentence,
and no list of phrases ends. So a small linear model, trained on the labelled letters, asks one
question: does this sound like an ordinary sentence of a letter of apology? Doubt can only withhold
a licence; it never grants one and never names a sin. Its weights are data (`prompts/weights/`), one
line a feature, made by `recovery-ai eval learn`.
"""

from recovery_ai.hearing import features
from recovery_ai.reading import Line, Reading


def doubted(reading: Reading, line: Line, role: str) -> bool:
    """Say whether the sentence sounds less ordinary than the language's limit allows.

    A signature names people and nothing else; there is nothing in it to doubt.
    """
    ear = reading.pack.ear(reading.brief.tongue)
    if ear is None or role == "signature":
        return False
    return ear.strangeness(features(reading, line)) > ear.limit
