"""The one retry layer: it repeats what may succeed a little later, within the deadline."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from recovery_ai.errors import MissingExtra
from recovery_ai.models.outcomes import Answer

if TYPE_CHECKING:
    from tenacity import RetryCallState


async def persist(once: Callable[[], Awaitable[Answer]], *, attempts: int, seconds: float) -> None:
    """Repeat `once` while its answer is retryable, and while the pause leaves time for more.

    Args:
        once: one attempt; it keeps its answer itself.
        attempts: at most so many, the first one included.
        seconds: the deadline. A pause, also one that the provider asks for, that would reach
            beyond it is not begun: the next model in a chain can take over at once.

    Raises:
        MissingExtra: tenacity is not installed.
    """
    try:
        import tenacity
    except ModuleNotFoundError:
        raise MissingExtra("asking a language model", "models") from None
    usual = tenacity.wait_random_exponential(multiplier=0.5, max=8)

    def pause(state: "RetryCallState") -> float:
        told: float | None = state.outcome.result().wait if state.outcome else None
        return usual(state) if told is None else told

    await tenacity.AsyncRetrying(
        retry=tenacity.retry_if_result(lambda answer: answer.retryable),
        stop=tenacity.stop_after_attempt(attempts) | tenacity.stop_before_delay(seconds),
        wait=pause,
        retry_error_callback=lambda _: None,
    )(once)
