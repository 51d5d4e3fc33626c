"""A template's own words against the list of constants and the list of phrases that are never printed."""

from __future__ import annotations

from generator.problems import Problem
from generator.problems import pg5_recipe as codes
from generator.word.spoken import spoken
from generator.wording.figures import Constants
from generator.wording.figures import uncovered
from generator.wording.phrases import Wording
from generator.wording.phrases import forbidden


def check_wording(data: bytes, file: str, constants: Constants, wording: Wording) -> list[Problem]:
    """Figures without a source (PG530) and forbidden phrases (PG531) in what the author of a template wrote."""
    known = [constant.text or "" for constant in constants.constants]
    stories, _ = spoken(data, file)  # what keeps a package from being read is reported by whoever compiles it
    problems: list[Problem] = []
    for story in stories:
        if story.label.startswith(("header", "footer")):
            continue  # a piece's own are not printed, and base's hold page numbers
        for paragraph in story.paragraphs:
            plain = paragraph.plain
            problems += [
                codes.FIGURE_WITHOUT_SOURCE.at(paragraph.place, found=figure, text=paragraph.place.text)
                for figure in uncovered(plain, known)
            ]
            problems += [
                codes.FORBIDDEN_WORDING.at(
                    paragraph.place, found=phrase.phrase, why=phrase.why or "", instead=phrase.instead or ""
                )
                for phrase in forbidden(plain, wording.never)
            ]
    return problems
