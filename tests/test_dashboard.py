"""The page of `plangen coverage --html` in a real browser: what it shows, finds, sorts and prints; it is quiet.

Chromium shows what the address asks for; every filter, the order and the open community stand there.
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from covering import DAY
from covering import HOSTILE
from covering import District

from generator.bulk.setup import load_setup
from generator.coverage.as_data import as_data
from generator.coverage.dashboard import dashboard
from generator.coverage.report import Report
from generator.coverage.survey import survey
from generator.facts.workspace import Workspace as Folders

QUIET = (
    "--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-default-apps", "--disable-extensions",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--hide-scrollbars",
    "--run-all-compositor-stages-before-draw", "--enable-logging=stderr", "--v=0",
)  # fmt: skip


@dataclass(frozen=True)
class Browser:
    """Chromium with a profile of its own, and the page that it opens."""

    folder: Path
    data: dict[str, Any]

    def run(self, *options: str, **wanted: str) -> str:
        """What Chromium gives for the page with this address; it must have nothing to complain about."""
        program = shutil.which("chromium")
        assert program, "chromium is missing: make setup installs it"
        root = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
        address = (self.folder / "page.html").as_uri() + (f"#{urlencode(wanted)}" if wanted else "")
        done = subprocess.run(
            [program, *QUIET, *root, f"--user-data-dir={self.folder / 'profile'}", *options, address],
            capture_output=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
        self.hear([line for line in done.stderr.decode("utf-8", "replace").splitlines() if "CONSOLE" in line])
        return done.stdout.decode("utf-8")

    def hear(self, said: list[str]) -> None:
        """Nothing; the page said nothing on the console."""
        assert said == []

    def seen(self, *options: str, **wanted: str) -> str:
        """The document as it stands once its script has run, without the script and its data."""
        return re.sub(r"<(script|style)\b.*?</\1>", "", self.run("--dump-dom", *options, **wanted), flags=re.DOTALL)

    def listed(self, **wanted: str) -> list[str]:
        """The communities of the list, from top to bottom."""
        return re.findall(r'<tr class="row"[^>]* data-community="([^"]*)"', self.seen(**wanted))


class Loud(Browser):
    """A browser whose page may complain."""

    def hear(self, said: list[str]) -> None:
        """Nothing; it did."""
        assert any("nobody" in line for line in said)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    root = tmp_path_factory.mktemp("district")
    District.at(root, hostile=True).with_history()
    setup, problems = load_setup(Folders(root))
    assert setup is not None, problems
    return survey(setup, DAY, is_today=True)[0]


@pytest.fixture(scope="module")
def browser(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Browser:
    return opened(report, tmp_path_factory.mktemp("browser"))


def opened(report: Report, folder: Path) -> Browser:
    """A browser for the page of that report."""
    (folder / "page.html").write_bytes(dashboard(report))
    return Browser(folder, json.loads(json.dumps(as_data(report))))


def test_the_page_shows_both_numbers_every_town_and_every_community(browser: Browser) -> None:
    seen = browser.seen()
    whole = browser.data["whole"]
    assert f"{whole['percent']}%" in seen
    assert f"{whole['covered']} / {whole['total']}" in seen
    for tally in browser.data["towns"]:
        cells = re.search(rf'<tr><th scope="row">{tally["title"]}</th>(.*?)</tr>', seen)
        assert cells is not None
        numbers = [re.sub(r"<[^>]*>", "", cell) for cell in re.findall(r"<td.*?</td>", cells[1])]
        assert numbers == [str(tally["total"]), *map(str, tally["states"].values()), f"{tally['percent']}%"]
    rows = re.findall(r'data-community="([^"]*)"', seen)
    assert rows == [one["community"] for one in browser.data["communities"]]


def test_it_searches_filters_and_sorts_by_the_address(browser: Browser) -> None:
    every = browser.data["communities"]
    assert browser.listed(q="锦园") == ["xincheng/jinyuan"]
    assert browser.listed(q="没有备案") == [one["community"] for one in every if one["state"] == "not_filed"]
    assert browser.listed(town="岭脚镇") == [one["community"] for one in every if one["town"] == "lingjiao"]
    assert browser.listed(state="covered", town="新城街道") == ["xincheng/jinyuan"]
    assert browser.listed(flagged="1") == [one["community"] for one in every if one["flags"]]
    order = list(browser.data["state_titles"])
    states = {one["community"]: order.index(one["state"]) for one in every}
    down = [states[slug] for slug in browser.listed(sort="-title")]
    assert down == sorted(states.values(), reverse=True)


def test_a_community_opens_with_its_evidence_its_rules_and_its_next_step(browser: Browser) -> None:
    seen = browser.seen(open="lingjiao/yunling")
    detail = html.unescape(seen[seen.index('<tr class="detail">') :])
    answers = browser.data["readiness"]["communities"]["lingjiao/yunling"]
    for answer in answers:
        assert (answer["said"] in detail) == (not answer["met"]) or answer["met"]
    step = next(step for step in browser.data["next_steps"] if step["community"] == "lingjiao/yunling")
    assert step["what"] in detail
    assert "备〔2026〕7号" in detail
    assert 'aria-expanded="true"' in seen


def test_hostile_names_are_shown_and_do_nothing(browser: Browser) -> None:
    seen = browser.seen(town="鹿鸣街道")
    for name in HOSTILE.values():
        assert html.escape(name, quote=False) in seen
    assert "<script>alert" not in seen


def asked_by_the_page(browser: Browser, **wanted: str) -> set[str]:
    """What the page asks of the network; what Chromium asks for itself comes from no page."""
    log = browser.folder / "net.json"
    browser.run("--dump-dom", f"--log-net-log={log}", **wanted)
    events = [
        json.loads(line.rstrip(",")) for line in log.read_text("utf-8").splitlines() if line.startswith('{"param')
    ]
    params = [event["params"] for event in events]
    pages = ("null", "file://")
    return {one["url"] for one in params if one.get("initiator") in pages and one.get("url", "").startswith("http")}


def test_it_asks_nothing_of_any_network(browser: Browser) -> None:
    assert asked_by_the_page(browser, open="lingjiao/yunling") == set()
    page = (browser.folder / "page.html").read_text("utf-8")
    assert "default-src 'none'" in page, "what asks all the same is stopped, and said on the console"


def test_the_test_above_would_see_it(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text('<img src="http://example.invalid/a.png"><script>nobody()</script>', "utf-8")
    curious = Loud(tmp_path, {})
    assert asked_by_the_page(curious) == {"http://example.invalid/a.png"}


def test_on_paper_everything_is_listed_and_nothing_that_is_only_for_the_screen(browser: Browser) -> None:
    paper = browser.folder / "page.pdf"
    browser.run(f"--print-to-pdf={paper}", "--no-pdf-header-footer")
    program = shutil.which("pdftotext")
    assert program, "pdftotext is missing: make setup installs it"
    text = subprocess.run([program, "-layout", paper, "-"], capture_output=True, check=True).stdout.decode("utf-8")
    assert "清除条件" not in text
    assert "再列一些" not in text
    names = {one["name"] for one in browser.data["communities"]} - set(HOSTILE.values())
    assert {name for name in names if name not in text} == set()


def test_a_narrow_screen_needs_no_sideways_scrolling(browser: Browser) -> None:
    """A probe behind the page's own script tells how wide the page became."""
    page = (browser.folder / "page.html").read_text("utf-8")
    probe = "<script>document.documentElement.dataset.wide = document.documentElement.scrollWidth;</script>"
    (browser.folder / "probe").mkdir(exist_ok=True)
    narrow = Browser(browser.folder / "probe", browser.data)
    (narrow.folder / "page.html").write_text(page.replace("</body>", f"{probe}</body>"), "utf-8")
    wide = re.search(r'data-wide="(\d+)"', narrow.run("--dump-dom", "--window-size=500,900"))
    assert wide is not None
    assert int(wide[1]) <= 500


