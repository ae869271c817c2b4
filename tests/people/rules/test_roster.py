"""The employee file is read however a spreadsheet wrote it, or said to be unreadable in plain words."""

import pytest

from university.base.errors import Invalid
from university.people.rules import COLUMNS, read_roster

HEADER = ",".join(COLUMNS)
ANA = "E1,Ana Ruiz,ana@example.com,Home,Support,Advisor,ES,Europe/Madrid,,no,2024-01-08,"
FILE = f"{HEADER}\n{ANA}\n"


def names(content: str | bytes) -> list[tuple[int, str]]:
    return [(row.line, row.cells["name"]) for row in read_roster(content)]


@pytest.mark.parametrize(
    "content",
    [
        FILE,
        FILE.encode(),
        b"\xef\xbb\xbf" + FILE.encode(),
        FILE.replace("\n", "\r\n").encode(),
        FILE.replace("\n", "\r"),
        FILE.replace(",", ";"),
        FILE.replace(",", "\t"),
        FILE.replace("name", " Name ", 1),
        FILE.rstrip("\n"),
    ],
    ids=[
        "text",
        "bytes",
        "byte order mark",
        "CRLF",
        "CR",
        "semicolons",
        "tabs",
        "sloppy header",
        "no last line end",
    ],
)
def test_a_file_is_read_however_it_was_saved(content):
    assert names(content) == [(2, "Ana Ruiz")]


def test_columns_may_stand_in_any_order_and_others_are_left_alone():
    header, cells = ["shoe_size", *reversed(COLUMNS)], ["39", *reversed(ANA.split(","))]

    (row,) = read_roster(f"{','.join(header)}\n{','.join(cells)}\n")

    assert (row.cells["name"], row.cells["employee_number"], row.is_misshapen) == ("Ana Ruiz", "E1", False)


def test_lines_are_counted_as_an_editor_shows_them():
    over_two_lines = ANA.replace("Home", '"Home\nand Bank"')

    found = names(f"\n{HEADER}\n{over_two_lines}\n\n,,,\n{ANA}\n")

    assert found == [(3, "Ana Ruiz"), (7, "Ana Ruiz")]


def test_one_name_has_one_spelling():
    content = FILE.replace("Ana Ruiz", "  Rene\u0301e \u00a0")

    assert names(content) == [(2, "Ren\u00e9e")]


def test_a_name_is_not_parted_at_a_rare_separator():
    assert names(FILE.replace("Ana Ruiz", "Ana\u2028Ruiz\x0c!")) == [(2, "Ana\u2028Ruiz\x0c!")]


def test_a_row_with_a_cell_too_many_is_marked():
    (row,) = read_roster(FILE.replace("Ana Ruiz", "Ruiz, Ana"))

    assert row.is_misshapen


OPEN_QUOTE = (
    "Line 2 cannot be read as CSV (unexpected end of data). Look for a quotation mark without its twin."
)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty. Save the list as CSV and send that."),
        (b"\xef\xbb\xbf \n", "The file is empty. Save the list as CSV and send that."),
        (FILE.encode("utf-16"), "The file is in UTF-16. Save it as “CSV UTF-8” and send it again."),
        (FILE.encode("utf-16-le"), "The file is in UTF-16. Save it as “CSV UTF-8” and send it again."),
        (
            FILE.replace("Ana", "Añá").encode("latin-1"),
            "Line 2 is not in UTF-8. Save the file as “CSV UTF-8” and send it again.",
        ),
        (
            FILE.replace("zone,", "").replace("email", "mail"),
            "The file has no column email, zone. Add it to the first line and every row.",
        ),
        (
            FILE.replace("country", "name"),
            "The file has no column country. Add it to the first line and every row.",
        ),
        (
            FILE.replace("left_on", "left_on,name"),
            "The file has the column name twice. Keep one of them.",
        ),
        (
            FILE.replace("Ana", '"Ana'),
            OPEN_QUOTE,
        ),
    ],
    ids=[
        "empty",
        "blank",
        "UTF-16",
        "UTF-16 unmarked",
        "Latin-1",
        "absent",
        "renamed",
        "doubled",
        "open quote",
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(content, words):
    with pytest.raises(Invalid) as caught:
        read_roster(content)

    assert str(caught.value) == words
