"""The language that the tool speaks: chosen from the environment, through the standard library's gettext.

click looks its own texts up in gettext's current domain; they stand in the same catalogue as ours.
"""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Mapping

DOMAIN = "plangen"
# Every command pays for what is imported here: no pathlib.
LOCALES = os.path.join(os.path.dirname(__file__), os.pardir, "locale")  # noqa: PTH118, PTH120
ENGLISH = "en"
CHINESE = "zh_CN"


def choose(environ: Mapping[str, str]) -> str:
    """The language for this user: `PLANGEN_LANG`, else what the locale says; English where that says nothing.

    Every Chinese locale gets the one Chinese catalogue: nearer to its reader than English.
    """
    for name in ("PLANGEN_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        said = environ.get(name, "").split(":")[0].strip()
        if said:
            return CHINESE if said.lower().startswith("zh") else ENGLISH
    return _windows_language()


def use(language: str) -> None:
    """Nothing; from now on this process speaks `language`, click's messages included."""
    # gettext asks the environment at every look-up, and this variable first.
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, LOCALES)
    gettext.textdomain(DOMAIN)


def N_(text: str) -> str:  # noqa: N802  (gettext's own name)
    """`text` itself, marked for extraction; as in `problems.words`, without the imports of that package."""
    return text


def _(text: str) -> str:
    """`text` in the language in use."""
    return gettext.dgettext(DOMAIN, text) if text else ""


def in_language(language: str, text: str) -> str:
    """`text` in `language`, whatever is in use."""
    return gettext.translation(DOMAIN, LOCALES, languages=[language], fallback=True).gettext(text)


def counted(one: str, many: str, count: int, **values: str) -> str:
    """`one` or `many`, by `count`, in the language in use, with `count` and the other values in it."""
    return gettext.dngettext(DOMAIN, one, many, count).format(count=count, **values)


def _windows_language() -> str:
    """The language of Windows' own menus, for there the environment says nothing."""
    if sys.platform == "win32":
        import ctypes

        chinese = 0x04
        if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == chinese:
            return CHINESE
    return ENGLISH
