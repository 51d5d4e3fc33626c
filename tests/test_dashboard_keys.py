"""The dashboard under keys and mouse: drill down, close, go on where one was; what is looked at is the address."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from contradicting import HERE
from contradicting import contradicting
from covering import DAY
from driving import Page
from test_dashboard import QUIET

from generator.bulk.setup import load_setup
from generator.coverage.as_data import as_data
from generator.coverage.dashboard import dashboard
from generator.coverage.survey import survey
from generator.facts.workspace import Workspace as Folders

FOCUS = "(document.activeElement.id || document.activeElement.dataset.community || document.activeElement.textContent)"
LISTED = "[...document.querySelectorAll('#list tr.row')].map((row) => row.dataset.community)"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, Any]]:
    """The address of a page, and what is in it."""
    root = tmp_path_factory.mktemp("district")
    contradicting(root).with_history()
    setup, problems = load_setup(Folders(root))
    assert setup is not None, problems
    report = survey(setup, DAY, is_today=True)[0]
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_bytes(dashboard(report))
    return path.as_uri(), json.loads(json.dumps(as_data(report)))


@pytest.fixture(scope="module")
def browser(made: tuple[str, dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    program = shutil.which("chromium")
    assert program, "chromium is missing: make setup installs it"
    root = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    folder = tmp_path_factory.mktemp("profile")
    with Page.of(made[0], program, (*QUIET, *root, "--window-size=1200,900"), Path(folder)) as page:
        yield page
        assert page.complaints == []


@pytest.fixture
def page(made: tuple[str, dict[str, Any]], browser: Page) -> Page:
    """The page as it is opened anew, without anything that was asked for before."""
    browser.open(made[0])
    return browser


def address(page: Page) -> dict[str, str]:
    """What the address asks for."""
    said = parse_qs(str(page.value("decodeURI(location.hash.slice(1))")))
    return {key: values[0] for key, values in said.items()}


def test_a_slash_leads_to_the_search_and_what_is_typed_filters_at_once(page: Page) -> None:
    page.press("/")
    assert page.value(FOCUS) == "q"
    assert page.value("document.activeElement.value") == "", "the slash itself is not searched for"
    page.write("云岭")
    assert page.value(LISTED) == [HERE]
    assert address(page) == {"q": "云岭"}


def test_the_tab_key_goes_through_the_filters_then_the_columns_then_the_rows(page: Page) -> None:
    page.press("/")
    seen = []
    for _ in range(16):
        page.press("Tab")
        seen.append(page.value(FOCUS))
    assert seen[:5] == ["town", "state", "level", "flagged", "clear"]
    assert seen[5:14] == page.value(
        "[...document.querySelectorAll('#list thead button')].map((one) => one.textContent)"
    )
    assert seen[14:16] == page.value(LISTED)[:2]
    page.press("Tab", shift=True)
    assert page.value(FOCUS) == page.value(LISTED)[0]


@pytest.mark.parametrize("key", ["Enter", " "])
def test_a_row_opens_by_key_keeps_the_focus_and_escape_closes_it(page: Page, key: str) -> None:
    first = page.value(LISTED)[0]
    page.value("document.querySelector('#list tr.row').focus()")
    page.press(key)
    assert address(page) == {"open": first}
    assert page.value("document.querySelectorAll('tr.detail').length") == 1
    assert page.value(FOCUS) == first
    assert page.value("document.activeElement.getAttribute('aria-expanded')") == "true"
    page.press("Escape")
    assert address(page) == {}
    assert page.value("document.querySelectorAll('tr.detail').length") == 0
    assert page.value(FOCUS) == first


def test_a_heading_sorts_by_key_and_says_so(page: Page) -> None:
    page.value("document.querySelector('#list thead button').focus()")
    page.press("Enter")
    assert address(page) == {"sort": "town_name"}
    assert page.value("document.querySelector('#list th').getAttribute('aria-sort')") == "ascending"
    assert page.value("document.activeElement === document.querySelector('#list thead button')"), "sorted on from there"
    page.press("Enter")
    assert address(page) == {"sort": "-town_name"}


def test_a_cell_of_the_heat_table_drills_down_and_the_way_back_leads_back(
    page: Page, made: tuple[str, dict[str, Any]]
) -> None:
    every = made[1]["communities"]
    page.click("#heat tbody tr:first-child button")
    town = made[1]["towns"][0]["title"]
    asked = address(page)
    assert asked["town"] == town
    assert page.value(LISTED) == [
        one["community"] for one in every if one["town_name"] == town and one["state"] == asked["state"]
    ]
    page.back()
    assert address(page) == {}
    assert len(page.value(LISTED)) == len(every)


def test_a_next_step_opens_its_community(page: Page, made: tuple[str, dict[str, Any]]) -> None:
    page.click("#next tbody tr:first-child button")
    first = made[1]["next_steps"][0]
    assert address(page) == {"town": first["town_name"], "open": first["community"]}
    assert first["what"] in page.value("document.querySelector('tr.detail').textContent")


def test_filters_stay_when_the_page_is_loaded_again_or_sent_on(page: Page, made: tuple[str, dict[str, Any]]) -> None:
    page.value(
        "(() => { const s = document.getElementById('state'); s.value = 'not_filed'; "
        "s.dispatchEvent(new Event('change')); })()"
    )
    page.click("#flagged")
    page.value("document.getElementById('flagged').checked")
    before = page.value(LISTED)
    page.reload()
    assert page.value("[document.getElementById('state').value, document.getElementById('flagged').checked]") == [
        "not_filed", True,
    ]  # fmt: skip
    assert page.value(LISTED) == before
    page.click("#clear")
    assert address(page) == {}
    assert len(page.value(LISTED)) == len(made[1]["communities"])


CONFLICTS = "[...document.querySelectorAll('#conflicts tbody tr')].map((row) => row.cells[3].textContent)"


def test_contradictions_are_listed_and_those_of_a_kind_or_that_cannot_be_right(
    page: Page, made: tuple[str, dict[str, Any]]
) -> None:
    every = made[1]["contradictions"]
    assert page.value(CONFLICTS) == [one["what"] for one in every]
    page.value("document.getElementById('must').focus()")
    page.press(" ")
    assert address(page) == {"must": "1"}
    assert page.value(CONFLICTS) == [one["what"] for one in every if one["must"]]
    page.reload()
    assert page.value(CONFLICTS) == [one["what"] for one in every if one["must"]]
    page.open(f"{made[0]}#kind=岗位冲突")
    assert page.value(CONFLICTS) == [one["what"] for one in every if one["kind"] == "岗位冲突"]
    page.open(f"{made[0]}#town=鹿鸣街道")
    assert page.value(CONFLICTS) == []


def test_whom_a_contradiction_concerns_is_a_click_away_and_their_details_tell_it(
    page: Page, made: tuple[str, dict[str, Any]]
) -> None:
    first = made[1]["contradictions"][0]
    page.click("#conflicts tbody tr:first-child button")
    assert address(page) == {"town": "岭脚镇", "open": first["concerned"][0]}
    assert first["what"] in page.value("document.querySelector('tr.detail').textContent")
