"""Zip packages, written deterministically and fast.

Static members are deflated once, when a template is compiled, and copied ever after; fresh ones are deflated with
ISA-L at level 1 where its wheel exists, else with the standard zlib at level 1. Date, order, flags, version and
attributes are fixed, so the same parts give the same bytes wherever the same deflate library runs.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

_deflate: Callable[[bytes], bytes]
_crc32: Callable[[bytes], int]

try:
    from isal import isal_zlib
    from zlib_ng import zlib_ng
except ImportError:  # no wheel for this platform

    def _deflate(data: bytes) -> bytes:
        return zlib.compress(data, 1, -15)

    _crc32 = zlib.crc32
    ENGINE = f"zlib {zlib.ZLIB_RUNTIME_VERSION} level 1"
else:

    def _deflate(data: bytes) -> bytes:
        return isal_zlib.compress(data, 1, -15)

    # ISA-L leaves the processor in a state that slows the standard zlib; zlib-ng's crc32, taken right after it,
    # clears that (docs/performance.md).
    _crc32 = zlib_ng.crc32
    ENGINE = f"isal {isal_zlib.ISAL_VERSION if hasattr(isal_zlib, 'ISAL_VERSION') else ''} level 1".replace("  ", " ")

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_OFFSET_AT = 42  # of the local header's offset inside a central record

_VERSION = 20  # 2.0: deflate
_UTF8 = 0x800
_DATE = 0x21  # 1980-01-01, the first day that a zip can tell
_STORED = 0
_DEFLATED = 8
# Pictures and nested packages do not shrink; deflating them costs more than all the rest.
_PACKED_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".docx", ".xlsx", ".pptx", ".mp4", ".wdp")


@dataclass(frozen=True, slots=True)
class Member:
    """One member, ready to be copied: its local record and its central record with offset 0."""

    name: str
    local: bytes
    central: bytes


@dataclass(frozen=True, slots=True)
class Blob:
    """Ready members joined: written as one piece at the beginning of a package."""

    local: bytes = b""
    central: bytes = b""
    count: int = 0


def static_member(name: str, data: bytes) -> Member:
    """A member that is written many times: deflated well, or stored if that does not help."""
    if name.lower().endswith(_PACKED_ENDINGS):
        return _member(name, data, data, _STORED)
    packed = zlib.compress(data, 6, -15)
    return _member(name, data, packed, _DEFLATED) if len(packed) < len(data) else _member(name, data, data, _STORED)


def fresh_member(name: str, data: bytes) -> Member:
    """A member that is written once: deflated fast."""
    return _member(name, data, _deflate(data), _DEFLATED)


def content(member: Member) -> bytes:
    """What a member holds, unpacked."""
    fields = _LOCAL.unpack_from(member.local)
    packed = member.local[_LOCAL.size + fields[9] :]
    return zlib.decompress(packed, -15) if fields[3] == _DEFLATED else packed


def members_of(package: bytes) -> list[Member]:
    """The members of a package that `write_zip` has written, in their order, as they are."""
    _, _, _, count, _, _, start, _ = _END.unpack_from(package, len(package) - _END.size)
    found: list[Member] = []
    for _number in range(count):
        fields = _CENTRAL.unpack_from(package, start)
        packed, named, offset = fields[8], fields[10], fields[16]
        end = start + _CENTRAL.size + named
        central = b"".join((package[start : start + _OFFSET_AT], bytes(4), package[start + _CENTRAL.size : end]))
        local = package[offset : offset + _LOCAL.size + named + packed]
        found.append(Member(central[_CENTRAL.size :].decode(), local, central))
        start = end
    return found


def _member(name: str, data: bytes, packed: bytes, method: int) -> Member:
    encoded = name.encode()
    flags = 0 if encoded.isascii() else _UTF8
    crc = _crc32(data)
    sizes = (crc, len(packed), len(data))
    local = _LOCAL.pack(b"PK\3\4", _VERSION, flags, method, 0, _DATE, *sizes, len(encoded), 0)
    central = _CENTRAL.pack(
        b"PK\1\2", _VERSION, _VERSION, flags, method, 0, _DATE, *sizes, len(encoded), 0, 0, 0, 0, 0, 0
    )
    return Member(name, b"".join((local, encoded, packed)), central + encoded)


def blob(members: Iterable[Member]) -> Blob:
    """The members as one piece, in their order."""
    local: list[bytes] = []
    central: list[bytes] = []
    offset = 0
    for member in members:
        central.append(_at(member.central, offset))
        local.append(member.local)
        offset += len(member.local)
    return Blob(b"".join(local), b"".join(central), len(local))


def write_zip(static: Blob, members: Iterable[Member]) -> bytes:
    """The package: the blob, then the members in their order, then the directory."""
    pieces = [static.local]
    central = [static.central]
    offset = len(static.local)
    count = static.count
    for member in members:
        pieces.append(member.local)
        central.append(_at(member.central, offset))
        offset += len(member.local)
        count += 1
    size = sum(map(len, central))
    pieces += central
    pieces.append(_END.pack(b"PK\5\6", 0, 0, count, count, size, offset, 0))
    return b"".join(pieces)


def _at(central: bytes, offset: int) -> bytes:
    """The central record with the offset of its local record filled in."""
    if not offset:
        return central
    return b"".join((central[:_OFFSET_AT], offset.to_bytes(4, "little"), central[_OFFSET_AT + 4 :]))
