"""The paper says what was printed, to people and machines, and fetches nothing from anywhere."""

import base64
import io
import re
import socket
import subprocess
import sys
import time

import pikepdf
import pytest
import segno
from PIL import Image
from pypdf import PdfReader

from tests.factories.certification import printed_facts
from university.base.child import Child, ChildTimedOut
from university.base.errors import Unavailable
from university.certification import documents
from university.certification.documents import press

HOSTILE = [
    pytest.param(
        '<img src="http://127.0.0.1:1/x.png"><link rel="attachment" href="file:///etc/passwd">', id="markup"
    ),
    pytest.param(
        '"><style>@import "http://127.0.0.1:1/x.css";*{background:url(file:///etc/passwd)}', id="style"
    ),
    pytest.param("</title><script>alert(1)</script>{{ 7 * 7 }}{% raw %}", id="template"),
    pytest.param("W" * 200, id="200 wide letters"),
    pytest.param("Wolfeschlegelsteinhausen " * 8, id="200 letters in words"),
    pytest.param("A\N{NO-BREAK SPACE}B" * 60, id="no-break spaces"),
    pytest.param("יעל כהן محمد \N{RIGHT-TO-LEFT OVERRIDE}gpj.exe", id="right to left"),
    pytest.param("王小明" * 40, id="Chinese"),
    pytest.param("😀👩‍👩‍👧‍👦🏳️‍🌈" * 10, id="emoji"),
    pytest.param("\N{COMBINING ACUTE ACCENT}" * 150, id="accents alone"),
]


@pytest.fixture(scope="module")
def body() -> bytes:
    return documents.certificate_pdf(printed_facts())


def test_the_paper_is_one_page_of_a4_across(body):
    (page,) = PdfReader(io.BytesIO(body)).pages

    assert (round(page.mediabox.width), round(page.mediabox.height)) == (842, 595)


def test_the_paper_says_all_printed_facts(body):
    facts = printed_facts()

    text = " ".join(PdfReader(io.BytesIO(body)).pages[0].extract_text().split())

    for words in (
        facts.holder_name,
        facts.title,
        facts.permission_words,
        facts.university_name,
        facts.company_name,
        "22 November 2026",
        "22 November 2027, end of day (Berlin)",
        facts.code,
        facts.address,
    ):
        assert words in text


def test_every_font_is_embedded_and_cut_to_what_is_used(body):
    with pikepdf.open(io.BytesIO(body)) as pdf:
        fonts = list(pdf.pages[0].Resources.Font.values())
        names = [str(font.BaseFont) for font in fonts]
        descriptors = [set(font.DescendantFonts[0].FontDescriptor.keys()) for font in fonts]

    assert len(fonts) >= 4
    assert all(keys & {"/FontFile2", "/FontFile3"} for keys in descriptors)
    assert all(re.match(r"/[A-Z]{6}\+", name) for name in names), "a subset has a tag of six letters"


def test_the_paper_is_made_for_everybody(body):
    with pikepdf.open(io.BytesIO(body)) as pdf, pdf.open_metadata() as metadata:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en"
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Certificate: SMaC Enthusiast, Amara Okafor"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        tags = set(structure(pdf.Root.StructTreeRoot))

    assert {"/H1", "/P", "/Figure", "/Link"} <= tags


def structure(element):
    """The tags of a tree of structure elements."""
    if isinstance(element, pikepdf.Dictionary):
        if "/S" in element:
            yield str(element.S)
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            yield from structure(kid)


def test_the_square_code_holds_the_verify_address_a_pixel_a_module():
    facts = printed_facts()

    url = documents.qr_data_url(facts.address)

    picture = Image.open(io.BytesIO(base64.b64decode(url.removeprefix(press.DATA)))).convert("1")
    drawn = segno.make_qr(facts.address, error="m", mask=3, boost_error=False)
    expected = [0 if module else 255 for row in drawn.matrix_iter(border=2) for module in row]
    assert list(picture.get_flattened_data()) == expected
    assert url in documents.certificate_html(facts)


def test_the_same_facts_give_the_same_bytes(body):
    assert documents.certificate_pdf(printed_facts()) == body


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_text_on_one_page_and_fetch_nothing(name, monkeypatch):
    fetched = []
    fetch = press.BundledFiles.fetch
    monkeypatch.setattr(
        press.BundledFiles, "fetch", lambda self, url, headers=None: fetched.append(url) or fetch(self, url)
    )
    monkeypatch.setattr(socket, "socket", refuse)
    started = time.monotonic()

    reader = PdfReader(io.BytesIO(documents.certificate_pdf(printed_facts(holder_name=name, title=name))))

    assert len(reader.pages) == 1
    assert not reader.attachments
    assert all(url in press.BUNDLED or url.startswith(press.DATA) for url in fetched)
    assert time.monotonic() - started < documents.LONGEST_SECONDS


def refuse(*_args, **_options):
    raise AssertionError("a paper opened a socket")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/x",
        "https://example.com/x.png",
        "ftp://example.com/x",
        "file:///etc/passwd",
        press.BASE + "css/print/../../../config.py",
        press.BASE + "img/mark.svg?x",
        press.BASE + "img/seal.svg#x",
        "data:text/html,<p>",
        "data:image/svg+xml,<svg/>",
        "",
    ],
)
def test_the_fetcher_refuses_all_but_its_own_files(url):
    with pytest.raises(press.NotBundled):
        press.FETCHER.fetch(url)


def test_names_are_written_as_text():
    html = documents.certificate_html(printed_facts(holder_name="<b>Ada</b> & {{ 7 * 7 }}"))

    assert "&lt;b&gt;Ada&lt;/b&gt; &amp; {{ 7 * 7 }}" in html
    assert "<b>" not in html


def test_greek_cyrillic_and_latin_of_all_lands_have_their_signs():
    name = "Ελένη Ковальчук Nguyễn Łódź Þór Ğüneş"

    text = PdfReader(io.BytesIO(documents.certificate_pdf(printed_facts(holder_name=name)))).pages[0]

    assert name in " ".join(text.extract_text().split())
    fonts = {str(font["/BaseFont"]).partition("+")[2] for font in resources(text)}
    assert not {font for font in fonts if not font.startswith(("Atkinson", "Source-Serif", "Noto-Sans"))}


def resources(page):
    return [font.get_object() for font in page["/Resources"]["/Font"].values()]


@pytest.mark.parametrize("broken", ["weasyprint", "university.certification.documents.press"])
def test_missing_libraries_are_named_with_the_mend(broken, monkeypatch):
    monkeypatch.delattr(documents, "press")
    monkeypatch.delitem(sys.modules, "university.certification.documents.press")
    monkeypatch.setitem(sys.modules, broken, None)

    with pytest.raises(Unavailable, match="apt-get install libpango"):
        documents.certificate_pdf(printed_facts())


def test_the_doors_do_not_load_the_layout_engine():
    loaded = "import sys, university.certification.views; raise SystemExit('weasyprint' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", loaded], check=False).returncode == 0


def test_a_paper_is_made_in_a_process_of_its_own(monkeypatch, body):
    child = Child(memory_megabytes=documents.MEMORY_MEGABYTES)
    monkeypatch.setattr(documents, "PRINTER", child)

    made = documents.print_certificate(printed_facts())
    child.stop()

    assert made == body


def test_a_layout_without_end_is_stopped(monkeypatch):
    child = Child()
    monkeypatch.setattr(documents, "PRINTER", child)
    monkeypatch.setattr(documents, "certificate_pdf", time.sleep)

    with pytest.raises(ChildTimedOut):
        documents.print_certificate(30, seconds=0.2)
    child.stop()
