"""What is said of a community without the names and numbers that nobody may publish, wherever a text let one in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.coverage.judge import OpenFinding
from generator.coverage.readiness import Result
from generator.mask import Secrets
from generator.mask import redacted


def discreet(
    secrets: Secrets, results: Sequence[Result], findings: Sequence[OpenFinding]
) -> tuple[tuple[Result, ...], tuple[OpenFinding, ...]]:
    """The answers and findings with known names and numbers masked in their texts."""
    said = [result.answer.said for result in results]
    what = [one.finding.what or "" for one in findings]
    masked = redacted({"said": said, "what": what}, secrets)
    if masked == {"said": said, "what": what}:
        return tuple(results), tuple(findings)
    return (
        tuple(
            replace(result, answer=result.answer._replace(said=text))
            for result, text in zip(results, _texts(masked["said"]), strict=True)
        ),
        tuple(
            one._replace(finding=replace(one.finding, what=text))
            for one, text in zip(findings, _texts(masked["what"]), strict=True)
        ),
    )


def _texts(value: object) -> list[str]:
    return [str(text) for text in value] if isinstance(value, list) else []
