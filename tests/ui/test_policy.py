"""Policy: every code with its examples, a sentence that is tried, what the house decided."""

from pathlib import Path
from typing import get_args

import policy_view
import pytest
import words
from streamlit.testing.v1 import AppTest

from recovery_ai import load_pack
from recovery_ai.findings import Code
from recovery_ai.journal import Journal
from tests.ui.test_pages import at, clean, journal, page, shown

__all__ = ["journal", "page"]
BLAME = "You should have read the terms, so this is your own fault."


@pytest.mark.parametrize("tongue", ["en", "id", "el"])
def test_every_code_is_told_with_its_examples(tongue: str) -> None:
    pack = load_pack()
    said = policy_view.codes(pack, tongue)
    assert said.count("<details") == len(get_args(Code))
    examples = [rule.flags[0] for rule in pack.language(tongue).rules if rule.flags]
    assert len(examples) > 20
    assert said.count("<li>✗") == sum(len(r.flags) for r in pack.language(tongue).rules)


def test_a_search_leaves_what_holds_the_words() -> None:
    said = policy_view.codes(load_pack(), "en", "careless")
    assert 0 < said.count("<details") < len(get_args(Code))
    assert policy_view.codes(load_pack(), "en", "no such word here").count("<details") == 0


def test_regimes_have_source_and_date_and_the_one_in_force_is_open() -> None:
    pack = load_pack()
    said = policy_view.regimes(pack, "eu_psd2")
    assert said.index("eu_psd2") < said.index("au_asic")
    assert said.count("<details open>") == 1
    assert said.count(words.say("source")) >= len(pack.regimes)


@pytest.mark.parametrize(
    ("name", "zone", "off"),
    [
        ("default", "UTC", "weekends only"),
        ("id_ojk", "Asia/Jakarta", "weekends and the public holidays of Indonesia"),
        ("uk_scotland_public", "Europe/London", "United Kingdom (SCT)"),
    ],
)
def test_the_page_says_which_deadlines_hold_here_and_where(name: str, zone: str, off: str) -> None:
    regime = load_pack().regimes[name]
    said = policy_view.here(regime)
    assert regime.title in said
    assert zone in said
    assert off in said


def test_the_page_says_who_may_approve_and_whom_triage_means() -> None:
    said = policy_view.authority(load_pack().authority)
    cells = "<th scope='row'>Refund</th><td>500</td><td>450</td><td>500</td><td>8,000,000</td>"
    assert cells in said
    assert said.count(words.say("any_amount")) == 2 * 3
    assert f"<dt>{words.name('approvers', 'legal')}</dt><dd>admin</dd>" in said
    assert f"<dt>{words.name('approvers', 'team_lead')}</dt><dd>approver or admin</dd>" in said


def test_what_the_house_decided_is_shown(tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").write_text(
        "severity: {excuse: warning}\nallow: {en: [tea is on us]}\nlegal_admission: none\n"
        "notices: [{kinds: [decline], text: {en: 'Write to <us>.'}}]\n",
        encoding="utf-8",
    )
    said = policy_view.own(load_pack(own=tmp_path))
    for told in ("tea is on us", "Write to &lt;us&gt;.", words.name("codes", "excuse")):
        assert told in said
    assert words.say("own_severity") in policy_view.codes(load_pack(own=tmp_path), "en")
    assert words.say("no_own_policy") in policy_view.own(load_pack())


def test_a_sentence_is_tried(page: AppTest, journal: Journal) -> None:
    del journal
    at(page, "policy")
    clean(page.segmented_control(key="policy:part").set_value("try").run())
    page.text_area(key="try:text").set_value(BLAME)
    clean(page.button(key="try:it").click().run())
    said = shown(page)
    assert f"<b>{words.name('codes', 'blames_customer')}</b> <code>en/blames_customer" in said
    assert f"<b>{words.name('sentence', 'violates')}</b>" in said
    page.text_area(key="try:facts").set_value("customer: 7")
    clean(page.button(key="try:it").click().run())
    assert words.say("not_loaded") in shown(page)


def test_the_facts_decide_a_figure(page: AppTest, journal: Journal) -> None:
    del journal
    at(page, "policy")
    clean(page.segmented_control(key="policy:part").set_value("try").run())
    page.text_area(key="try:text").set_value("We refunded you 34.50 GBP.")
    clean(page.button(key="try:it").click().run())
    figure = f"<b>{words.name('codes', 'ungrounded_figure')}</b>"
    assert figure in shown(page)
    page.text_area(key="try:facts").set_value("what_happened: We charged 34.50 GBP by mistake.")
    clean(page.button(key="try:it").click().run())
    assert figure not in shown(page)
