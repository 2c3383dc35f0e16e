import unicodedata

import pytest

from recovery_ai.language.text import clean, fold


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("plain", "plain"),
        ("a\r\nb\rc\n\td", "a\nb\nc\n\td"),
        ("a\u2028b\u2029c\x0bd\x0ce\x85f", "a\nb\nc\nd\ne\nf"),
        ("a\x00b\x07c\x7fd\x9fe", "abcde"),
        ("re\u200bfund\ufeff of \u202e£5\u202c", "refund of £5"),
        ("soft\u00adhyphen\u2060", "softhyphen"),
        ("tag\U000e0041\U000e007f", "tag"),
        ("lone\ud800 surrogate", "lone surrogate"),
        ("e\u0301te\u0301", "été"),
        ("e\u200b\u0301", "é"),
        ("τι έγινε\u037e", "τι έγινε;"),
        ("ano\u0387", "ano·"),
        ("", ""),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Dear Ms OKAFOR", "dear ms okafor"),
        ("Ñandú Şişli Łódź Ørsted", "nandu sisli lodz orsted"),
        ("İstanbul", "istanbul"),
        ("ΑΓΑΠΗΤΗ Κυρία Παπαδοπούλου", "αγαπητη κυρια παπαδοπουλου"),
        ("τις ώρες σας", "τισ ωρεσ σασ"),
        ("ΪΫ ϊϋ ΐΰ", "ιυ ιυ ιυ"),
        ("Ἀθῆναι ᾧ", "αθηναι ω"),
        ("‘don’t’ “quite” «so»", '\'don\'t\' "quite" "so"'),
        ("5\u00a0€ – 6\u202f€ — 7\u22128", "5 € - 6 € - 7-8"),
        ("wait…", "wait."),
        ("٤٠ ４０ Ｆｅｅ", "40 40 fee"),
        ("£ é", "£ e"),
        ("中文", "中文"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert len(fold(text)) == len(text)


def test_fold_keeps_the_length_of_every_character() -> None:
    everything = [chr(code) for code in range(0x110000)]
    assert [char for char in everything if len(fold(char)) != 1] == []
    assert len(fold("".join(everything))) == len(everything)


def test_fold_of_a_fold_changes_nothing() -> None:
    letters = [chr(code) for code in range(0x3000) if chr(code).isalnum()]
    assert [char for char in letters if fold(fold(char)) != fold(char)] == []


def test_both_ways_of_folding_agree() -> None:
    accented = "Häuser und Ärger, déjà vu, €5, “so”, Łódź, ΣΑΣ"
    rare = "x" * 2000 + accented
    assert fold(rare) == "x" * 2000 + fold(accented)


def test_decomposed_letters_fold_after_cleaning() -> None:
    decomposed = unicodedata.normalize("NFD", "Καθυστέρηση")
    assert fold(clean(decomposed)) == "καθυστερηση"
