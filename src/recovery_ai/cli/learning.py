"""`eval learn`: train the ear of each language on the development letters."""

import argparse
from pathlib import Path
from typing import Any

from recovery_ai._resources import resource_dir
from recovery_ai.cli import house
from recovery_ai.cli.files import shipped
from recovery_ai.cli.output import write


def add_learn(kinds: Any) -> None:
    """Add the command to the parser of `eval`."""
    learn = kinds.add_parser("learn", help="train what doubts a sentence, on the dev letters")
    learn.add_argument("--corpus", type=Path, help="a folder of letters.yaml files")
    learn.add_argument("--into", type=Path, help="the folder for LANGUAGE.json; default: prompts/")
    learn.set_defaults(run=_learn)


def _learn(args: argparse.Namespace) -> int:
    from recovery_ai.evaluation import learning, read_corpus
    from recovery_ai.pack import LANGUAGES

    pack = house.pack()
    letters = read_corpus(args.corpus or shipped("letters")).where(split="dev")
    folder = args.into or resource_dir("prompts") / "weights"
    for tongue in LANGUAGES:
        here = letters.where(language=tongue)
        ordinary = learning.composed(shipped("incidents"), pack, tongue)
        ear = learning.train([*learning.rows(here, pack), *ordinary])
        path = folder / f"{tongue}.json"
        write(learning.as_json(ear).encode(), str(path))
        print(f"{path}: {len(ear.weights)} weights from {ear.about}")
    return 0
