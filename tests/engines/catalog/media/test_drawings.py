"""SVG drawings: what only draws is shown, and what a browser could run or fetch is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from university.engines.catalog.folder import Unreadable
from university.engines.catalog.media.drawings import measure_drawing

OPEN = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 64 36">'
)
XHTML = 'xmlns:h="http://www.w3.org/1999/xhtml"'
PIXEL = "data:image/png;base64,iVBORw0KGgo="


def drawing(inside, opening=OPEN):
    return f"{opening}{inside}</svg>".encode()


def code_of(body):
    with pytest.raises(Unreadable) as refused:
        measure_drawing(body)
    assert refused.value.message.endswith(".")
    assert refused.value.mend.endswith((".", '"'))
    return refused.value.code


UNSAFE = {
    "script": "<script>alert(1)</script>",
    "empty script": "<script/>",
    "script from outside": '<script href="https://x.example/a.js"/>',
    "script in capitals": "<SCRIPT>alert(1)</SCRIPT>",
    "script under a prefix": '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>',
    "script of another name space": f"<h:script {XHTML}>alert(1)</h:script>",
    "script inside a group": "<g><g><script>alert(1)</script></g></g>",
    "script in metadata": "<metadata><script>alert(1)</script></metadata>",
    "handler element": "<handler>alert(1)</handler>",
    "page inside": f"<foreignObject><h:body {XHTML}/></foreignObject>",
    "empty page inside": "<foreignObject/>",
    "frame": f'<h:iframe {XHTML} src="https://x.example"/>',
    "picture of a page": f'<h:img {XHTML} src="x" onerror="alert(1)"/>',
    "link element": f'<h:link {XHTML} rel="stylesheet" href="https://x.example"/>',
    "refresh": f'<h:meta {XHTML} http-equiv="refresh" content="0;url=https://x.example"/>',
    "object": '<object data="https://x.example"/>',
    "embed": '<embed src="https://x.example"/>',
    "video": '<video src="https://x.example"/>',
    "audio": '<audio src="https://x.example"/>',
    "element without a name space": '<x xmlns="">y</x>',
    "onload": '<g onload="alert(1)"/>',
    "onclick": '<rect onclick="alert(1)"/>',
    "onbegin": '<animate attributeName="x" onbegin="alert(1)"/>',
    "handler in capitals": '<g ONLOAD="alert(1)"/>',
    "handler under a prefix": '<g xlink:onload="alert(1)"/>',
    "handler that does not exist": '<g onnothing="alert(1)"/>',
    "link to a program": '<a href="javascript:alert(1)"><text>x</text></a>',
    "old link to a program": '<a xlink:href="javascript:alert(1)"><text>x</text></a>',
    "program with a line break": '<a href="java&#10;script:alert(1)"><text>x</text></a>',
    "program behind a blank": '<a href="&#9;javascript:alert(1)"><text>x</text></a>',
    "program in a value": '<animate attributeName="x" to=" JavaScript:alert(1)"/>',
    "link to the outside": '<a href="https://x.example"><text>x</text></a>',
    "picture from outside": '<image href="https://x.example/a.png"/>',
    "picture without a scheme": '<image href="//x.example/a.png"/>',
    "picture of this site": '<image href="/media/a.png"/>',
    "picture beside": '<image xlink:href="a.png"/>',
    "two references": '<image href="#a" xlink:href="https://x.example/a.png"/>',
    "drawing in a drawing": '<image href="data:image/svg+xml;base64,PHN2Zz4="/>',
    "page in data": '<a href="data:text/html,&lt;script&gt;"><text>x</text></a>',
    "data with a second address": f'<image href="{PIXEL}, https://x.example"/>',
    "copy from outside": '<use href="https://x.example/a.svg#x"/>',
    "filter from outside": '<filter id="f"><feImage href="https://x.example/a.png"/></filter>',
    "no reference": '<image href=""/>',
    "base": '<g xml:base="https://x.example/"><use href="#x"/></g>',
    "animated link": '<a href="#x"><animate attributeName="href" to="#y"/></a>',
    "animated old link": '<a href="#x"><set attributeName="xlink:href" to="#y"/></a>',
    "animated handler": '<set attributeName="onclick" to="1"/>',
    "animated link behind blanks": '<set attributeName=" HREF " to="#y"/>',
    "animated style": '<animate attributeName="style" to="fill:red"/>',
    "style from outside": "<style>rect{fill:url(https://x.example/a)}</style>",
    "style in quotes": "<style>rect{fill:url('//x.example/a')}</style>",
    "style in CDATA": "<style><![CDATA[rect{fill:url(//x.example/a)}]]></style>",
    "style in parts": "<style>rect{fill:ur<!-- -->l(//x.example/a)}</style>",
    "style in capitals": "<style>rect{fill:URL(//x.example/a)}</style>",
    "style that imports": "<style>@import 'https://x.example/a.css';</style>",
    "style that imports in capitals": '<style>@IMPORT "https://x.example/a.css";</style>',
    "style with escapes": r"<style>@\69mport 'https://x.example/a.css';</style>",
    "style with an escaped address": r"<style>rect{fill:u\72l(https://x.example/a)}</style>",
    "style with a set of pictures": "<style>rect{cursor:image-set('https://x.example/a.png' 1x)}</style>",
    "style with its old set": "<style>rect{cursor:-webkit-image-set('https://x.example/a' 1x)}</style>",
    "font from outside": "<style>@font-face{font-family:a;src:url(https://x.example/a.woff)}</style>",
    "font in data": "<style>@font-face{font-family:a;src:url(data:font/woff2;base64,AAAA)}</style>",
    "address that ends late": "<style>rect{fill:url(#a);stroke:url(#b x)}</style>",
    "style of an element": '<rect style="fill:url(https://x.example/a)"/>',
    "style that binds": '<rect style="-moz-binding:url(#a)"/>',
    "style that counts": '<rect style="width:expression(alert(1))"/>',
    "fill from outside": '<rect fill="url(https://x.example/a#b)"/>',
    "mask from outside": '<rect mask="url( &quot;https://x.example/a#b&quot; )"/>',
    "escaped fill": r'<rect fill="u\72l(https://x.example/a)"/>',
    "animated fill from outside": '<animate attributeName="fill" values="red;url(//x.example/a)"/>',
    "copy of itself": '<g id="a"><use href="#a"/></g>',
    "copies in a circle": '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
    "copies without end": "".join(
        f'<g id="g{step}">' + f'<use href="#g{step + 1}"/>' * 10 + "</g>" for step in range(9)
    )
    + '<use href="#g0"/>',
    "instruction inside": "<?xml-stylesheet href='https://x.example/a.css'?>",
    "nested too deep": "<g>" * 300 + "</g>" * 300,
    "parts without end": "<g/>" * 20_001,
}


@pytest.mark.parametrize("inside", UNSAFE.values(), ids=list(UNSAFE))
def test_a_drawing_that_could_run_or_fetch_is_refused(inside):
    assert code_of(drawing(inside)) == "svg-unsafe"


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
        '<!DOCTYPE svg [<!ENTITY a "b">]>',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg [<!ENTITY % a SYSTEM "https://x.example/a.dtd"> %a;]>',
        '<?xml-stylesheet type="text/xsl" href="https://x.example/a.xsl"?>',
        '<?xml version="1.0" encoding="utf-7"?>',
        '<?xml version="1.0" encoding="ISO-8859-1"?>',
    ],
    ids=["doctype", "entity", "file entity", "parameter entity", "style sheet", "utf-7", "latin-1"],
)
def test_nothing_stands_before_a_drawing(head):
    assert code_of(head.encode() + drawing("")) == "svg-unsafe"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no drawing",
        b"<svg",
        drawing("<g>"),
        drawing("&nbsp;"),
        drawing("\0"),
        b"\xff" + drawing(""),
        drawing("").decode().encode("utf-16"),
        b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
        b"<svg viewBox='0 0 1 1'/>",
        drawing("", '<svg xmlns="http://www.w3.org/2000/svg">'),
        drawing("", '<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%">'),
        drawing("", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 5">'),
        drawing("", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1e9 5">'),
        drawing("", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 nan 5">'),
        drawing("", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 5 99999">'),
        drawing("") + drawing(""),
    ],
)
def test_what_is_no_whole_drawing_with_a_size_is_refused(body):
    assert code_of(body) == "svg-unreadable"


@pytest.mark.parametrize(
    "inside",
    [
        "<style>@media (prefers-color-scheme: dark){rect{fill:var(--a)}}</style><rect class='a'/>",
        "<defs><linearGradient id='a'><stop offset='0'/></linearGradient></defs><rect fill='url(#a)'/>",
        "<style>rect{fill:url('#a');filter:url( \"#b\" )}</style>",
        "<g id='a'><rect/></g><use href='#a'/><use xlink:href='#a'/>",
        f"<image href='{PIXEL}' width='1' height='1'/>",
        "<a href='#a'><text>x</text></a>",
        "<animate attributeName='x' from='0' to='9' dur='1s'/>",
        "<!-- https://x.example --><title>url of x</title><desc>javascript</desc>",
        "<text>online, onward</text>",
        "<metadata><r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/></metadata>",
        "<i:grid xmlns:i='http://www.inkscape.org/namespaces/inkscape' i:label='C:\\a'/>",
    ],
)
def test_what_only_draws_is_shown(inside):
    assert measure_drawing(drawing(inside)) == (64, 36)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="640" height="360"', (640, 360)),
        ('width="640px" height="359.6px" viewBox="0 0 1 1"', (640, 360)),
        ('width="100%" viewBox="0 0 64 36"', (64, 36)),
        ('width="10mm" height="10mm" viewBox="-5,-5, 64.4 .4"', (64, 1)),
    ],
)
def test_the_size_comes_from_the_drawing(attributes, size):
    assert measure_drawing(drawing("", f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>')) == size


def test_a_drawing_may_say_that_it_is_utf_8():
    assert measure_drawing(b'\xef\xbb\xbf<?xml version="1.0" encoding="UTF-8"?>' + drawing("")) == (64, 36)


@given(st.binary(max_size=200), st.integers(0, 150))
def test_any_bytes_give_a_size_or_words(noise, at):
    body = drawing("<style>rect{fill:url(#a)}</style><use href='#a'/>")

    try:
        outcome = measure_drawing(body[:at] + noise + body[at:])
    except Unreadable as error:
        outcome = error.code

    assert outcome in {(64, 36), "svg-unsafe", "svg-unreadable"}
