"""Downloads are told by their content; a zip is judged by its table alone and never unpacked."""

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from university.engines.catalog.folder import Unreadable
from university.engines.catalog.media import form_of, read_media
from university.engines.catalog.media.downloads import check_download

TYPES = "[Content_Types].xml"
PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
OPEN = {"odt": "text", "ods": "spreadsheet"}
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def packed(*names, first=None, body=b"<x/>", method=zipfile.ZIP_DEFLATED):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        if first:
            archive.writestr(zipfile.ZipInfo("mimetype"), first)
        for name in names:
            archive.writestr(name, body)
    return made.getvalue()


def office(ending, *more):
    return packed(TYPES, PARTS[ending], *more)


def open_document(ending, *more):
    return packed("content.xml", *more, first=f"application/vnd.oasis.opendocument.{OPEN[ending]}")


GOOD = {
    "pdf": PDF,
    "txt": "Grüße\n".encode(),
    "csv": "\ufeffname,when\nAoife,16:40\n".encode(),
    **{ending: office(ending) for ending in PARTS},
    **{ending: open_document(ending) for ending in OPEN},
}


def code_of(body, ending):
    with pytest.raises(Unreadable) as refused:
        check_download(body, form_of(f"a.{ending}"))
    return refused.value.code


@pytest.mark.parametrize("ending", GOOD)
def test_each_form_is_told_by_its_content(tmp_path, ending):
    (tmp_path / f"a.{ending}").write_bytes(GOOD[ending])

    media = read_media(tmp_path, f"a.{ending}", form_of(f"a.{ending}"))

    assert (media.media_type, media.body) == (form_of(f"a.{ending}").media_type, GOOD[ending])


@pytest.mark.parametrize(
    ("ending", "other"),
    [(ending, other) for ending in GOOD for other in GOOD if ending != other and other not in {"txt", "csv"}],
)
def test_a_file_under_the_wrong_ending_is_refused(ending, other):
    assert code_of(GOOD[ending], other) == "media-mismatch"


HOSTILE = {
    "nothing": (b"", "docx"),
    "nothing as PDF": (b"", "pdf"),
    "a page as PDF": (b"<html><script>alert(1)</script>%PDF-1.7 %%EOF", "pdf"),
    "a PDF cut short": (PDF[:12], "pdf"),
    "a page as a document": (b"<html></html>", "docx"),
    "a program before a zip": (b"MZ" + bytes(100) + office("docx"), "docx"),
    "a picture before a zip": (b"GIF89a" + office("docx"), "docx"),
    "a PDF before a zip": (PDF + office("docx"), "docx"),
    "a zip cut short": (office("docx")[:-30], "docx"),
    "a zip without its table": (office("docx")[:60], "docx"),
    "a zip of anything": (packed("a.exe"), "docx"),
    "a document without its types": (packed(PARTS["docx"]), "docx"),
    "a Java program": (packed("META-INF/MANIFEST.MF", "a.class"), "docx"),
    "an open document that says it late": (packed("mimetype", "content.xml"), "odt"),
    "an open document of another kind": (open_document("ods"), "odt"),
    "an open document that says more": (
        packed(first="application/vnd.oasis.opendocument.text-master"),
        "odt",
    ),
    "a text in another encoding": ("Grüße".encode("latin-1"), "txt"),
    "a text in 16 bits": ("Hello".encode("utf-16"), "csv"),
    "bytes as text": (b"\0\1\2", "txt"),
    "a table that lies about its place": (office("docx")[:-6] + struct.pack("<IH", 5, 0), "docx"),
}


@pytest.mark.parametrize(("body", "ending"), HOSTILE.values(), ids=list(HOSTILE))
def test_what_is_something_else_or_damaged_is_refused(body, ending):
    assert code_of(body, ending) == "media-mismatch"


@pytest.mark.parametrize(
    ("body", "ending"),
    [
        (office("docx", "word/vbaProject.bin"), "docx"),
        (office("xlsx", "xl/VBAPROJECT.BIN"), "xlsx"),
        (open_document("odt", "Basic/Standard/Module1.xml"), "odt"),
        (open_document("ods", "Scripts/python/a.py"), "ods"),
    ],
)
def test_a_file_with_macros_is_refused(body, ending):
    assert code_of(body, ending) == "file-with-macros"


def test_a_zip_bomb_is_refused_and_not_unpacked(monkeypatch):
    bomb = packed(TYPES, PARTS["docx"], *(f"word/{n}.xml" for n in range(30)), body=bytes(8_000_000))
    monkeypatch.setattr(zipfile.ZipFile, "open", None)

    assert len(bomb) < 400_000
    assert code_of(bomb, "docx") == "media-too-large"


def test_a_zip_of_very_many_parts_is_refused():
    many = packed(TYPES, PARTS["docx"], *(f"word/{n}" for n in range(5_001)), method=zipfile.ZIP_STORED)

    assert code_of(many, "docx") == "media-too-large"


def test_a_zip_whose_table_is_huge_is_refused_before_the_table_is_read(monkeypatch):
    body = bytearray(office("docx"))
    end = body.rfind(b"PK\x05\x06")
    struct.pack_into("<I", body, end + 12, 0xFFFF_FFFF)
    monkeypatch.setattr(zipfile, "ZipFile", None)

    assert code_of(bytes(body), "docx") == "media-too-large"


def test_names_inside_a_zip_that_climb_out_do_no_harm_since_nothing_is_unpacked():
    check_download(office("docx", "../../evil.sh"), form_of("a.docx"))


@pytest.mark.parametrize("ending", PARTS)
@given(noise=st.binary(max_size=40), at=st.integers(0, 400))
def test_any_damage_is_refused_or_harmless(ending, noise, at):
    body = office(ending)

    try:
        check_download(body[:at] + noise + body[at + len(noise) :], form_of(f"a.{ending}"))
        outcome = "harmless"
    except Unreadable as error:
        outcome = error.code

    assert outcome in {"harmless", "media-mismatch", "media-too-large", "file-with-macros"}
