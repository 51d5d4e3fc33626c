"""The last look at a finished public edition: known masked names and numbers that still stand in it."""

from __future__ import annotations

from collections.abc import Mapping

from generator.mask.edition import Edition
from generator.mask.people import masked_name
from generator.mask.people import masked_phone
from generator.mask.redact import pattern
from generator.mask.secrets import Secrets
from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg5_editions as codes

_AROUND = 12


def scan(texts: Mapping[str, str], secrets: Secrets, edition: Edition, file: str = "") -> list[Problem]:
    """A problem for each masked value in each part of a finished text; none for the internal edition.

    `texts`: the text of each part (body, headers, properties, descriptions of pictures, names of files).
    A problem quotes the text around with the value masked, for a problem is printed, too.
    """
    found = pattern(secrets) if edition is Edition.PUBLIC else None
    if found is None:
        return []
    problems: list[Problem] = []
    for part, text in texts.items():
        seen: set[str] = set()
        for match in found.finditer(text):
            if match[0] in seen:
                continue
            seen.add(match[0])
            is_number = match[0][0].isdigit()
            masked = masked_phone(match[0]) if is_number else masked_name(match[0])
            start, end = match.span()
            around = found.sub("*", text[max(0, start - _AROUND) : start]) + masked
            around += found.sub("*", text[end : end + _AROUND])
            place = Place(file=file, part=part, text=around)
            problems.append(codes.MASKED_VALUE.at(place, found=masked))
    return problems
