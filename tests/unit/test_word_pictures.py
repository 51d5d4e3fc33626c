"""Pictures that are there to their end, and of a size that can be opened."""

from __future__ import annotations

import contextlib
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wml import PNG

from generator.word.pictures import check_whole
from generator.word.refusal import ImageError

FRAME = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, 30, 40, 1) + bytes(3)
THUMBNAIL = b"\xff\xe1" + struct.pack(">H", 10) + b"\xff\xd8\xff\xda\xff\xd9\0\0"  # a small picture, with its own end
SCAN = b"\xff\xda" + struct.pack(">H", 8) + bytes(6) + b"\x01\xff\x00\x02"
JPEG = b"\xff\xd8" + THUMBNAIL + FRAME + b"\xff" + SCAN + b"\xff\xd9"


def png(width: int, height: int) -> bytes:
    """A PNG that says it is that large."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))

    header = struct.pack(">LLBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")


@pytest.mark.parametrize("picture", [PNG, JPEG], ids=["png", "jpeg"])
def test_a_picture_is_taken_whole_and_with_what_programs_hang_on_behind_it(picture: bytes) -> None:
    check_whole(picture)
    check_whole(picture + b"\xff\xdamore")


@pytest.mark.parametrize("picture", [PNG, JPEG], ids=["png", "jpeg"])
def test_a_picture_that_is_cut_off_anywhere_is_refused(picture: bytes) -> None:
    for length in range(len(picture) - 1):
        with pytest.raises(ImageError):
            check_whole(picture[:length])


def test_a_picture_that_no_office_computer_could_open_is_refused() -> None:
    check_whole(png(9900, 9900))
    with pytest.raises(ImageError, match="too large"):
        check_whole(png(30_000, 30_000))


@given(st.sampled_from([PNG[:8], b"\xff\xd8", b"GIF89a", b"BM", b"II*\0"]), st.binary(max_size=80))
def test_bytes_are_a_picture_or_refused(start: bytes, rest: bytes) -> None:
    with contextlib.suppress(ImageError):
        check_whole(start + rest)
