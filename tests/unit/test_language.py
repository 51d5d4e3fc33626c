"""Which language the tool speaks."""

from __future__ import annotations

import click
import pytest

from generator.cli import language


@pytest.mark.parametrize(
    ("environ", "chosen"),
    [
        ({}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_CN.GBK"}, "zh_CN"),
        ({"LANG": "zh_TW.UTF-8"}, "zh_CN"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_MESSAGES": "zh_CN", "LANG": "C"}, "zh_CN"),
        ({"LANGUAGE": "zh_CN:en", "LANG": "en_US.UTF-8"}, "zh_CN"),
        ({"PLANGEN_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"PLANGEN_LANG": "zh", "LC_ALL": "C"}, "zh_CN"),
        ({"PLANGEN_LANG": " ", "LANG": "zh_CN.UTF-8"}, "zh_CN"),
    ],
)
def test_the_users_word_counts_first_and_then_the_locale(environ: dict[str, str], chosen: str) -> None:
    assert language.choose(environ) == chosen


def test_our_texts_and_clicks_change_together() -> None:
    missing = click.MissingParameter(param_type="argument")
    language.use("zh_CN")
    assert language._("error") == "错误"
    assert missing.format_message().startswith("缺少参数")
    language.use("en")
    assert language._("error") == "error"
    assert missing.format_message().startswith("Missing argument")


def test_counts_agree_with_their_number() -> None:
    language.use("en")
    assert language.counted("{count} error", "{count} errors", 1) == "1 error"
    assert language.counted("{count} error", "{count} errors", 2) == "2 errors"


def test_an_empty_text_stays_empty() -> None:
    # gettext answers the empty text with the head of the catalogue.
    language.use("zh_CN")
    assert language._("") == ""
