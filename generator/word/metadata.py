"""Pictures without what cameras and editors write into them: place, owner, serial numbers, thumbnails, comments."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_JPEG = b"\xff\xd8"
_PNG = b"\x89PNG\r\n\x1a\n"
_SCAN, _APP0, _APP1, _APP2, _APP14, _APP15, _COMMENT = 0xDA, 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE
# Segments and chunks that say how the picture looks, not where it was taken: JFIF, colour profile, Adobe's transform.
_KEPT_APPS = frozenset({_APP0, _APP2, _APP14})
_DROPPED_CHUNKS = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"})
_ORIENTATION = 0x0112
_UPRIGHT = 1


def without_metadata(data: bytes) -> bytes:
    """The picture with its looks alone; kinds of file other than JPEG and PNG, and broken ones, as they are.

    How a photo was held stays: without it a picture taken upright would be printed lying down.
    Source: JPEG ITU-T T.81 Annex B; Exif 2.3, 4.6; PNG (third edition), 11.
    """
    try:
        if data.startswith(_JPEG):
            return _JPEG + b"".join(_segments(data))
        if data.startswith(_PNG):
            return _PNG + b"".join(_chunks(data))
    except (struct.error, IndexError):
        pass  # whoever reads the picture reports that it is broken
    return data


def _segments(data: bytes) -> Iterator[bytes]:
    at = 2
    while True:
        marker, length = struct.unpack_from(">xBH", data, at)
        if data[at] != 0xFF:
            raise IndexError(at)
        segment = data[at : at + 2 + length]
        if marker == _SCAN:
            yield data[at:]
            return
        if marker == _APP1:
            turned = _orientation(segment)
            if turned != _UPRIGHT:
                yield _turn(turned)
        elif not (_APP0 <= marker <= _APP15 and marker not in _KEPT_APPS) and marker != _COMMENT:
            yield segment
        at += 2 + length


def _orientation(segment: bytes) -> int:
    """How the photo was held, 1 to 8, as an Exif segment says; 1 where it does not."""
    if not segment.startswith(b"Exif\0\0", 4):
        return _UPRIGHT
    tiff = segment[10:]
    order = ">" if tiff.startswith(b"MM") else "<"
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for entry in range(count):
            tag, _kind, _number, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * entry)
            if tag == _ORIENTATION:
                return int(value) if 1 <= value <= 8 else _UPRIGHT
    except struct.error:
        pass
    return _UPRIGHT


def _turn(orientation: int) -> bytes:
    """An Exif segment that says how the photo was held, and nothing else."""
    tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)
    body = b"Exif\0\0" + tiff
    return struct.pack(">BBH", 0xFF, _APP1, len(body) + 2) + body


def _chunks(data: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        chunk = data[at : at + 12 + length]
        if len(chunk) < 12 + length:
            raise IndexError(at)
        if kind not in _DROPPED_CHUNKS:
            yield chunk
        at += 12 + length
        if kind == b"IEND":
            return  # what a program hung on behind the end is nobody's picture
