"""Pictures, films and sounds: what stands alone in its paragraph becomes a figure."""

from html import escape
from typing import Final

from markdown_it.token import Token

from university.engines.markup.parse.document import Target, TargetKind, attribute
from university.engines.markup.parse.headings import plain_text
from university.engines.markup.parse.sheet import Sheet, raw, row_of
from university.engines.markup.vocabulary import SIZES

#: Made for a phone: as wide as a column of text, its letters would be as large as a title.
SMALL: Final = 480
PLAYERS: Final = {TargetKind.FILM: "video", TargetKind.SOUND: "audio"}


def place(tokens: list[Token], sheet: Sheet) -> list[Token]:
    """Turn a picture, or a link to a film or sound, that stands alone in its paragraph into a figure."""
    done: list[Token] = []
    for before, token, after in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False):
        if token.type != "inline":
            done.append(token)
            continue
        figure = _figure(token) if _is_paragraph(before) else None
        if figure is None or before is None or after is None:
            _find_hidden_player(token, sheet)
            done.append(token)
            continue
        kind, inside = figure
        before.tag = after.tag = "figure"
        before.attrs = {"class": kind} if kind else {}
        done.append(raw(inside))
    return done


def drawn_picture(target: Target, alt: str) -> str:
    """Draw a picture in the widths it is offered in."""
    sources = target.sources if len(target.sources) > 1 else ()
    offers = ", ".join(f"{address} {width}w" for address, width in sources)
    choice = attribute("srcset", offers) + attribute("sizes", SIZES if offers else "")
    size = attribute("width", target.width) + attribute("height", target.height)
    kind = attribute("class", _kind(target))
    return f'<img{attribute("src", target.address)} alt="{escape(alt)}"{kind}{choice}{size} loading="lazy">'


def _kind(target: Target) -> str:
    if target.kind is not TargetKind.DRAWING:
        return ""
    is_small = target.width is not None and target.width <= SMALL
    return f"drawing{' drawing--adapts' if target.adapts else ''}{' drawing--small' if is_small else ''}"


def _is_paragraph(opening: Token | None) -> bool:
    return opening is not None and opening.type == "paragraph_open" and not opening.hidden


def _figure(inline: Token) -> tuple[str, str] | None:
    """Give the class and the inside of the figure that a whole paragraph is."""
    children = inline.children or []
    if not children:
        return None
    if len(children) == 1 and "caption" in children[0].meta:
        caption = children[0].meta["caption"]
        return "", children[0].content + (f"<figcaption>{escape(caption)}</figcaption>" if caption else "")
    target = _playable(children[0])
    if target is None or children[-1].type != "link_close" or _links(inline) != 1:
        return None
    words = plain_text(inline)
    return (target.kind, _player(target, words)) if words else None


def _links(token: Token) -> int:
    return sum(child.type == "link_open" for child in token.children or ())


def _playable(child: Token) -> Target | None:
    target = child.meta.get("target") if child.type == "link_open" else None
    return target if isinstance(target, Target) and target.kind in PLAYERS else None


def _player(target: Target, caption: str) -> str:
    tag = PLAYERS[target.kind]
    size = attribute("width", target.width) + attribute("height", target.height)
    track = attribute("src", target.captions)
    captions = f'<track kind="captions"{track} srclang="en" label="Captions">' if track else ""
    player = f'<{tag} controls preload="metadata"{attribute("src", target.address)}{size}>{captions}</{tag}>'
    words = f'<details class="transcript">\n<summary>Transcript</summary>\n{target.transcript}</details>'
    return f"<figcaption>{escape(caption)}</figcaption>\n{player}\n{words if target.transcript else ''}\n"


def _find_hidden_player(token: Token, sheet: Sheet) -> None:
    """Find films inside sentences and lists, where no player with its captions can stand."""
    for child in token.children or ():
        if target := _playable(child):
            place, column = sheet.find(target.name, row_of(token))
            message = f"The link to the {target.kind} {target.name[:80]!r} does not stand alone."
            mend = "Give it words in a paragraph of its own, with empty lines around it, to show the player."
            sheet.note(place, column, "player-not-alone", message, mend)
