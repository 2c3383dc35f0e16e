"""A phrase is tried only where its needs are met, and never missed because of them."""

import pytest

from recovery_ai.errors import PackError
from recovery_ai.language.sentences import split
from recovery_ai.language.text import fold
from recovery_ai.pack import LANGUAGES, Example, Lexicon, load
from recovery_ai.pack.lexicon import encode, expand_terms

PACK = load()
TERMS = {"we": ["we", "(the )?team"], "not": ["( not|n't)"], "lost": ["lost", "broke", "mis[a-z]+"]}

# A phrase, sentences that it matches, and sentences that it is not even tried on.
CASES = [
    ("(sorry|regret) ... (but|however)", ["sorry to say but", "we regret it however"], ["Sorry."]),
    ("sorr(y|ier)", ["So sorry!", "the sorrier one"], ["sore", "un-sorted"]),
    ("falls? (on|to) us", ["it falls on us", "fall to us"], ["it falls on you"]),
    ("charge*", ["overcharged? No: charged", "Charge"], ["discharge"]),
    ("<we>( do)? (take|own) it", ["we take it", "the team do own it"], ["they take it"]),
    ("did<not> (know|see)", ["we didn't see it", "did not know"], ["did see"]),
    ("<we> <lost>", ["we misplaced it", "team broke"], ["they lost it"]),
    ("(the |)draw", ["the draw", "no draw"], []),
    ("(un)?fair", ["unfair", "fair"], []),
    ("^(oh|ah),? no", ["oh, no", "Ah no"], ["oh well"]),
    ("[0-9]+ (euro|pounds)", ["12 euro"], ["ten euro", "12 dollars"]),
    ("<reader_name> forgot", ["\ue000\ue000\ue000 forgot"], ["Anna forgot"]),
    ("(x y){2} z", ["x yx y z"], ["x y"]),
    ("λάθος (σας|μας)", ["δικό ΛΑΘΟΣ σας"], ["λαθος τους"]),
    ("(the|a) (very )*late (bus|(night )?train)", ["a very very late night train"], ["late train"]),
]


@pytest.mark.parametrize(("phrase", "matched", "spared"), CASES, ids=[case[0] for case in CASES])
def test_phrase_is_tried_where_it_can_match(
    phrase: str, matched: list[str], spared: list[str]
) -> None:
    lexicon = Lexicon({"it": (phrase,)}, expand_terms(TERMS, "terms"))
    assert [text for text in matched if "it" not in lexicon.scan(fold(text))] == []
    assert [text for text in spared if lexicon._index.met([fold(text)])] == []


def _text(example: str | Example) -> str:
    return example if isinstance(example, str) else example.text


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_no_phrase_of_the_policy_is_missed_on_its_examples(tongue: str) -> None:
    language = PACK.language(tongue)
    lexicon = language.lexicon
    texts = {
        rule.id: [_text(one) for one in (*rule.flags, *rule.passes)] for rule in language.rules
    }
    texts |= {f"role:{name}": [*role.says, *role.other] for name, role in language.roles.items()}
    tried = 0
    for number, (name, phrase) in enumerate(lexicon._phrases):
        pattern = lexicon._compile(name, phrase)
        for example in texts[name]:
            for sentence in split(example, tongue):
                folded = fold(sentence.text)
                if pattern.search(encode(folded)):
                    tried += 1
                    assert (number, 1) in lexicon._index.met([folded]), (
                        name,
                        phrase,
                        sentence.text,
                    )
    assert tried > 400


@pytest.mark.parametrize("phrase", ["sorry (for", "sorry) for", "(* for)", "[a-z", "? x"])
def test_broken_phrase_is_refused_at_once(phrase: str) -> None:
    with pytest.raises(PackError, match="broken pattern"):
        Lexicon({"it": (phrase,)}, expand_terms({}, "terms"))