# ------------------------------------------------------------------------------------------------------ a province

COPIES = 80


@pytest.fixture(scope="module")
def province(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Browser:
    """The same communities many times over, each copy with towns, names and codes of its own: several thousand."""
    small = report
    assert small.ready is not None
    standings, answers, musts = [], {}, {}
    for copy in range(COPIES):
        for one in small.measured.standings:
            slug = f"{one.town}-{copy}/{one.slug.partition('/')[2]}"
            name, town_name = f"{one.name}{copy}", f"{one.town_name}{copy}"
            code = f"{copy:03d}{one.code[3:]}"
            town = f"{one.town}-{copy}"
            standings.append(replace(one, slug=slug, name=name, town=town, town_name=town_name, code=code))
            if one.slug in small.ready.communities:
                answers[slug] = small.ready.communities[one.slug]
                musts[slug] = small.ready.musts[one.slug]
    large = replace(
        small,
        measured=replace(small.measured, standings=tuple(standings)),
        ready=replace(small.ready, communities=answers, musts=musts),
    )
    return opened(large, tmp_path_factory.mktemp("province"))


def test_several_thousand_are_searched_sorted_and_opened_and_few_of_them_stand_in_the_page(province: Browser) -> None:
    every = province.data["communities"]
    assert len(every) > 3000
    assert (province.folder / "page.html").stat().st_size < 700 * len(every)
    seen = province.seen()
    assert f"{len(every)} 个" in seen
    assert seen.count("<tr") < 400
    assert province.listed(q="锦园社区77") == ["xincheng-77/jinyuan"]
    order = list(province.data["state_titles"])
    states = {one["community"]: order.index(one["state"]) for one in every}
    down = [states[slug] for slug in province.listed(sort="-title", town="新城街道3")]
    assert down == sorted(down, reverse=True)
    assert len(down) == sum(one["town_name"] == "新城街道3" for one in every)
    first = province.listed(sort="name")[:3]
    assert len({slug.partition("/")[2] for slug in first}) == 1, "names that are alike stand together"
    opened_one = province.seen(open="lingjiao-79/yunling")
    detail = html.unescape(opened_one[opened_one.index('<tr class="detail">') :])
    assert "备〔2026〕7号" in detail
    steps = {step["community"]: step["what"] for step in province.data["next_steps"]}
    assert steps["lingjiao-79/yunling"] in detail
    assert opened_one.count("<tr") < 400


def test_paper_says_where_it_stops(province: Browser) -> None:
    paper = province.folder / "page.pdf"
    province.run(f"--print-to-pdf={paper}", "--no-pdf-header-footer")
    program = shutil.which("pdftotext")
    assert program
    text = subprocess.run([program, "-layout", paper, "-"], capture_output=True, check=True).stdout.decode("utf-8")
    assert f"共 {len(province.data['communities'])} 个" in text
