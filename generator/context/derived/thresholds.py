"""Thresholds in words."""

from __future__ import annotations

from collections.abc import Iterable

from generator.context.prepared import day_text
from generator.context.prepared import number
from generator.facts.model.hazards import Threshold


def threshold_text(threshold: Threshold) -> str:
    """The value in words: 1小时雨量40毫米; 云溪站水位3.2米."""
    parts = []
    if threshold.rain_mm is not None:
        hours = "" if threshold.hours is None else f"{number(threshold.hours)}小时"
        parts.append(f"{hours}雨量{number(threshold.rain_mm)}毫米")
    if threshold.level_m is not None:
        parts.append(f"{threshold.gauge or ''}水位{number(threshold.level_m)}米")
    if threshold.wind_force is not None:
        parts.append(f"风力{threshold.wind_force}级")
    return "，".join(parts)


def any_of(thresholds: Iterable[Threshold]) -> str:
    """The values in words; the first one that is reached counts: 1小时雨量40毫米或24小时雨量120毫米."""
    return "或".join(dict.fromkeys(filter(None, map(threshold_text, thresholds))))


def source_text(threshold: Threshold) -> str:
    """Who set the value, and when."""
    day = day_text(threshold.on) if threshold.on else ""
    return "，".join(filter(None, (threshold.source, day)))
