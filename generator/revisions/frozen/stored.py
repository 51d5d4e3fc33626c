"""What was frozen as it lies in the archive: one zip file that every system opens, of two files of plain JSON."""

from __future__ import annotations

import io
import zipfile
import zlib

from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg5_changes as codes
from generator.revisions.frozen.content import Frozen
from generator.revisions.frozen.content import facts_bytes
from generator.revisions.frozen.content import read_frozen
from generator.revisions.frozen.content import texts_bytes

FROZEN_FILE = "frozen.zip"
FACTS_FILE, TEXTS_FILE = "facts.json", "texts.json"
"""Within it; in archives of format 1 they lie in the folder of the revision themselves."""

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_BEST = 9


def frozen_file(frozen: Frozen) -> bytes:
    """What was frozen as the bytes of `frozen.zip`, without the time at which it was made."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as zipped:
        for name, data in ((FACTS_FILE, facts_bytes(frozen)), (TEXTS_FILE, texts_bytes(frozen))):
            member = zipfile.ZipInfo(name, _FIRST_DAY)
            member.create_system = 3  # as on Linux, wherever it is made
            member.external_attr = 0o644 << 16
            zipped.writestr(member, data, zipfile.ZIP_DEFLATED, _BEST)
    return written.getvalue()


def read_frozen_file(data: bytes, file: str) -> tuple[Frozen | None, list[Problem]]:
    """What `frozen_file` wrote, by whatever version. Codes: PG551 (no such content), PG552 (a newer format)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as zipped:
            facts, texts = zipped.read(FACTS_FILE), zipped.read(TEXTS_FILE)
    except (zipfile.BadZipFile, zlib.error, EOFError, LookupError, ValueError, RuntimeError) as error:
        why = f"{type(error).__name__}: {error}"
        return None, [codes.CONTENT_UNREADABLE.at(Place(file=file), why=why)]
    return read_frozen(facts, texts, file)
