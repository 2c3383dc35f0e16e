"""Authority: who may approve which letter, and up to which amount alone; data of the policy."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal, Protocol

from recovery_ai.incident import Remedy, RemedyKind, Value

Role = Literal["agent", "approver", "admin"]
Limit = Mapping[str, Decimal] | Literal["any"]


class Decision(Protocol):
    """What triage decided about a case: the route, and who must approve."""

    @property
    def route(self) -> str:
        """Which way the case goes."""
        ...

    @property
    def approver(self) -> str:
        """Whom triage names to approve."""
        ...


class RoleAuthority(Value):
    """What one role may approve.

    Args:
        routes: the triage routes whose letters it may approve.
        own_letters: whether it may approve what it wrote itself.
        limits: remedy kind -> currency -> the most that it may approve alone.
    """

    routes: tuple[str, ...] = ()
    own_letters: bool = False
    limits: Mapping[RemedyKind, Limit] = {}

    def covers(self, remedies: Iterable[Remedy]) -> bool:
        """Say whether this role may approve these remedies alone; amounts of a kind add up."""
        totals: dict[tuple[RemedyKind, str], Decimal] = {}
        for remedy in remedies:
            limit = self.limits.get(remedy.kind)
            if limit == "any":
                continue
            if limit is None or remedy.amount is None:
                return False
            key = (remedy.kind, remedy.amount.currency)
            totals[key] = totals.get(key, Decimal(0)) + remedy.amount.value
            if totals[key] > limit.get(remedy.amount.currency, Decimal(-1)):
                return False
        return True


class Authority(Value):
    """One file of `prompts/authority/`.

    Args:
        above_limit: roles of which one has to sign what is above everybody's limit.
        override: roles that may let an error finding stand, with a reason.
        roles: role -> what it may approve.
        approvers: whom triage names -> the roles that stand for them; a name that is not there
            narrows nothing.
    """

    name: str
    above_limit: tuple[Role, ...]
    override: tuple[Role, ...]
    roles: Mapping[Role, RoleAuthority]
    approvers: Mapping[str, tuple[Role, ...]] = {}

    def of(self, role: Role) -> RoleAuthority:
        """Return what `role` may approve; nothing, for a role that the file leaves out."""
        return self.roles.get(role, RoleAuthority())

    def signs(self, role: Role, case: Decision) -> bool:
        """Say whether `role` may put its name under a letter of this case at all."""
        asked = self.approvers.get(case.approver, (role,))
        return case.route in self.of(role).routes and role in asked

    def signers(self, case: Decision) -> tuple[Role, ...]:
        """Return the roles that may put their name under a letter of this case."""
        return tuple(role for role in self.roles if self.signs(role, case))

    def enough(self, signed: Iterable[Role], case: Decision, remedies: tuple[Remedy, ...]) -> bool:
        """Say whether these signatures, each of another person, let the letter go.

        One is enough within its own limit; above it two people are needed, one of whom has the
        remedies within their limit or a role of `above_limit`.
        """
        roles = tuple(role for role in signed if self.signs(role, case))
        alone = any(self.of(role).covers(remedies) for role in roles)
        return alone or (len(roles) > 1 and any(role in self.above_limit for role in roles))

    def waits_for(
        self, signed: tuple[Role, ...], case: Decision, remedies: tuple[Remedy, ...]
    ) -> tuple[Role, ...]:
        """Return the roles whose signature would let the letter go now; else who may sign first."""
        able = self.signers(case)
        last = tuple(role for role in able if self.enough((*signed, role), case, remedies))
        return last or able
