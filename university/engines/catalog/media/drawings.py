"""SVG drawings: read by a parser that follows nothing, and refused if a browser could be made to run it."""

import re
from typing import Final
from xml.parsers import expat

from university.engines.catalog.folder import Unreadable
from university.engines.catalog.media.drawing_words import (
    ANIMATIONS,
    ELEMENTS,
    FOREIGN,
    SVG,
    XLINK,
    XML,
)
from university.engines.catalog.media.pictures import SIDE_LIMIT

ELEMENT_LIMIT: Final = 20_000
COPY_LIMIT: Final = 20_000
DEPTH_LIMIT: Final = 200
NUMBER: Final = r"\+?(\d{1,6}(?:\.\d{0,9})?|\.\d{1,9})"
LENGTH: Final = re.compile(rf"{NUMBER}(?:px)?")
VIEW_BOX: Final = re.compile(rf"-?{NUMBER}[\s,]+-?{NUMBER}[\s,]+{NUMBER}[\s,]+{NUMBER}")
PICTURE_DATA: Final = r"data:image/(?:png|jpeg|webp);base64,[A-Za-z0-9+/=\s]*"
REFERENCE: Final = re.compile(rf"#\S+|{PICTURE_DATA}")
URL: Final = re.compile(r"url\(", re.IGNORECASE)
SAFE_URL: Final = re.compile(rf"url\(\s*([\"']?)(?:#[^\s\"'()]+|{PICTURE_DATA})\1\s*\)", re.IGNORECASE)
OUTWARD: Final = re.compile(
    r"\\|@import|(?<![\w-])(?:-webkit-|-moz-)?(?:image-set|image|cross-fade|src|expression)\(|-moz-binding|behavior:",
    re.IGNORECASE,
)
PROGRAM: Final = re.compile(r"(?:java|vb|live)script:", re.IGNORECASE)
BLANKS: Final = re.compile(r"[\x00-\x20]+")


def measure_drawing(body: bytes) -> tuple[int, int]:
    """Give the size of a drawing that is safe to show; raises ``Unreadable`` with what must be mended."""
    reader = _Reader()
    try:
        body.decode("utf-8")
        reader.parser.Parse(body, True)
    except UnicodeDecodeError as error:
        message = "The drawing is not saved as UTF-8."
        raise Unreadable("svg-unreadable", message, "Export it again as plain SVG.") from error
    except expat.ExpatError as error:
        message = f"Line {error.lineno} of the drawing is not XML: {expat.ErrorString(error.code)}."
        raise Unreadable("svg-unreadable", message, "Export it again as plain SVG.") from error
    reader.check_copies()
    return _size(reader.root)


