"""Cases of wording: `body` paragraphs of a template, `constants` and `never` as the YAML files have them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from wml import docx
from wml import p

from generator.problems import Problem
from generator.wording.check import check_wording
from generator.wording.figures import Constant
from generator.wording.figures import Constants
from generator.wording.phrases import Phrase
from generator.wording.phrases import Wording


def problems(case: dict[str, Any], _folder: Path) -> list[Problem]:
    """What is wrong with the words of the case's template."""
    constants = Constants(constants=tuple(Constant(text=text) for text in case.get("constants", [])))
    wording = Wording(never=tuple(Phrase(**phrase) for phrase in case.get("never", [])))
    return check_wording(docx(*(p(text) for text in case["body"])), "piece.docx", constants, wording)
