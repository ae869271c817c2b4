"""Links and images: each is resolved once; what may not stay keeps its words and loses its address."""

from html import escape
from typing import Final
from urllib.parse import unquote

from markdown_it.token import Token

from university.engines.markup.links import is_external, is_safe_href
from university.engines.markup.parse.document import Flaw, Reference, ReferenceKind, Target
from university.engines.markup.parse.headings import plain_text
from university.engines.markup.parse.media import drawn_picture
from university.engines.markup.parse.sheet import Sheet, raw, row_of

DECORATIVE: Final = "decorative"  # the title of a picture that says nothing
UNSAFE: Final = (
    "unsafe-link",
    "Links may start with https:, http: or mailto:, or name a file beside this one, in visible characters.",
)


def leave_as_is(reference: Reference) -> Target | Flaw:
    """Resolve links for texts that stand alone: outside addresses stay, pictures have no folder."""
    if reference.kind is ReferenceKind.LINK:
        return Target(address=reference.address)
    return Flaw(
        line=reference.line,
        column=reference.column,
        code="image-not-here",
        message="This text cannot hold a picture.",
        mend="Say it in words, or put the picture into a lesson.",
    )


def place(tokens: list[Token], sheet: Sheet) -> None:
    """Resolve all references."""
    for token in tokens:
        if token.type == "inline" and token.children:
            token.children = _resolved(token.children, row_of(token), sheet)


def _resolved(children: list[Token], row: int, sheet: Sheet) -> list[Token]:
    done: list[Token] = []
    is_dropped = False
    for child in children:
        row += child.type in {"softbreak", "hardbreak"}
        if child.type == "link_open":
            is_dropped = not _place_link(child, row, sheet)
        is_link = child.type in {"link_open", "link_close"}
        if is_link and is_dropped:
            continue
        done.append(_picture(child, row, sheet) if child.type == "image" else child)
    return done


def _place_link(link: Token, row: int, sheet: Sheet) -> bool:
    address = str(link.attrs.get("href", ""))
    reference = _reference(ReferenceKind.LINK, address, "", row, sheet)
    if not is_safe_href(address):
        _note(
            sheet, reference, UNSAFE[0], f"The link to {address[:80]!r} is not one we can follow.", UNSAFE[1]
        )
        return False
    if is_external(address):
        link.attrs |= {"class": "address"} if link.info == "auto" else {}  # paper need not print it twice
        return True
    if address.startswith("#"):
        link.meta["fragment"] = reference
        link.attrs["href"] = f"#section-{address[1:]}"
        return True
    return _redirect(link, sheet.resolve(reference), sheet)


def _redirect(link: Token, target: Target | Flaw, sheet: Sheet) -> bool:
    if isinstance(target, Flaw):
        sheet.flaws.append(target)
        return False
    link.attrs["href"] = target.address
    link.meta["target"] = target
    return True


def check_fragments(tokens: list[Token], sheet: Sheet) -> None:
    """Find links to a place on this page that is not there."""
    for token in tokens:
        for child in token.children or ():
            reference = child.meta.get("fragment") if child.type == "link_open" else None
            if reference and unquote(reference.address[1:]) not in sheet.anchors:
                message = f"No heading on this page has the anchor {reference.address!r}."
                mend = "Name a heading in lower case with hyphens, such as #the-rule-in-one-sentence."
                _note(sheet, reference, "link-dead", message, mend)


def _picture(image: Token, row: int, sheet: Sheet) -> Token:
    alt, address = plain_text(image), str(image.attrs.get("src", ""))
    title = str(image.attrs.get("title", ""))
    is_decorative = not alt and title == DECORATIVE
    reference = _reference(ReferenceKind.IMAGE, address, alt, row, sheet)
    if not alt and not is_decorative:
        message = f"The picture {address[:80]!r} has no text for people who cannot see it."
        _note(
            sheet,
            reference,
            "image-without-alt",
            message,
            f'Say its point in words, ![A post with the line marked](…), or write ![](… "{DECORATIVE}").',
        )
    target = sheet.resolve(reference)
    if isinstance(target, Flaw):
        sheet.flaws.append(target)
        return raw(escape(alt))
    drawn = raw(drawn_picture(target, alt))
    drawn.meta["caption"] = "" if is_decorative else title
    return drawn


def _reference(kind: ReferenceKind, address: str, text: str, row: int, sheet: Sheet) -> Reference:
    found, column = sheet.find(address, row)
    return Reference(kind=kind, address=address, text=text, line=found + sheet.first_line, column=column)


def _note(sheet: Sheet, at: Reference, code: str, message: str, mend: str) -> None:
    sheet.note(at.line - sheet.first_line, at.column, code, message, mend)
