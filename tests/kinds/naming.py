"""Cases of names in templates: `body` (paragraphs, or {style, text}), linted against a small schema of names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from wml import docx
from wml import p
from wml import styles

from generator.problems import Problem
from generator.word.lint import check_template
from generator.word.names import Kind
from generator.word.names import Name
from generator.word.scheme import CaptionRule
from generator.word.scheme import HeadingRule
from generator.word.scheme import NumberingScheme
from generator.word.scheme import StepRule

_POINT = {
    "名称": Name("名称", Kind.TEXT),
    "监测员": Name("监测员", Kind.TEXT),
    "监测员电话": Name("监测员电话", Kind.TEXT),
    "有路标": Name("有路标", Kind.FLAG),
    "有路标文字": Name("有路标文字", Kind.TEXT),
}
NAMES = {
    "社区": Name("社区", Kind.GROUP, members={"名称": Name("名称", Kind.TEXT), "户数": Name("户数", Kind.NUMBER)}),
    "风险点": Name("风险点", Kind.LIST, members=_POINT),
    "任务列表": Name("任务列表", Kind.LIST),
    "断联": Name("断联", Kind.FLAG),
}
SCHEME = NumberingScheme(
    headings=(HeadingRule("heading 1", 1, "{zh}、"),),
    captions=(CaptionRule("表题", "表{n}", function="表"),),
    steps=(StepRule("步骤"),),
)


def problems(case: dict[str, Any], _folder: Path) -> list[Problem]:
    """What linting the case's template finds."""
    paragraphs = [p(one) if isinstance(one, str) else p(one["text"], style=one["style"]) for one in case["body"]]
    data = docx(*paragraphs, styles=styles("heading 1", "表题", "步骤"))
    return check_template(data, "piece.docx", NAMES, SCHEME)
