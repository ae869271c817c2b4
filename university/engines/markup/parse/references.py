"""Links and images: each is resolved once; what may not stay keeps its words and loses its address."""

from html import escape
from typing import Final

from markdown_it.token import Token

from university.engines.markup.links import is_external, is_safe_href
from university.engines.markup.parse.document import Flaw, Reference, ReferenceKind, Target, attribute
from university.engines.markup.parse.headings import plain_text
from university.engines.markup.parse.sheet import Sheet, raw, row_of

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


def place(tokens: list[Token], sheet: Sheet) -> list[Token]:
    """Resolve all references; a picture that stands alone in its paragraph becomes a figure."""
    for token in tokens:
        if token.type == "inline" and token.children:
            token.children = _resolved(token.children, row_of(token), sheet)
    return _with_figures(tokens)


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
    return True


def check_fragments(tokens: list[Token], sheet: Sheet) -> None:
    """Find links to a place on this page that is not there."""
    for token in tokens:
        for child in token.children or ():
            reference = child.meta.get("fragment") if child.type == "link_open" else None
            if reference and reference.address[1:] not in sheet.anchors:
                message = f"No heading on this page has the anchor {reference.address!r}."
                mend = "Name a heading in lower case with hyphens, such as #the-rule-in-one-sentence."
                _note(sheet, reference, "link-dead", message, mend)


def _picture(image: Token, row: int, sheet: Sheet) -> Token:
    alt, address = plain_text(image), str(image.attrs.get("src", ""))
    reference = _reference(ReferenceKind.IMAGE, address, alt, row, sheet)
    if not alt:
        message = f"The picture {address[:80]!r} has no text for people who cannot see it."
        _note(
            sheet,
            reference,
            "image-without-alt",
            message,
            "Say its point in words: ![A post with the line marked](…).",
        )
    target = sheet.resolve(reference)
    if isinstance(target, Flaw):
        sheet.flaws.append(target)
        return raw(escape(alt))
    size = attribute("width", target.width) + attribute("height", target.height)
    source = attribute("src", target.address) + f' alt="{escape(alt)}"'
    drawn = raw(f'<img{source}{size} loading="lazy">')
    drawn.meta["caption"] = str(image.attrs.get("title", ""))
    return drawn


def _reference(kind: ReferenceKind, address: str, text: str, row: int, sheet: Sheet) -> Reference:
    found, column = sheet.find(address, row)
    return Reference(kind=kind, address=address, text=text, line=found + sheet.first_line, column=column)


def _note(sheet: Sheet, at: Reference, code: str, message: str, mend: str) -> None:
    sheet.note(at.line - sheet.first_line, at.column, code, message, mend)


def _with_figures(tokens: list[Token]) -> list[Token]:
    done: list[Token] = []
    for before, token, after in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False):
        picture = _lone_picture(token)
        if picture is None or before is None or before.type != "paragraph_open" or before.hidden:
            done.append(token)
            continue
        caption = picture.meta["caption"]
        below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
        before.tag = "figure"
        if after is not None:
            after.tag = "figure"
        done.append(raw(picture.content + below))
    return done


def _lone_picture(token: Token) -> Token | None:
    children = token.children or []
    is_alone = token.type == "inline" and len(children) == 1 and "caption" in children[0].meta
    return children[0] if is_alone else None
