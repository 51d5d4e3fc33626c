"""The command line as a user meets it: languages, encodings, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from conftest import Plangen

from generator import __version__
from generator.cli import run


def test_without_a_command_the_help_page_is_shown(plangen: Plangen) -> None:
    assert b"explain" in plangen().stderr + plangen().stdout


def test_the_version(plangen: Plangen) -> None:
    assert plangen("--version").stdout.decode() == f"plangen {__version__}\n"


def test_a_misspelt_command_is_answered_with_the_nearest(plangen: Plangen) -> None:
    done = plangen("explian", LANG="C")
    assert done.returncode == 2
    assert "Did you mean 'explain'?" in done.stderr.decode()


def test_wrong_usage_is_said_in_chinese_too(plangen: Plangen) -> None:
    done = plangen("explain", "--nonsense", LANG="zh_CN.UTF-8")
    said = done.stderr.decode("utf-8")
    assert done.returncode == 2
    assert "用法:" in said
    assert "没有选项" in said


def test_a_folder_that_does_not_exist_is_wrong_usage(plangen: Plangen) -> None:
    assert plangen("-C", "no/such/folder", "doctor").returncode == 2


def test_another_folder_may_have_spaces_and_chinese_in_its_name(tmp_path: Path, plangen: Plangen) -> None:
    folder = tmp_path / "鹿鸣区 2026"
    folder.mkdir()
    assert plangen("-C", str(folder), "doctor", LC_ALL="C").returncode == 0


def test_a_code_is_found_by_number_name_and_in_small_letters(capsys: pytest.CaptureFixture[str]) -> None:
    pages = set()
    for asked in ("PG003", "pg003", "3", "003", "unreadable"):
        assert run(["explain", asked]) == 0
        pages.add(capsys.readouterr().out)
    assert len(pages) == 1
    assert pages.pop().startswith("PG003 unreadable (error)\n\nthe file cannot be read: ‹reason›\n  hint: ")


def test_an_unknown_code_is_wrong_usage_with_the_nearest_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "unreadible"]) == 2
    assert "Did you mean unreadable?" in capsys.readouterr().err


def test_all_codes_can_be_listed_for_people_and_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "--all"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert run(["explain", "--all", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [line[:5] for line in lines] == [entry["code"] for entry in data]
    assert "PG001" in lines[0]


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "utf-8"])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_encoding_of_a_pipe_makes_printing_fail(encoding: str, language: str, plangen: Plangen) -> None:
    for arguments in (("explain", "--all"), ("explain", "PG005"), ("--help",), ("doctor",), ("nonsense𠮷",)):
        done = plangen(*arguments, PYTHONIOENCODING=encoding, PLANGEN_LANG=language)
        assert done.returncode in {0, 2}, done.stderr
        assert b"Traceback" not in done.stderr


def test_json_survives_an_encoding_without_chinese(plangen: Plangen) -> None:
    done = plangen("explain", "PG001", "--json", PYTHONIOENCODING="ascii", PLANGEN_LANG="zh_CN")
    assert json.loads(done.stdout.decode("ascii"))["message"] == "没有这个文件"


def test_an_argument_in_another_encoding_is_answered_and_not_raised(plangen: Plangen) -> None:
    done = plangen("explain", "村".encode("gbk").decode("utf-8", "surrogateescape"), LANG="C")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_a_reader_that_has_seen_enough_is_no_fault() -> None:
    program = Path(sys.executable).with_name("plangen")
    started = subprocess.Popen([program, "explain", "--all", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert started.stdout
    assert started.stderr
    started.stdout.close()
    said = started.stderr.read()
    started.stderr.close()
    assert started.wait() == 0
    assert said == b""


def test_a_list_that_is_written_to_a_full_disk_is_no_fault_of_ours() -> None:
    program = Path(sys.executable).with_name("plangen")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([program, "explain", "--all"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert b"error[PG008]" in done.stderr
    assert b"Exception ignored" not in done.stderr


def test_a_command_without_a_terminal_or_any_output_still_works() -> None:
    closed = "import sys; sys.stdout = sys.stderr = None; import generator.cli as c; c.main(['explain', 'PG001'])"
    assert subprocess.run([sys.executable, "-c", closed], check=False).returncode == 0


def test_a_fault_of_ours_is_three_and_no_traceback_is_shown() -> None:
    broken = (
        "import generator.cli as c, generator.problems.catalogue as k; k.codes = None; c.main(['explain', 'PG001'])"
    )
    done = subprocess.run([sys.executable, "-c", broken], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr
    assert "程序自身出错" in done.stderr.decode("utf-8")


def test_work_that_cannot_go_on_says_why_and_exits_with_one(capsys: pytest.CaptureFixture[str]) -> None:
    import click

    from generator.cli import plangen as group
    from generator.problems import Place
    from generator.problems import PlangenError
    from generator.problems import pg0_command

    @click.command()
    def stop() -> None:
        raise PlangenError(pg0_command.DISK_FULL.at(Place(file="output")))

    @click.command()
    def interrupt() -> None:
        raise KeyboardInterrupt

    group.commands.update(stop=stop, interrupt=interrupt)
    try:
        assert run(["stop"]) == 1
        assert "error[PG008]" in capsys.readouterr().err
        assert run(["interrupt"]) == 130
        assert "stopped" in capsys.readouterr().err
    finally:
        del group.commands["stop"], group.commands["interrupt"]


def test_a_command_is_given_a_workspace_or_the_reason_why_not(tmp_path: Path) -> None:
    from generator.cli.session import Session
    from generator.problems import PlangenError

    with pytest.raises(PlangenError) as stopped:
        Session.at(str(tmp_path)).workspace()
    assert stopped.value.problems[0].code == "PG010"
    (tmp_path / "plans").mkdir()
    assert Session.at(str(tmp_path)).workspace() == tmp_path
