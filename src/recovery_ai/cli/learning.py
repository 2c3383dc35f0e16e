"""`eval learn`: train the ear and the classifier of each language on what is labelled."""

import argparse
from pathlib import Path
from typing import Any

from recovery_ai._resources import resource_dir
from recovery_ai.cli import house
from recovery_ai.cli.files import shipped
from recovery_ai.cli.output import write


def add_learn(kinds: Any) -> None:
    """Add the command to the parser of `eval`."""
    learn = kinds.add_parser("learn", help="train what doubts and names sentences")
    learn.add_argument("--corpus", type=Path, help="a folder of letters.yaml files")
    learn.add_argument("--into", type=Path, help="the folder for LANGUAGE.json; default: prompts/")
    learn.set_defaults(run=_learn)


def _learn(args: argparse.Namespace) -> int:
    from recovery_ai.evaluation import classifying, heard, learning, read_corpus
    from recovery_ai.evaluation.sentences import read_sentences
    from recovery_ai.pack import LANGUAGES

    pack = heard.deaf(house.pack())
    letters = read_corpus(args.corpus or shipped("letters")).where(split="dev")
    folder = args.into or resource_dir("prompts") / "weights"
    for tongue in LANGUAGES:
        ordinary = list(heard.of_composer(shipped("incidents"), pack, tongue))
        told = [*heard.of_letters(letters.where(language=tongue), pack), *ordinary]
        ear = learning.train(told)
        _keep(folder / f"{tongue}.json", learning.as_json(ear), ear.about)
        sentences = read_sentences(shipped("sentences") / tongue)
        told += heard.of_sentences(sentences, pack, tongue)
        classifier = classifying.train([*told, *heard.of_rules(pack, tongue)])
        _keep(folder / f"{tongue}.codes.json", classifying.as_json(classifier), classifier.about)
    return 0


def _keep(path: Path, text: str, about: str) -> None:
    write(text.encode(), str(path))
    print(f"{path}: {about}")
