"""The typefaces of official documents, the fonts that may print them, and which of those this machine has."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from pathlib import Path

from generator.problems import Place
from generator.problems import Problem
from generator.problems import Term
from generator.problems import pg7_office as codes
from generator.problems.words import N_

FONTS_CONF = Path(__file__).with_name("fonts.conf")
"""Tells fontconfig, and so LibreOffice on Linux, which fonts stand in for which; the same list as `TYPEFACES`."""

_PATIENCE_S = 60


@dataclass(frozen=True, slots=True)
class Font:
    """A font that stands in, and the Debian package that brings it."""

    family: str
    package: str


@dataclass(frozen=True, slots=True)
class Typeface:
    """A typeface of official documents: the names of the proper fonts, the one that Windows has, and what stands in."""

    role: str
    proper: tuple[str, ...]
    windows: str
    instead: tuple[Font, ...]


# Fandol is taken out of a TeX package by `make setup`; its families have all of GB 2312 but no rare characters.
_FANDOL = "texlive-lang-chinese"
_SERIF = Font("Noto Serif CJK SC", "fonts-noto-cjk")
_SANS = Font("Noto Sans CJK SC", "fonts-noto-cjk")
_WENKAI = Font("LXGW WenKai", "fonts-lxgw-wenkai")
TYPEFACES = (
    Typeface("小标宋", ("方正小标宋简体", "FZXiaoBiaoSong-B05S"), "SimSun", (_SERIF,)),
    Typeface("宋体", ("SimSun", "宋体"), "SimSun", (Font("FandolSong", _FANDOL), _SERIF)),
    Typeface(
        "仿宋",
        ("仿宋_GB2312", "FangSong_GB2312", "FangSong", "仿宋"),
        "FangSong",
        (Font("FandolFang", _FANDOL), _WENKAI),
    ),
    Typeface("黑体", ("SimHei", "黑体"), "SimHei", (Font("FandolHei", _FANDOL), _SANS)),
    Typeface("楷体", ("楷体_GB2312", "KaiTi_GB2312", "KaiTi", "楷体"), "KaiTi", (Font("FandolKai", _FANDOL), _WENKAI)),
    # Rare characters of names (㙟, 𠮷) and signs (㎡ ☎) that the faces above lack.
    Typeface(N_("rare characters"), ("SimSun-ExtB",), "SimSun-ExtB", (_WENKAI,)),
)
# Latin faces, and what has the same widths.
_LATIN = {"Times New Roman": ("Liberation Serif",), "Arial": ("Liberation Sans",)}

_ASKED = re.compile(rb"<w:rFonts\b([^>]*)>")
_FAMILY = re.compile(rb"w:(?:ascii|hAnsi|eastAsia|cs)=[\"']([^\"']+)[\"']")
_NAMING_PARTS = re.compile(r"word/(?:document|styles|numbering|header\w*|footer\w*|footnotes|endnotes)\.xml")


def installed() -> frozenset[str] | None:
    """The names of all font families that fontconfig knows, or `None` where there is no fontconfig."""
    program = shutil.which("fc-list")
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603  (found in the PATH, arguments of our own)
            [program, "--format", "%{family}\n"],
            env=os.environ | {"FONTCONFIG_FILE": str(FONTS_CONF)},
            capture_output=True,
            timeout=_PATIENCE_S,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    if done.returncode != 0:
        return None
    said = done.stdout.decode("utf-8", "replace")
    return frozenset(name.strip() for line in said.splitlines() for name in line.split(","))


def check_typefaces(known: frozenset[str]) -> list[Problem]:
    """The typefaces for which a machine with these families has neither a proper font nor one in its place. PG710."""
    return [
        codes.NO_TYPEFACE.at(Place(), role=Term(face.role), package=_packages(face), windows=face.windows)
        for face in TYPEFACES
        if not _is_served(face, known)
    ]


def check_asked(data: bytes, known: frozenset[str], place: Place) -> list[Problem]:
    """The fonts that a document names, and that a machine with these families would replace by just any. PG713."""
    served = {name for face in TYPEFACES if _is_served(face, known) for name in face.proper}
    served |= {name for name, instead in _LATIN.items() if known.intersection(instead)}
    by_name = {name: face for face in TYPEFACES for name in face.proper}
    problems = []
    for name in sorted(fonts_asked(data) - known - served):
        face = by_name.get(name)
        if face is not None:
            package, windows = _packages(face), face.windows
            problems.append(codes.FONT_INSTEAD.at(place, asked=name, package=package, windows=windows))
        else:
            problems.append(codes.FONT_UNKNOWN.at(place, asked=name))
    return problems


def fonts_asked(data: bytes) -> frozenset[str]:
    """The font families that a Word document names, in its styles and its text; used or not."""
    found: set[str] = set()
    with zipfile.ZipFile(BytesIO(data)) as package:
        for part in package.namelist():
            if _NAMING_PARTS.fullmatch(part):
                for asked in set(_ASKED.findall(package.read(part))):
                    found |= {unescape(name.decode()) for name in _FAMILY.findall(asked)}
    return frozenset(found)


def _is_served(face: Typeface, known: frozenset[str]) -> bool:
    return any(name in known for name in face.proper) or any(font.family in known for font in face.instead)


def _packages(face: Typeface) -> str:
    return " ".join(dict.fromkeys(font.package for font in face.instead))
