"""What is noted when plangen itself fails: where, and nothing of anybody's data."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import files
from generator.cli import fault


def fail(error: Exception) -> None:
    raise error


def raised(message: str) -> BaseException:
    try:
        fail(ValueError(message))
    except ValueError as error:
        return error
    pytest.fail("nothing was raised")


@pytest.mark.parametrize(
    ("message", "noted"),
    [
        ("张示例 19900000041 not found", "□ # not found"),
        ("bad key '张示例'", "bad key '□'"),
        ("unsupported operand: 'int' and 'str'", "unsupported operand: 'int' and 'str'"),
        ("0577-0000 0001", "#"),
        ("cannot open /home/zhang/plans/x.yaml", "cannot open <path>"),
        ("cannot open C:\\Users\\zhang\\x.yaml", "cannot open <path>"),
        ("first\nsecond line with Zhang", "first"),
    ],
)
def test_an_exceptions_words_lose_what_may_be_data(message: str, noted: str) -> None:
    assert f"builtins.ValueError: {noted}\n" in fault.note(raised(message))


def test_a_note_names_places_in_the_program_and_no_folder_above() -> None:
    text = fault.note(raised("x"))
    assert "test_fault.py:" in text
    assert str(Path.home()) not in text
    assert str(Path(__file__).parent.parent.parent) not in text


def test_a_note_follows_the_chain_of_causes() -> None:
    inner = raised("inner")
    outer = KeyError("outer")
    outer.__cause__ = inner
    text = fault.note(outer)
    assert text.index("KeyError") < text.index("ValueError")


def test_the_screen_shows_both_languages_and_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    assert fault.answer(raised("x")) == 3
    said = capsys.readouterr().err
    assert "plangen itself failed (ValueError)" in said
    assert "程序自身出错" in said
    assert "Traceback" not in said


def test_the_same_fault_twice_is_one_note_and_old_notes_go() -> None:
    folder = files.cache_folder() / "faults"
    folder.mkdir(parents=True)
    for number in range(30):
        (folder / f"fault-{number}.log").touch()
    error = raised("x")
    fault.answer(error)
    fault.answer(error)
    assert len(list(folder.iterdir())) == 20


def test_a_cache_that_cannot_be_written_does_not_make_it_worse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("PLANGEN_CACHE", str(tmp_path / "file"))
    assert fault.answer(raised("x")) == 3
    assert "plangen itself failed" in capsys.readouterr().err
