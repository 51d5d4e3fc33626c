"""The last look at a finished public edition: known masked names and numbers that still stand in it."""

from __future__ import annotations

from collections.abc import Mapping

from generator.facts.facts import Facts
from generator.mask.edition import Edition
from generator.mask.redact import finder
from generator.mask.redact import masked_value
from generator.mask.secrets import Secrets
from generator.mask.secrets import known_secrets
from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg5_editions as codes

_AROUND = 20


def scan(texts: Mapping[str, str], facts: Facts, edition: Edition, file: str = "") -> list[Problem]:
    """A problem for each masked value in each part of a finished text; none for the internal edition.

    `texts`: the text of each part (body, headers, properties, descriptions of pictures, names of files).
    A problem quotes the text around with the value masked, for a problem is printed, too.
    """
    return search(texts, known_secrets(facts), file) if edition is Edition.PUBLIC else []


def search(texts: Mapping[str, str], secrets: Secrets, file: str = "") -> list[Problem]:
    """What `scan` finds, the secrets being known already."""
    found = finder(secrets)
    if found is None:
        return []
    problems: list[Problem] = []
    for part, text in texts.items():
        seen: set[str] = set()
        for start, end in found.spans(text, whole=False):
            value = text[start:end]
            if value in seen:
                continue
            seen.add(value)
            masked = masked_value(value)
            # Cut after masking: half a number would not be known as one.
            before, behind = (found.without(side, whole=False) for side in (text[:start], text[end:]))
            around = before[-_AROUND:] + masked + behind[:_AROUND]
            place = Place(file=file, part=part, text=around)
            problems.append(codes.MASKED_VALUE.at(place, found=masked))
    return problems
