"""Pictures: their kind and natural size, read from their own bytes."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from generator.problems.words import N_
from generator.word.refusal import ImageError

EMU_PER_INCH = 914_400
EMU_PER_MM = 36_000
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_JPEG_END = b"\xff\xd9"  # cannot stand within the packed pixels
_FILLING, _START_OF_SCAN = 0xFF, 0xDA
_DEFAULT_DPI = 72
_BELIEVABLE_DPI = range(1, 20_001)
_MOST_PIXELS = 65_535  # along a side: what a JPEG can have; what says more is broken, or there to break its reader
_MOST_AREA = 100_000_000  # in all: opened, it takes an office's computer 400 MB
_METRE = 0.0254  # inches in a thousandth; of a metre's pixels, an inch's
_TIFF_SIZE = (256, 257)
_TIFF_RESOLUTION = (282, 283)
_TIFF_UNIT = 296
_START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture is: its file ending, content type, and natural size in English Metric Units."""

    extension: str
    content_type: str
    width_emu: int
    height_emu: int


def read_picture(data: bytes) -> Picture:
    """The kind and size of a picture.

    Raises: ImageError for what is none, or is cut off.
    """
    try:
        if data.startswith(_PNG):
            return _png(data)
        if data.startswith(_JPEG):
            return _jpeg(data)
        if data[:6] in {b"GIF87a", b"GIF89a"}:
            width, height = struct.unpack_from("<HH", data, 6)
            return _picture("gif", "image/gif", (width, height), (_DEFAULT_DPI, _DEFAULT_DPI))
        if data.startswith(b"BM"):
            return _bmp(data)
        if data[:4] in {b"II*\0", b"MM\0*"}:
            return _tiff(data)
    except struct.error as error:
        raise ImageError(N_("the file is cut off")) from error
    raise ImageError(N_("no PNG, JPEG, GIF, BMP or TIFF"))


def check_whole(data: bytes) -> None:
    """Nothing, for a picture that can be used and, if it is a PNG or JPEG, is there to its end.

    Raises: ImageError else.
    """
    read_picture(data)
    if data.startswith(_PNG):
        position = len(_PNG)
        kind = b""
        while kind != b"IEND" and position + 12 <= len(data):
            length, kind = struct.unpack_from(">L4s", data, position)
            position += length + 12
        if kind != b"IEND" or position > len(data):
            raise ImageError(N_("the file is cut off"))
    elif data.startswith(_JPEG) and data.find(_JPEG_END, _scan(data)) < 0:
        raise ImageError(N_("the file is cut off"))


def _scan(data: bytes) -> int:
    """Where a JPEG's pixels begin: what stands before may hold a small picture of its own, with an end."""
    position = 2
    try:
        while data[position + 1] != _START_OF_SCAN:
            (length,) = struct.unpack_from(">H", data, position + 2)
            position += 1 if data[position + 1] == _FILLING else length + 2
    except (struct.error, IndexError) as error:
        raise ImageError(N_("the file is cut off")) from error
    return position


def _picture(extension: str, content_type: str, pixels: tuple[int, int], dpi: tuple[int, int]) -> Picture:
    """The picture, measured; a resolution that no scanner or screen has was not meant."""
    if min(pixels) <= 0:
        raise ImageError(N_("the picture has no size"))
    if max(pixels) > _MOST_PIXELS or pixels[0] * pixels[1] > _MOST_AREA:
        raise ImageError(N_("the picture is too large"))
    per_inch = (d if d in _BELIEVABLE_DPI else _DEFAULT_DPI for d in dpi)
    width, height = (int(p / d * EMU_PER_INCH) for p, d in zip(pixels, per_inch, strict=True))
    return Picture(extension, content_type, width, height)


def _png(data: bytes) -> Picture:
    """A PNG: size from IHDR, resolution from pHYs."""
    pixels: tuple[int, int] | None = None
    dpi = (_DEFAULT_DPI, _DEFAULT_DPI)
    position = 8
    while position < len(data):
        length, kind = struct.unpack_from(">L4s", data, position)
        if kind == b"IHDR":
            pixels = struct.unpack_from(">LL", data, position + 8)
        elif kind == b"pHYs":
            across, down, unit = struct.unpack_from(">LLB", data, position + 8)
            if unit == 1 and across and down:
                dpi = (round(across * _METRE) or _DEFAULT_DPI, round(down * _METRE) or _DEFAULT_DPI)
        elif kind == b"IDAT":
            break
        position += length + 12
    if pixels is None:
        raise ImageError(N_("the PNG has no header"))
    return _picture("png", "image/png", pixels, dpi)


def _jpeg(data: bytes) -> Picture:
    """A JPEG: size from the start of its frame, resolution from JFIF."""
    dpi = (_DEFAULT_DPI, _DEFAULT_DPI)
    position = 2
    while True:
        mark, kind = struct.unpack_from(">BB", data, position)
        if mark != 0xFF:
            raise ImageError(N_("the JPEG is broken"))
        if kind == _FILLING:
            position += 1
            continue
        (length,) = struct.unpack_from(">H", data, position + 2)
        if kind == 0xE0 and data[position + 4 : position + 9] == b"JFIF\0":
            unit, across, down = struct.unpack_from(">BHH", data, position + 11)
            factor = {1: 1.0, 2: 2.54}.get(unit, 0)
            if factor and across and down:
                dpi = (round(across * factor), round(down * factor))
        elif kind in _START_OF_FRAME:
            height, width = struct.unpack_from(">HH", data, position + 5)
            return _picture("jpg", "image/jpeg", (width, height), dpi)
        position += length + 2


def _bmp(data: bytes) -> Picture:
    """A BMP: size and resolution from its header."""
    width, height = struct.unpack_from("<ll", data, 18)
    across, down = struct.unpack_from("<ll", data, 38)
    dpi = (round(across * _METRE) or 96, round(down * _METRE) or 96)
    return _picture("bmp", "image/bmp", (width, abs(height)), dpi)


def _tiff(data: bytes) -> Picture:
    """A TIFF: size and resolution from its first directory."""
    order = "<" if data.startswith(b"II") else ">"
    (start,) = struct.unpack_from(f"{order}L", data, 4)
    (count,) = struct.unpack_from(f"{order}H", data, start)
    fields: dict[int, float] = {}
    for index in range(count):
        at = start + 2 + 12 * index
        tag, kind = struct.unpack_from(f"{order}HH", data, at)
        if kind == 3:
            (fields[tag],) = struct.unpack_from(f"{order}H", data, at + 8)
        elif kind == 4:
            (fields[tag],) = struct.unpack_from(f"{order}L", data, at + 8)
        elif kind == 5:
            (place,) = struct.unpack_from(f"{order}L", data, at + 8)
            above, below = struct.unpack_from(f"{order}LL", data, place)
            fields[tag] = above / below if below else 0
    per_inch = 2.54 if fields.get(_TIFF_UNIT) == 3 else 1.0
    dpi = tuple(round(fields.get(tag, 0) * per_inch) or _DEFAULT_DPI for tag in _TIFF_RESOLUTION)
    width, height = (int(fields.get(tag, 0)) for tag in _TIFF_SIZE)
    return _picture("tiff", "image/tiff", (width, height), (dpi[0], dpi[1]))
