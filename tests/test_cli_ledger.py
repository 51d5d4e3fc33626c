"""`verify`, `history`, `open` and `ledger rebase` as people see them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from ledgers import Shelf
from ledgers import finding_of
from ledgers import hand_out_of
from ledgers import parcel_of
from ledgers import sign_of
from workspace import Done
from workspace import started

SLUG = "lingjiao/yunling"
ROSTER = """\
schema: 1
towns:
  - name: 岭脚镇
    folder: lingjiao
    communities:
      - {code: "330300003002", name: 云岭村, kind: 村, folder: yunling, succeeds: ["330300003001"]}
      - {code: "330300003001", name: 旧村, kind: 村, folder: jiucun, since: 2000-01-01, until: 2026-01-01}
      - {code: "330300003003", name: 空村, kind: 村, folder: kongcun}
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    shelf = Shelf(tmp_path_factory.mktemp("told"), SLUG)
    (shelf.root / "plans").mkdir()
    (shelf.root / "plans" / "roster.yaml").write_text(ROSTER, "utf-8")
    return shelf.story()


def run(shelf: Shelf, *arguments: str) -> Done:
    return started("-C", str(shelf.root), *arguments)


def test_a_whole_archive_is_said_to_be_whole(told: Shelf) -> None:
    done = run(told, "verify")
    assert done.code == 0
    assert "everything is there, and nothing was changed" in done.out
    assert "10 entries" in done.out


def test_an_altered_file_is_an_error_with_its_name(told: Shelf, tmp_path: Path) -> None:
    shutil.copytree(told.root, tmp_path / "w")
    shelf = Shelf(tmp_path / "w", SLUG)
    path = shelf.archive / "V1.0" / "山前村手册V1.0.pdf"
    path.chmod(0o644)
    path.write_bytes(b"%PDF another")
    done = run(shelf, "verify")
    assert done.code == 1
    assert "PG580" in done.out
    assert "山前村手册V1.0.pdf" in done.out
    assert run(shelf, "verify", "--json").data["problems"][0]["code"] == "PG580"


def test_a_file_and_a_code_say_what_they_are(told: Shelf, tmp_path: Path) -> None:
    file = tmp_path / "old.pdf"
    file.write_bytes(parcel_of("V1.0").files[1].data)
    done = run(told, "verify", str(file))
    assert done.code == 0
    assert "NOT in force (被替代); in force is V1.1" in done.out
    assert "  in force\n" in run(told, "verify", str(file), "--as-of", "2026-03-05").out
    file.write_bytes(b"%PDF another")
    assert run(told, "verify", str(file)).code == 1
    (first, second) = run(told, "verify", "0000-0000", "--json").data["matches"]
    assert (first["number"], first["in_force"], second["number"], second["in_force"]) == ("V1.0", False, "V1.1", True)
    assert run(told, "verify", "1234-5678").code == 1


def test_the_history_tells_each_revision_and_each_day(told: Shelf) -> None:
    done = run(told, "history", "云岭村")
    assert done.code == 0
    for word in ("V1.0", "被替代", "since 2026-03-02 until 2026-03-12", "西备〔2026〕1号", "G-2026-01", "V1.1"):
        assert word in done.out
    data = run(told, "history", "云岭村", "--as-of", "2026-03-12", "--json").data
    (community,) = data["communities"]
    assert (community["in_force"], [one["state"] for one in community["revisions"]]) == (
        "V1.0",
        ["有效", "已签发待施行"],
    )
    assert len(community["head"]) == 64


def test_all_communities_are_told_on_one_line_each(told: Shelf) -> None:
    lines = run(told, "history", "--all", "--as-of", "2026-03-05").out.splitlines()
    assert [line.split()[:2] for line in lines] == [["云岭村", "V1.0"], ["旧村", "nothing"], ["空村", "nothing"]]
    assert run(told, "history", "--town", "岭脚镇").code == 0
    assert run(told, "history", "--town", "别处").code == 2
    assert run(told, "history").code == 2


def test_the_manual_of_a_merged_community_holds_until_the_successor_signs(told: Shelf, tmp_path: Path) -> None:
    shutil.copytree(told.root, tmp_path / "w")
    old = Shelf(tmp_path / "w", "lingjiao/jiucun")
    assert old.issue("V1.0", -50) == []
    assert old.add(sign_of("V1.0", -40)) == []

    def holds(day: str) -> object:
        return run(old, "history", "旧村", "--as-of", day, "--json").data["communities"][0]["in_force"]

    assert [holds("2026-03-01"), holds("2026-03-02")] == ["V1.0", None]


def test_an_archived_file_is_given_back_byte_for_byte(told: Shelf, tmp_path: Path) -> None:
    listed = run(told, "open", "云岭村", "V1.0")
    assert listed.code == 0
    assert "山前村手册V1.0.docx" in listed.out
    assert run(told, "open", "云岭村", "V1.0", ".pdf", "--to", str(tmp_path)).code == 0
    assert (tmp_path / "山前村手册V1.0.pdf").read_bytes() == parcel_of("V1.0").files[1].data
    assert run(told, "open", "云岭村", "V1.0", ".pdf", "--to", str(tmp_path)).code == 2  # never written over
    assert run(told, "open", "云岭村", "V9.9").code == 1
    assert run(told, "open", "云岭村", "V1.0", "nothing.pdf").code == 1


def test_a_fork_is_mended_by_rebase(told: Shelf, tmp_path: Path) -> None:
    shutil.copytree(told.root, tmp_path / "w")
    shutil.copytree(told.root, tmp_path / "other")
    shelf, other = Shelf(tmp_path / "w", SLUG), Shelf(tmp_path / "other", SLUG)
    assert shelf.add(hand_out_of("V1.1")) == [] or shelf.add(hand_out_of("V1.1", 20)) == []
    assert other.add(finding_of("开始整改", 20, finding="F-2026-01-2")) == []
    shutil.copy(other.entries / "0011-finding.yaml", shelf.entries)
    assert run(shelf, "verify").code == 1
    done = run(shelf, "ledger", "rebase", "云岭村")
    assert done.code == 0
    assert "the ledger of 云岭村 is whole: 1 entry entered again" in done.out
    assert run(shelf, "verify").code == 0
