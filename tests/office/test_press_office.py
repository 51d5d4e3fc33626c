"""One LibreOffice that stays: what it prints, what it refuses, and what happens when it dies."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler
from http.server import HTTPServer
from pathlib import Path
from typing import Any

import pytest
import sample
import wml
from printing import PAGE_BREAK
from printing import bookmark
from printing import kill
from printing import letter
from printing import page_of
from printing import processes_of
from pypdf import PdfReader

from generator.press import glyphs
from generator.press import surroundings
from generator.press.office import DocumentRefusedError
from generator.press.office import Office
from generator.press.office import OfficeDeadError
from generator.press.office import OfficeHungError
from generator.press.office import Printed
from generator.press.office import deadline_for
from generator.problems import Place
from generator.word.contents import entries
from generator.word.package import read_package

ROOT = Path(__file__).resolve().parents[2]
NAME = "石桥头社区"


@pytest.fixture(scope="module")
def manual(office: Office) -> Printed:
    return office.print_docx(sample.sample(NAME).data)


@pytest.fixture(scope="module")
def pages(manual: Printed) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(manual.pdf)).pages]


# -------------------------------------------------------------------------------------------------- what is printed


def test_contents_show_the_pages_on_which_the_headings_stand(manual: Printed, pages: list[str]) -> None:
    package, _problems = read_package(sample.sample(NAME).data)
    assert package is not None
    wanted = [manual.pages[bookmark] for bookmark, _line in entries(package)]
    assert len(wanted) > 50
    assert [number for text in pages for number in re.findall(r"\.{6,}\s*(\S+)", text)] == wanted


def test_every_bookmark_has_its_printed_page_and_its_sheet(manual: Printed, pages: list[str]) -> None:
    assert manual.count == len(pages)
    assert manual.pages.keys() == manual.sheets.keys()
    assert len(manual.pages) > 80
    for name, number in manual.pages.items():
        assert f"—{number}—" in re.sub(r"\s", "", pages[manual.sheets[name] - 1]), name


def test_the_pdf_tells_readers_and_machines_what_it_is(manual: Printed) -> None:
    reader = PdfReader(io.BytesIO(manual.pdf))
    root: dict[str, Any] = dict(reader.root_object)
    assert reader.metadata is not None
    assert NAME in str(reader.metadata.title)
    assert NAME in str(reader.metadata.author)
    assert root["/Lang"] == "zh-CN"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/AcroForm" not in root
    assert "/JavaScript" not in str(root.get("/Names", ""))


def test_entries_of_contents_lead_to_their_pages(manual: Printed) -> None:
    reader = PdfReader(io.BytesIO(manual.pdf))
    links = [note.get_object() for page in reader.pages for note in page.get("/Annots", ())]
    assert len([link for link in links if link["/Subtype"] == "/Link" and "/Dest" in link]) > 50


def test_all_fonts_are_in_the_pdf_and_no_box_stands_for_a_character(manual: Printed) -> None:
    assert glyphs.check_pdf(manual.pdf, Place()) == []


def test_numbers_are_those_that_the_pages_bear(office: Office) -> None:
    """Cover without a number, roman pages, then from 1 again; a bookmark that nothing refers to; one in a table."""
    footer = wml.part("w:ftr", wml.p('<w:fldSimple w:instr=" PAGE "><w:r><w:t>x</w:t></w:r></w:fldSimple>'))
    foot = '<w:footerReference w:type="default" r:id="rId_footer1.xml"/>'
    roman = '<w:pgNumType w:fmt="lowerRoman" w:start="1"/>'
    data = wml.docx(
        wml.p("见", page_of("_Ref2", "99"), "；", page_of("点1")),
        wml.section_break(),
        bookmark("_Ref1", 1, "前言"),
        PAGE_BREAK,
        bookmark("_Ref2", 2, "说明"),
        wml.section_break(foot, roman),
        bookmark("点1", 3, "一"),
        PAGE_BREAK,
        wml.table((bookmark("in.a-table", 4, "二"), "三")),
        section=wml.sect(foot, '<w:pgNumType w:fmt="decimal" w:start="1"/>'),
        parts={"footer1.xml": footer},
    )
    printed = office.print_docx(data)
    assert printed.pages == {"_Ref1": "i", "_Ref2": "ii", "点1": "1", "in.a-table": "2"}
    # The back of the cover is a page, so that page i, and then page 1, lies on the right.
    assert printed.sheets == {"_Ref1": 3, "_Ref2": 4, "点1": 5, "in.a-table": 6}
    assert printed.count == 6
    first = PdfReader(io.BytesIO(printed.pdf)).pages[0].extract_text()
    assert re.sub(r"\s", "", first) == "见ii；1"


def test_a_document_that_is_all_one_table_tells_its_pages_too(office: Office) -> None:
    roman = wml.sect('<w:pgNumType w:fmt="upperRoman" w:start="4"/>')
    data = wml.docx(
        wml.table(("见", wml.p(page_of("a"))), (bookmark("a", 1, "一"), bookmark("b", 2, "二"))), section=roman
    )
    printed = office.print_docx(data)
    assert printed.pages == {"a": "IV", "b": "IV"}
    assert printed.sheets == {"a": 1, "b": 1}


def test_the_office_stays_the_same_after_many_documents(office: Office) -> None:
    before = processes_of(office)
    assert [office.print_docx(letter(str(number))).count for number in range(3)] == [1, 1, 1]
    assert processes_of(office) == before
    assert office.version.split(".")[0].isdigit()


# ------------------------------------------------------------------------------------------------- what is refused


@pytest.mark.parametrize("data", [b"", b"nonsense", b"PK\3\4" + b"0" * 1000, letter()[:-40]])
def test_what_is_no_document_is_refused_and_the_office_goes_on(data: bytes, office: Office) -> None:
    with pytest.raises(DocumentRefusedError):
        office.print_docx(data)
    assert office.is_alive()


def test_a_reference_that_leads_nowhere_is_not_printed_as_an_error_text(office: Office) -> None:
    with pytest.raises(DocumentRefusedError, match="_Ref9"):
        office.print_docx(wml.docx(wml.p("见", page_of("_Ref9"))))


def test_nothing_is_fetched_and_no_other_file_is_read(office: Office, tmp_path: Path) -> None:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(wml.PNG)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815  (names of the protocol)

        def log_message(self, *_arguments: object) -> None:
            pass

    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", "utf-8")
    (tmp_path / "secret.png").write_bytes(wml.PNG)
    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        include = f' INCLUDETEXT "{secret.as_posix()}" '
        data = wml.docx(
            wml.p("图", wml.picture("rIdWeb").replace("r:embed", "r:link")),
            wml.p("图", wml.picture("rIdFile", 2).replace("r:embed", "r:link")),
            wml.p("文", f"<w:fldSimple w:instr='{include}'><w:r><w:t>old</w:t></w:r></w:fldSimple>"),
            links={
                "rIdWeb": ("image", f"{address}a.png"),
                "rIdFile": ("image", (tmp_path / "secret.png").as_uri()),
                "rIdTemplate": ("attachedTemplate", f"{address}a.dotx"),
            },
        )
        printed = office.print_docx(data)
        server.shutdown()
    assert asked == []
    page = PdfReader(io.BytesIO(printed.pdf)).pages[0]
    assert "SECRET" not in page.extract_text()
    assert list(page.images) == []


# --------------------------------------------------------------------------------------------------- what goes wrong


def leavings(office: Office) -> list[Path]:
    """What is left of an office in the folders for temporary files."""
    return [path for path in (office._folder, *surroundings.sockets_of(office._folder)) if path.exists()]


def test_a_killed_office_is_noticed_at_once_and_leaves_nothing() -> None:
    office = Office.open()
    kill(office)
    with pytest.raises(OfficeDeadError) as raised:
        office.print_docx(letter())
    assert raised.type is OfficeDeadError
    assert not office.is_alive()
    assert processes_of(office) == {}
    assert leavings(office) == []
    with pytest.raises(OfficeDeadError):
        office.print_docx(letter())
    assert leavings(office) == []


def test_the_next_office_sweeps_up_after_one_that_was_killed_with_all_who_watched_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left, young = tmp_path / "plangen-office-left", tmp_path / "plangen-office-young"
    for folder in (left, young):
        (folder / "profile").mkdir(parents=True)
        (folder / "alive").write_text(str(tmp_path / f"{folder.name}.socket"), "utf-8")
        (tmp_path / f"{folder.name}.socket").touch()
    with Office.open() as running:
        for folder in (left, running._folder):
            os.utime(folder, (0, 0))
        with Office.open():
            assert running.is_alive()
            assert running._folder.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plangen-office-young", "plangen-office-young.socket"]


def test_a_hung_office_is_ended_at_the_deadline() -> None:
    office = Office.open()
    kill(office, signal.SIGSTOP)
    with pytest.raises(OfficeHungError) as raised:
        office.print_docx(letter(), deadline_s=1)
    assert raised.value.args == (1,)
    assert processes_of(office) == {}
    assert leavings(office) == []


def test_an_office_whose_driver_was_killed_ends_too() -> None:
    office = Office.open()
    os.kill(office._process.pid, signal.SIGKILL)
    with pytest.raises(OfficeDeadError):
        office.print_docx(letter())
    assert processes_of(office) == {}
    assert leavings(office) == []


def test_a_closed_office_leaves_nothing() -> None:
    with Office.open() as office:
        assert len(leavings(office)) == 3
        folder = office._folder
        office.print_docx(letter())
        assert sorted(path.name for path in folder.iterdir()) == ["alive", "profile", "tmp"]
    assert processes_of(office) == {}
    assert leavings(office) == []


def test_larger_documents_get_more_time() -> None:
    assert deadline_for(b"no document") == pytest.approx(30, abs=0.1)
    assert 60 < deadline_for(sample.sample(NAME).data) < 180


SCRIPT = """
import sys
from pathlib import Path
from typing import Any
from generator.press.office import Office
with Office.open() as office:
    printed = office.print_docx(Path(sys.argv[1]).read_bytes())
Path(sys.argv[2]).write_bytes(printed.pdf)
print(printed.count)
"""


def test_it_prints_alike_from_strange_places(office: Office, tmp_path: Path) -> None:
    """Without HOME, with LANG=C, from a folder that cannot be written to, temporary files in 空 格."""
    data = wml.docx(wml.p("仿宋正文"), styles=wml.styles())
    strange = tmp_path / "空 格" / ("长" * 40)
    strange.mkdir(parents=True)
    (strange / "文.docx").write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(strange / "文.docx"), str(strange / "文.pdf")],
        cwd="/proc",
        env={"PATH": os.environ["PATH"], "LANG": "C", "TMPDIR": str(strange), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr, done.stdout) == (0, b"", b"1\n")
    assert sorted(path.name for path in strange.iterdir()) == ["文.docx", "文.pdf"]
    there, here = (strange / "文.pdf").read_bytes(), office.print_docx(data).pdf
    assert glyphs.fonts_of(there) == glyphs.fonts_of(here) >= {"FandolFang-Regular"}
    assert tempfile.gettempdir() not in there.decode("latin-1")
