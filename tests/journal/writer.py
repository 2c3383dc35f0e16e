"""A program of its own that writes to a journal, for the tests that start several of them."""

import sys

from recovery_ai import StaleCase, load_pack
from recovery_ai.journal import Journal, Person
from tests.facts import facts


def main(database: str, name: str, times: int) -> None:
    """Open cases of one's own, and write on the shared case until every text of ours is in it."""
    me = Person(name=name)
    with Journal(database, load_pack()) as journal:
        for number in range(times):
            journal.new_case(facts(case_id=f"{name}-{number}"), me)
            print(f"{name}-{number}", flush=True)
            while True:
                case = journal.case("SHARED")
                try:
                    journal.save_text(case, "resolution", "S", f"{name} {number}", me)
                    break
                except StaleCase as stale:
                    assert stale.kept


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
