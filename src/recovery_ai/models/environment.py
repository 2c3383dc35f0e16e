"""The surroundings of a provider library: what it reads at import, and how loud it may be."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager

# Without these the library downloads its price list and header list, and loads a `.env` it finds.
_IMPORT_SETTINGS = {
    "LITELLM_LOCAL_MODEL_COST_MAP": "True",
    "LITELLM_LOCAL_ANTHROPIC_BETA_HEADERS": "True",
    "LITELLM_MODE": "PRODUCTION",
}

# Below these levels the loggers write prompts, answers, headers, or URLs that may hold a key.
_FLOORS = {
    "LiteLLM": logging.CRITICAL,
    "LiteLLM Proxy": logging.CRITICAL,
    "LiteLLM Router": logging.CRITICAL,
    "openai": logging.INFO,
    "openai._base_client": logging.INFO,
    "httpx": logging.WARNING,
    "httpcore": logging.INFO,
    "aiohttp": logging.INFO,
    "urllib3": logging.INFO,
    "botocore": logging.INFO,
}


@contextmanager
def import_settings() -> Iterator[None]:
    """Set what a silent import without network needs, and put the old values back afterwards."""
    before = {name: os.environ.get(name) for name in _IMPORT_SETTINGS}
    os.environ.update(_IMPORT_SETTINGS)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def quieten_loggers() -> None:
    """Raise the level of every logger that would write prompts or keys; never lower one."""
    for name, floor in _FLOORS.items():
        logger = logging.getLogger(name)
        if logger.level < floor:
            logger.setLevel(floor)
