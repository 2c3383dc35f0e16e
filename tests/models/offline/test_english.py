"""English facts told to the reader, and the sentences that they can stand in."""

import re

import pytest

from recovery_ai import brief, draft
from recovery_ai.models.offline.composer import Composer
from recovery_ai.models.offline.english import English
from recovery_ai.models.offline.english_reader import Reader, pronoun_of
from tests.facts import facts, put
from tests.models.offline.letters import Composed, letters

HER = English(Reader("she"), frozenset({"Leyla", "Biscuit"}))
HIM = English(Reader("he"))
ALL = English(Reader("they", many=True))
TOLD = """
We left her suitcase in Lisbon and nobody told her.
-> We left your suitcase in Lisbon and nobody told you.
Her bank charged her [[impact_1_amount_1]].
-> Your bank charged you [[impact_1_amount_1]].
She canceled her [[what_happened_date_1]] session.
-> You canceled your [[what_happened_date_1]] session.
We turned her and her two students away, and wrote to her two days later.
-> We turned you and your two students away, and wrote to you two days later.
We kept her waiting and collected it from her home.
-> We kept you waiting and collected it from your home.
She lives on the sixth floor, walks with a stick and was not told.
-> You live on the sixth floor, walk with a stick and were not told.
The plan that we had given her was wrong.
-> The plan that we had given you was wrong.
Mrs [[customer_name]] and her husband came at 10 p.m. to the desk.
-> You and your husband came at 10 p.m. to the desk.
The customer's desk is late. The customer says so.
-> Your desk is late. You say so.
His dog Biscuit was ill.
-> His dog Biscuit was ill.
"""
IMPACTS = """
waited at home on two mornings | did | you waited at home on two mornings
worried that her rent would be returned | did | you were worried that your rent would be returned
She does not sleep. | did | you do not sleep
Leyla is nervous about her exam | clause | Leyla is nervous about your exam
Eleven patients missed their appointments | clause | eleven patients missed their appointments
two further visits are needed | clause | two further visits are needed
three weeks without a kettle | did | you spent three weeks without a kettle
two days without the bike she rides | did | you spent two days without the bike you ride
six days of fearing that it was gone | did | you spent six days fearing that it was gone
six hours of re-typing for two clerks | clause | two clerks spent six hours re-typing
most of a working day lost | did | you lost most of a working day
one night of [[a_amount_1]] charged | did | you were charged [[a_amount_1]] for one night
[[impact_1_amount_1]] fee | noun | a [[impact_1_amount_1]] fee
his mother left work early | clause | his mother left work early
hire of a cot for [[a_amount_1]] | noun | [[a_amount_1]] for the hire of a cot
a bad fright and a grazed arm | noun | a bad fright and a grazed arm
a month with a ticket that was void | did | you spent a month with a ticket that was void
"""
OFFERS = """
Refund of the delivery fee | other | refund | the delivery fee
Full refund for six tins | refund | refund_full | six tins
The packing fee | refund | refund | the packing fee
Reimbursement of the hire | other | reimburse | the hire
Goodwill credit to the account | credit | receive | a goodwill credit to the account
credit of half the fee | credit | receive | a credit of half the fee
New lenses in her own frame | replacement | receive | new lenses in your own frame
A joiner repairs the desk at our cost | repair | told | a joiner repairs the desk at our cost
"""
STEPS = """
Every booking is made online | clause
we read the name back to the customer | clause
Since 1 May we test every delivery | said
a monthly comparison of paused members with collected fees | noun
A second person checks every label | clause
a daily list of referrals that have no date | noun
a run that was stopped can only go on from there | text
replacement of the main under Mill Road | noun
writing every booking to a second disk | doing
train all drivers | text
heaters in the waiting hall | text
"""
THINGS = """
We did not load your suitcase on flight HR 612. | your suitcase
The kettle we sent on [[what_happened_date_1]] switched itself off. | the kettle
On [[d_date_1]] we cancelled the 07:40 and 09:15 sailings. | the 07:40 and 09:15 sailings
Three of the eight dinner plates that you bought cracked. | the eight dinner plates
The handle of your Prairie kettle came off. | your Prairie kettle
Your lemon and elder cake was due at noon. | your lemon and elder cake
We left your daughter at the gate. |
You arrived at 11:40. |
At your wedding we served dinner late. |
"""
ASKED = """
the whole stay refunded | for the whole stay refunded
Cancel the bill for March | to cancel the bill for March
Full refund of the fare | for the full refund of the fare
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


@pytest.mark.parametrize(
    ("fact", "told"), [pair.split("\n-> ") for pair in re.split(r"\n(?!-> )", TOLD.strip())]
)
def test_facts_are_told_to_the_reader(fact: str, told: str) -> None:
    assert HER.retell(fact) == told


def test_only_the_pronoun_of_the_customer_is_the_reader() -> None:
    told = HIM.retell("His mother had no flowers and thought that he had forgotten her.")
    assert told == "Your mother had no flowers and thought that you had forgotten her."
    assert pronoun_of("Mr", ["He rang his mother, and she came."]) == "he"
    assert pronoun_of("", ["The cake for her son; he cried."]) == "she"
    assert pronoun_of("Ms", ["They waited."]) == "they"


def test_those_who_are_counted_stay_who_they_are() -> None:
    told = ALL.retell(
        "The 163 booked [[customer_salutation]] were told late. [[customer_name]] left."
    )
    assert told == "The 163 booked [[customer_salutation]] were told late. You left."


def test_the_sender_is_not_the_reader() -> None:
    letter = draft(facts(what_happened="Tobias promised the desk for 2 February.")).letter
    assert letter is not None
    assert "Tobias promised" in letter.text


@pytest.mark.parametrize(("fact", "form", "told"), rows(IMPACTS))
def test_harms_find_their_form(fact: str, form: str, told: str) -> None:
    assert HER.impact(fact) == (form, told)


@pytest.mark.parametrize(("fact", "kind", "key", "told"), rows(OFFERS))
def test_remedies_find_their_phrase(fact: str, kind: str, key: str, told: str) -> None:
    assert HER.offer(fact, kind) == (key, told)


@pytest.mark.parametrize(("step", "form"), rows(STEPS))
def test_steps_find_their_form(step: str, form: str) -> None:
    assert HER.step(step).form == form


@pytest.mark.parametrize(("event", "thing"), rows(THINGS))
def test_what_a_letter_is_about(event: str, thing: str) -> None:
    assert HER.thing(event) == thing


@pytest.mark.parametrize(("fact", "told"), rows(ASKED))
def test_what_was_asked_for(fact: str, told: str) -> None:
    assert HER.asked(fact) == told


@pytest.mark.parametrize(
    ("cause", "form"),
    [
        ("The batch we fired on Monday was cooled too fast.", "clause"),
        ("a batch of thermostats set too low, which our check did not cover", "noun"),
        ("A pump failed. We kept no spare.", "text"),
    ],
)
def test_causes_find_their_form(cause: str, form: str) -> None:
    assert HER.cause(cause).form == form


def test_what_an_apology_governs() -> None:
    assert HER.owns("We took your fee twice.")
    assert HER.owns("You were told to wait outside.")
    assert not HER.owns("You arrived at noon with a booking.")
    assert not HER.owns("Your membership was frozen, yet we took the fee.")
    assert HER.fails("Your box did not come.")
    assert not HER.fails("We booked a repair for Monday.")


@pytest.mark.parametrize("letter", letters("en"), ids=lambda letter: letter.name)
def test_shipped_letters_speak_to_the_reader(letter: Composed) -> None:
    assert not re.search(r"\b(?:the|our) (?:customer|guest|patient|passenger)\b", letter.text)
    assert not re.search(r"\byou (?:was|has|does)\b|\byou's\b|\b[ap]\.m\. On\b", letter.text)
    assert letter.repeated == []


def test_offers_of_one_day_stand_in_one_sentence_and_later_in_two() -> None:
    money = {"value": "12", "currency": "GBP"}
    more = {"kind": "refund", "description": "the bank's fee", "amount": money, "due": "2026-03-02"}
    asked = brief(put("remedies", [*facts()["remedies"], more]))
    first, later = (Composer().compose(asked, ["remedy"], turn) for turn in (0, 1))
    (one,) = [section["text"] for section in first["sections"]]
    assert one == (
        "By [[remedy_1_due]] we will refund the delivery fee, [[remedy_1_amount]],"
        " and the bank's fee, [[remedy_2_amount]]."
    )
    (two,) = [section["text"] for section in later["sections"]]
    assert two.count(". ") == 1
    assert two.count("by [[remedy_") == 2


def test_a_day_that_the_words_tell_is_not_told_again() -> None:
    step = {
        "description": "from 9 March 2026 we call first",
        "status": "planned",
        "due": "2026-03-09",
    }
    letter = draft(put("preventive_actions", [step])).letter
    assert letter is not None
    assert letter.text.count("9 March 2026") == 1