class _Reader:
    """Walks through a drawing once and stops at the first thing that a drawing does not need."""

    def __init__(self) -> None:
        self.root: dict[str, str] = {}
        self.count = 0
        self.open: list[tuple[str, str]] = []  # local name and id of each element around
        self.style: list[str] = []
        self.copies: dict[str, list[str]] = {}
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.buffer_text = True
        self.parser.XmlDeclHandler = self._on_declaration
        self.parser.StartDoctypeDeclHandler = self._on_doctype
        self.parser.EntityDeclHandler = self._on_doctype
        self.parser.ProcessingInstructionHandler = self._on_instruction
        self.parser.StartElementHandler = self._on_start
        self.parser.EndElementHandler = self._on_end
        self.parser.CharacterDataHandler = self._on_text

    def refuse(self, what: str, mend: str = "Take it out, or export the drawing as PNG.") -> Unreadable:
        message = f"Line {self.parser.CurrentLineNumber} of the drawing holds {what}."
        return Unreadable("svg-unsafe", message, mend)

    def check_copies(self) -> None:
        """Refuse parts that copy each other until nobody can draw them; raises ``Unreadable``."""
        known: dict[str, int] = {}
        if self._copies_of("", known, ()) > COPY_LIMIT:
            raise self.refuse("more copies of its parts than a browser can draw")

    def _copies_of(self, owner: str, known: dict[str, int], around: tuple[str, ...]) -> int:
        if owner in around or len(around) > DEPTH_LIMIT:
            raise self.refuse("a part that is a copy of itself")
        if owner not in known:
            copied = self.copies.get(owner, ())
            known[owner] = sum(1 + self._copies_of(part, known, (*around, owner)) for part in copied)
        return known[owner]

    def _on_declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in {"utf-8", "us-ascii"}:
            raise self.refuse(f"the encoding {encoding[:20]!r}", "Save it as UTF-8.")

    def _on_doctype(self, *_: object) -> None:
        raise self.refuse("a DOCTYPE", "Delete everything from <!DOCTYPE to its >.")

    def _on_instruction(self, target: str, _: str) -> None:
        raise self.refuse(f"the instruction <?{target[:20]}", "Delete it up to its ?>.")

    def _on_start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > ELEMENT_LIMIT or len(self.open) > DEPTH_LIMIT:
            raise self.refuse(f"more than {ELEMENT_LIMIT:,} parts, or parts nested too deep")
        space, _, local = name.rpartition(" ")
        self._check_element(space, local)
        for attribute, value in attributes.items():
            self._check_attribute(attribute, value)
        if local in ANIMATIONS:
            self._check_animation(attributes)
        if local == "use":
            self._note_copy(attributes)
        self.root = self.root or {**attributes, "": "root"}
        self.open.append((local, attributes.get("id", "")))

    def _check_element(self, space: str, local: str) -> None:
        if not self.open and (space, local) != (SVG, "svg"):
            message = "This is not an SVG drawing: its first element is another."
            raise Unreadable("svg-unreadable", message, "Export it again as plain SVG.")
        is_known = local in ELEMENTS if space == SVG else space in FOREIGN
        if not is_known:
            raise self.refuse(f"<{local[:40]}>, which a drawing does not need")

    def _check_attribute(self, attribute: str, value: str) -> None:
        space, _, local = attribute.rpartition(" ")
        bare = local.lower()
        if bare.startswith("on"):
            raise self.refuse(f"the program {local[:40]!r}")
        if bare in {"href", "src"} and (space not in {"", XLINK} or not REFERENCE.fullmatch(value.strip())):
            raise self.refuse(f"a reference to {value[:40]!r}, which lies outside it")
        if space == XML and bare == "base":
            raise self.refuse("xml:base")
        if PROGRAM.search(BLANKS.sub("", value)):
            raise self.refuse(f"a program in {local[:40]!r}")
        if not space:
            self._check_style(value)

    def _check_animation(self, attributes: dict[str, str]) -> None:
        changed = attributes.get("attributeName", "").strip().lower().rpartition(":")[2]
        if changed in {"href", "src", "style", "class"} or changed.startswith("on"):
            raise self.refuse(f"an animation of {changed!r}")

    def _note_copy(self, attributes: dict[str, str]) -> None:
        part = (attributes.get("href") or attributes.get(f"{XLINK} href", "")).strip().removeprefix("#")
        owners = {"", *(id_ for _, id_ in self.open), attributes.get("id", "")}
        for owner in owners:
            self.copies.setdefault(owner, []).append(part)

    def _check_style(self, text: str) -> None:
        if found := OUTWARD.search(text):
            raise self.refuse(f"{found[0]!r} in its style")
        if len(URL.findall(text)) != len(SAFE_URL.findall(text)):
            raise self.refuse("a style that fetches something from outside")

    def _on_end(self, _: str) -> None:
        local, _id = self.open.pop()
        if local == "style":
            self._check_style("".join(self.style))
            self.style.clear()

    def _on_text(self, text: str) -> None:
        if any(local == "style" for local, _ in self.open):
            self.style.append(text)


def _size(root: dict[str, str]) -> tuple[int, int]:
    """Take the size from `width` and `height` in points, else from the `viewBox`."""
    given = [LENGTH.fullmatch(root.get(side, "").strip()) for side in ("width", "height")]
    box = VIEW_BOX.fullmatch(root.get("viewBox", "").strip())
    if given[0] and given[1]:
        width, height = float(given[0][1]), float(given[1][1])
    elif box:
        width, height = float(box[3]), float(box[4])
    else:
        message = "The drawing does not say how large it is."
        raise Unreadable(
            "svg-unreadable", message, 'Give its <svg> a viewBox, such as viewBox="0 0 640 360".'
        )
    if not (0 < width <= SIDE_LIMIT and 0 < height <= SIDE_LIMIT):
        message = f"The drawing says it is {width:g} by {height:g} points."
        raise Unreadable("svg-unreadable", message, f"Make each side 1 to {SIDE_LIMIT:,} points.")
    return max(1, round(width)), max(1, round(height))
