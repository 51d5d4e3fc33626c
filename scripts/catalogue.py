"""Keeps the Chinese catalogue of the tool's texts in step with its source.

Without arguments: collects the texts (ours, and those of click that a user can meet), brings plangen.po up to date
and compiles plangen.mo. With `--check`: changes nothing, says what is stale or untranslated, and exits 1 if anything.
"""

from __future__ import annotations

import datetime as dt
import io
import sys
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.messages.pofile import write_po

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "generator" / "locale" / "zh_CN" / "LC_MESSAGES" / "plangen.po"
KEYWORDS = {"_": None, "N_": None, "counted": (1, 2), "ngettext": (1, 2)}
# Only what a user of ours can meet: no prompts, no pagers, no progress bars.
CLICK_MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "types")
# The catalogue must not change with the day on which it is made.
EPOCH = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def extracted() -> Catalog:
    """All texts of the source that are shown to a user."""
    catalog = Catalog(locale="zh_CN", project="plangen", creation_date=EPOCH, revision_date=EPOCH, charset="utf-8")
    catalog.fuzzy = False
    for name, _line, message, comments, context in extract_from_dir(
        ROOT / "generator", method_map=[("**.py", "python")], keywords=KEYWORDS, comment_tags=()
    ):
        catalog.add(message, None, [(f"generator/{Path(name).as_posix()}", 1)], context=context, auto_comments=comments)
    for module in CLICK_MODULES:
        path = Path(click.__file__).with_name(f"{module}.py")
        for _line, message, comments, context in extract_from_file("python", path, keywords=KEYWORDS):
            catalog.add(message, None, [("click", 1)], context=context, auto_comments=comments)
    return catalog


def brought_up_to_date(po: bytes) -> Catalog:
    """The catalogue `po` with the texts of today's source, and no others."""
    catalog = read_po(io.BytesIO(po), locale="zh_CN") if po else extracted()
    said = {_joined(message.id): message.string for message in catalog if message.id}
    catalog.update(extracted(), no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    for message in catalog:
        if message.id:
            message.flags.discard("fuzzy")  # Babel's mark on plurals that are new; nothing is guessed here
            # A text whose lines were only broken otherwise keeps its Chinese.
            message.string = message.string or said.get(_joined(message.id), "")
    catalog.header_comment = "# The tool's texts in Chinese. After a change: make locale"
    catalog.creation_date = catalog.revision_date = EPOCH
    catalog.last_translator = "plangen"
    catalog.language_team = "zh_CN"
    return catalog


def _joined(ids: str | tuple[str, ...]) -> str:
    """The text of a message without regard to where its lines break."""
    return " ".join("\0".join([ids] if isinstance(ids, str) else ids).split())


def as_po(catalog: Catalog) -> bytes:
    """The text of a catalogue, in one order, without line numbers, which would change with every edit."""
    out = io.BytesIO()
    write_po(out, catalog, width=120, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    lines = out.getvalue().splitlines()
    # Babel signs with its version: a line that would change with every upgrade.
    return b"\n".join(line for line in lines if not line.startswith(b'"Generated-By:')) + b"\n"


def as_mo(catalog: Catalog) -> bytes:
    """The compiled catalogue."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def untranslated(catalog: Catalog) -> list[str]:
    """The texts that have no Chinese yet, or whose placeholders differ."""
    bad = []
    for message in catalog:
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if not all(strings):
            bad.append(f"untranslated: {ids[0][:90]}")
        elif any(_fields(ids[-1]) != _fields(string) for string in strings):
            bad.append(f"placeholders differ: {ids[0][:90]}")
    return bad


def _fields(text: str) -> set[str]:
    from string import Formatter  # noqa: PLC0415

    try:
        return {name for _before, name, _spec, _conversion in Formatter().parse(text) if name}
    except ValueError as error:
        return {str(error)}


def main() -> int:
    """Exit code 0 when the catalogue is (now) in step with the source."""
    mo = PO.with_suffix(".mo")
    old_po = PO.read_bytes().replace(b"\r\n", b"\n") if PO.exists() else b""
    catalog = brought_up_to_date(old_po)
    new_po = as_po(catalog)
    new_mo = as_mo(read_po(io.BytesIO(new_po), locale="zh_CN"))
    complaints = untranslated(catalog)
    if "--check" in sys.argv[1:]:
        if new_po != old_po:
            complaints.append("plangen.po is not in step with the source: make locale")
        if not mo.exists() or new_mo != mo.read_bytes():
            complaints.append("plangen.mo is not compiled from plangen.po: make locale")
    else:
        PO.parent.mkdir(parents=True, exist_ok=True)
        PO.write_bytes(new_po)
        mo.write_bytes(new_mo)
    for complaint in complaints:
        print(complaint)
    print(f"{len(list(catalog)) - 1} texts, {len(complaints)} complaints")
    return int(bool(complaints))


if __name__ == "__main__":
    sys.exit(main())
