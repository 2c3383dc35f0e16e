"""A small language model provider on 127.0.0.1: real HTTP, scripted answers, no model."""

from tests.provider import answers
from tests.provider.answers import Broken, Raw, Step
from tests.provider.dialects import Said
from tests.provider.server import Provider
from tests.provider.wire import Received

__all__ = ["Broken", "Provider", "Raw", "Received", "Said", "Step", "answers"]
