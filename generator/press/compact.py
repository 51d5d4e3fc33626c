"""A PDF with the same pages in fewer bytes, and without the minute in which it was made.

LibreOffice writes each of the thousands of objects that tell readers aloud what is a heading, a row, a cell as plain
text. In object streams (PDF 1.5) they take a tenth; nothing is left out, only how it is stored changes.
"""

from __future__ import annotations

import io

import pikepdf

_CLOCK = ("/CreationDate", "/ModDate")


def compact(pdf: bytes) -> bytes:
    """The same PDF, smaller, equal for equal pages; as it is where it cannot be read."""
    written = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            for name in _CLOCK:
                if name in document.docinfo:
                    del document.docinfo[name]
            document.save(
                written,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                compress_streams=True,
                deterministic_id=True,
            )
    except (pikepdf.PdfError, ValueError):
        return pdf
    return written.getvalue()
