"""Measure and print: `python -m bench [--full] [PART ...]`."""

import argparse
import os
import platform
import time

from bench import flight, journal, process, stages, stream
from bench.table import show

PARTS = {
    "process": ("Whole processes (CPU time, median)", process.measure),
    "stages": ("One letter (CPU time)", stages.measure),
    "stream": ("A stream of letters", stream.measure),
    "journal": ("The journal with 10,000 cases (SQLite)", journal.measure),
    "flight": ("Drafts with a model (CPU time a draft)", flight.measure),
}


def main() -> None:
    """Run the parts asked for, all of them by default."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument(
        "--full", action="store_true", help="more runs, 10,000 letters, 1000 flying"
    )
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    started = time.monotonic()
    load = os.getloadavg()[0]
    print(f"Python {platform.python_version()}, {os.cpu_count()} CPUs, load {load:.1f}")
    for name in given.parts or PARTS:
        title, measure = PARTS[name]
        show(title, measure(full=given.full))
    print(f"\nin {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
