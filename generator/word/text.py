"""A template as plain text, tags and all: for people, and for `git diff`."""

from __future__ import annotations

from generator.problems import PlangenError
from generator.word.spoken import Paragraph
from generator.word.spoken import spoken


def template_text(data: bytes) -> str:
    """The text of a DOCX file, a line per paragraph, cells of a row joined by ` | `; styles that matter in front.

    Headers, footers and notes follow the body under a line of their own.
    Raises: PlangenError if the package cannot be read.
    """
    stories, problems = spoken(data)
    if not stories:
        raise PlangenError(*problems)
    lines: list[str] = []
    for story in stories:
        if story.label != "body":
            lines += ["", f"--- {story.label} ---"]
        lines += _lines(story.paragraphs)
    return "\n".join(lines).strip("\n")


def _lines(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    lines: list[str] = []
    row: int | None = None
    for paragraph in paragraphs:
        if paragraph.row is not None and paragraph.row == row:
            lines[-1] += f" | {paragraph.text}"
        elif paragraph.row is not None:
            lines.append(f"| {paragraph.text}")
        else:
            lines.append(_styled(paragraph))
        row = paragraph.row
    return lines


def _styled(paragraph: Paragraph) -> str:
    name = paragraph.style
    if name.casefold().startswith("heading") and name[-1:].isdigit():
        return f"{'#' * int(name[-1])} {paragraph.text}"
    return paragraph.text if name == "Normal" else f"[{name}] {paragraph.text}"
