"""The settings and the surroundings of a LibreOffice that nobody sees: no macros, no network, nobody's own settings."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from generator import files

TEMPORARY = "tmp"
MEMORY = {"GLIBC_TUNABLES": "glibc.malloc.tcache_count=4000"}
"""LibreOffice asks for and gives back small pieces by the thousand; kept at hand, a document takes some 5 % less time.
Only the C library of Linux reads it."""
_FONTS = Path(__file__).with_name("fonts.conf")
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
"""
# (path, name, value): what an office must not do, or need not.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Recovery/AutoSave", "Enabled", "false"),
    ("Office.Linguistic/SpellChecking", "IsSpellAuto", "false"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    # The language that a PDF says it is in is the office's own.
    ("Setup/L10N", "ooSetupSystemLocale", "zh-CN"),
    ("Office.Linguistic/General", "DefaultLocale_CJK", "zh-CN"),
)


def pipe_of(folder: Path) -> str:
    """The name of the pipe over which the office of this folder is spoken to."""
    return re.sub(r"[^A-Za-z0-9]", "", folder.name)


def sockets_of(folder: Path) -> list[Path]:
    """Where a running office of this folder has its sockets, on Linux and macOS; a killed one leaves them behind.

    Of the two, one is the pipe, the other tells a second LibreOffice that the profile is in use; its name is the
    digest of the profile's address, in hexadecimal without leading zeros.
    """
    if sys.platform == "win32":
        return []
    user = os.getuid()
    address = (folder / "profile").as_uri().encode("utf-16-le")
    digest = "".join(f"{byte:x}" for byte in hashlib.md5(address, usedforsecurity=False).digest())
    names = (pipe_of(folder), f"SingleOfficeIPC_{digest}")
    return [Path(place, f"OSL_PIPE_{user}_{name}") for place in ("/tmp", "/var/tmp") for name in names]  # noqa: S108


def write(folder: Path) -> None:
    """Nothing; `folder` holds a profile for a new office, and room for its temporary files.

    Raises: OSError if it cannot be written.
    """
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>'
        "</item>\n"
        for path, name, value in _SETTINGS
    )
    files.create_text(folder / "profile" / "user" / "registrymodifications.xcu", f"{_HEAD}{items}</oor:items>\n")
    files.create_text(folder / TEMPORARY / "here", "")


def environment(folder: Path, given: Mapping[str, str]) -> dict[str, str]:
    """The variables for an office: the same whatever the language and the home of whoever calls."""
    kept = MEMORY | {
        name: value
        for name, value in given.items()
        if not name.startswith(("LC_", "PYTHON")) and name not in {"LANG", "LANGUAGE", "TMPDIR"}
    }
    return kept | {
        # Fonts lie below the home; where HOME is not set, the system knows whose home it is.
        "HOME": given.get("HOME") or os.path.expanduser("~"),  # noqa: PTH111
        "LC_ALL": "C.UTF-8",
        "TMPDIR": str(folder / TEMPORARY),
        "SAL_USE_VCLPLUGIN": "svp",
        "FONTCONFIG_FILE": str(_FONTS),
    }
