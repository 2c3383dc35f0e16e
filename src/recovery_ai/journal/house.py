"""What every step of the journal goes by."""

from datetime import date, datetime
from typing import NamedTuple

from recovery_ai.journal.deadlines import day_of
from recovery_ai.journal.values import Person
from recovery_ai.pack import Pack


class House(NamedTuple):
    """What every step goes by: the policy, the complaint-timing regime, the moment, the person."""

    pack: Pack
    regime: str
    now: datetime
    by: Person

    @property
    def today(self) -> date:
        """The day, where the regime holds."""
        return day_of(self.now, self.pack.regimes[self.regime])
