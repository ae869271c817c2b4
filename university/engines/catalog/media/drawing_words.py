"""The words of a drawing: the SVG elements that only draw, and the names that drawing programs add."""

from typing import Final

SVG: Final = "http://www.w3.org/2000/svg"
XLINK: Final = "http://www.w3.org/1999/xlink"
XML: Final = "http://www.w3.org/XML/1998/namespace"

FOREIGN: Final = frozenset(
    {
        "http://creativecommons.org/ns#",
        "http://purl.org/dc/elements/1.1/",
        "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
        "http://web.resource.org/cc/",
        "http://www.bohemiancoding.com/sketch/ns",
        "http://www.inkscape.org/namespaces/inkscape",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    }
)  # what drawing programs note for themselves; browsers draw nothing of it

ANIMATIONS: Final = frozenset({"animate", "animateMotion", "animateTransform", "set"})
FILTERS: Final = frozenset(
    f"fe{name}"
    for name in (
        *("Blend", "ColorMatrix", "ComponentTransfer", "Composite", "ConvolveMatrix", "DiffuseLighting"),
        *("DisplacementMap", "DistantLight", "DropShadow", "Flood", "FuncA", "FuncB", "FuncG", "FuncR"),
        *("GaussianBlur", "Image", "Merge", "MergeNode", "Morphology", "Offset", "PointLight"),
        *("SpecularLighting", "SpotLight", "Tile", "Turbulence"),
    )
)
ELEMENTS: Final = (
    frozenset(
        {"a", "circle", "clipPath", "defs", "desc", "ellipse", "filter", "g", "image", "line"}
        | {"linearGradient", "marker", "mask", "metadata", "mpath", "path", "pattern", "polygon"}
        | {"polyline", "radialGradient", "rect", "stop", "style", "svg", "switch", "symbol", "text"}
        | {"textPath", "title", "tspan", "use", "view"}
    )
    | ANIMATIONS
    | FILTERS
)
