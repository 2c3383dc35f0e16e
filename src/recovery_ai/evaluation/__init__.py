"""Measuring: labelled letters in, precision, recall and proof out; the data lies in `evals/`."""

from recovery_ai.evaluation.corpus import Case, Corpus, Label, read_corpus
from recovery_ai.evaluation.letters import LetterReport, measure_letters

__all__ = ["Case", "Corpus", "Label", "LetterReport", "measure_letters", "read_corpus"]
