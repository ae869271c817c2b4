"""Attacks on the sanitizer, by the families of past faults."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from university.engines.markup import SafeHTML, clean, render

SCRIPTS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script/x>alert(1)</script>",
    "<<script>alert(1)//<</script>",
    "<script\n>alert(1)</script\n>",
    '"><script>alert(1)</script>',
    "</p></div></main><script>alert(1)</script>",
]
HANDLERS = [
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<p onclick=alert(1)>x</p>",
    "<a href=/x onmouseover=alert(1)>x</a>",
    '<div OnPointerEnter="alert(1)">x</div>',
    "<details open ontoggle=alert(1)>x</details>",
    "<body onload=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<input autofocus onfocus=alert(1)>",
    "<li tabindex=1 onfocus=alert(1)>x</li>",
    "<table background=javascript:alert(1)><tr><td>x</td></tr></table>",
]
LINKS = [
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt:alert(1)">x</a>',
    '<a href="java\tscript:alert(1)">x</a>',
    '<a href="java&#10;script:alert(1)">x</a>',
    '<a href="&#1;javascript:alert(1)">x</a>',
    '<a href=" javascript:alert(1)">x</a>',
    '<a href="&#x6A;avascript&colon;alert(1)">x</a>',
    '<a href="java\u200bscript:alert(1)">x</a>',
    '<a href="java\u00adscript:alert(1)">x</a>',
    '<a href="\ufeffjavascript:alert(1)">x</a>',
    '<a href="javascript\u2060:alert(1)">x</a>',
    '<a href="java\u3164script:alert(1)">x</a>',
    '<a href="javascript:1">x</a>',
    '<a href="tel:1">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="vbscript:msgbox(1)">x</a>',
    '<a href="file:///etc/passwd">x</a>',
    '<a href="//evil.example/">x</a>',
    '<a href="\\\\evil.example\\x">x</a>',
    '<a href="/\\evil.example">x</a>',
    '<a href="https:evil.example">x</a>',
    '<a href="https://bank.example@evil.example/">x</a>',
    '<a href="mailto:a@b.example%0Abcc:c@d.example">x</a>',
    '<a href="blob:https://x/1">x</a>',
    '<a href="::">x</a>',
    '<a href="view-source:https://x">x</a>',
]
PICTURES = [
    '<img src="https://evil.example/pixel.gif">',
    '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
    '<img src="/media/../logout">',
    '<img src="x" srcset="https://evil.example/x 2x">',
    '<img src="/media/x.svg">',
    "<picture><source srcset=//evil.example/x></picture>",
    f'<img src="/media/{"0" * 64}.png" srcset="https://evil.example/x 2x">',
    f'<img src="/media/{"0" * 64}.png" sizes="100vw" longdesc="//evil.example">',
]
PLAYERS = [
    '<video src="https://evil.example/x.mp4" autoplay></video>',
    '<video poster="//evil.example/x.png" src="/media/x.webm"></video>',
    f'<video controls autoplay loop muted src="/media/{"0" * 64}.webm" onplay=alert(1)></video>',
    f'<audio controls="x" preload=auto src="/media/{"0" * 64}.wav" crossorigin></audio>',
    "<video><track kind=captions src=//evil.example/x.vtt default></video>",
    "<video><track kind=metadata src=javascript:alert(1) onload=alert(1)></video>",
    "<video><source src=//evil.example/x.mp4 type=video/mp4></video>",
    "<audio src=data:audio/wav;base64,AAAA></audio>",
    "<details open ontoggle=alert(1)><summary onclick=alert(1)>x</summary></details>",
    "<details name=x><summary accesskey=x>x</summary></details>",
    '<abbr title="x" onmouseover="alert(1)" style="color:red">x</abbr>',
    "<dl onclick=alert(1)><dt id=main>x<dd class=evil>y</dl>",
    "<a href=/x download=x.exe ping=//evil.example>x</a>",
]
STRUCTURES = [
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<math href=javascript:alert(1)>x</math>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<noscript><style></noscript><img src=x onerror=alert(1)></style>",
    "<svg><title><a title='</title><img src=x onerror=alert(1)>'>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- comment --><p>x</p>",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?php echo 1 ?>",
    "<textarea><img title='</textarea><img src=x onerror=alert(1)>'>",
    "<xmp><img title='</xmp><img src=x onerror=alert(1)>'></xmp>",
    "<template><script>alert(1)</script></template>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<isindex action=javascript:alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css';</style>",
    '<p style="position:fixed;inset:0;background:url(//evil.example)">x</p>',
    '<p style="width: expression(alert(1))">x</p>',
    "<plaintext><img src=x onerror=alert(1)>",
    "<frameset><frame src=javascript:alert(1)></frameset>",
    "<dialog open>x</dialog>",
]
ENTITIES = [
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;img src=x onerror=alert(1)&amp;gt;",
    "&#60;img src=x onerror=alert(1)&#62;",
    "&#x3C;svg onload=alert(1)&#x3E;",
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
]
TEMPLATES = ["{{ config }}", "{% include '/etc/passwd' %}", "${7*7}", "#{7*7}"]
MARKDOWN = [
    "[x](javascript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](&#x6A;avascript:alert(1))",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    '![x" onerror="alert(1)](/media/x.png)',
    '[x](/y "a\\" onmouseover=\\"alert(1)")',
    '```"><script>alert(1)</script>\ncode\n```',
    '::: scenario <img src=x onerror=alert(1)>, "here"\nx\n:::',
    '## Heading {#x" onclick="alert(1)}',
    "x[^1]\n\n[^1]: <img src=x onerror=alert(1)>",
    "| a |\n|:-:|\n| <img src=x onerror=alert(1)> |",
    "> [!TIP]\n> <script>alert(1)</script>",
    "- [x] <script>alert(1)</script>\n  <img src=x onerror=alert(1)>",
    "http://x.example/<script>alert(1)</script>",
    "$$\\href{javascript:alert(1)}{x}$$",
    'FTC\n\n*[FTC]: x" onmouseover="alert(1)',
    "*[a]: <script>alert(1)</script>\n\na",
    "x\n: <img src=x onerror=alert(1)>",
    "::: embed\n[x](javascript:alert(1))\n:::",
    "::: embed\n[<img src=x onerror=alert(1)>](https://x.example)\n:::",
    "::: download\n[x](//evil.example/x.pdf)\n:::",
    '![](javascript:alert(1) "decorative")',
]
ALL = SCRIPTS + HANDLERS + LINKS + PICTURES + PLAYERS + STRUCTURES + ENTITIES + TEMPLATES


@pytest.mark.parametrize("payload", ALL)
def test_nothing_that_runs_passes_the_sanitizers(payload, faults):
    assert faults(clean(payload)) == []


@pytest.mark.parametrize("payload", ALL + MARKDOWN)
def test_nothing_that_runs_passes_the_whole_pipeline(payload, faults):
    html, _ = render(payload)

    assert faults(html) == []


@pytest.mark.parametrize("payload", ALL)
def test_cleaning_what_is_clean_changes_nothing(payload):
    once = clean(payload)

    assert clean(once) == once


@pytest.mark.parametrize("payload", LINKS)
def test_a_refused_link_keeps_its_words_and_loses_its_address(payload):
    assert clean(payload) == "<a>x</a>"


@pytest.mark.parametrize("payload", ENTITIES + TEMPLATES)
def test_text_that_looks_like_code_stays_text(payload):
    assert "<" not in clean(payload)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="/courses/smu-110/">x</a>', '<a href="/courses/smu-110/">x</a>'),
        (
            '<a href="mailto:desk@larkenfield.example">x</a>',
            '<a href="mailto:desk@larkenfield.example">x</a>',
        ),
        ("<p class='task evil'>x</p>", "<p>x</p>"),
        ("<p class='box__title'>x</p>", '<p class="box__title">x</p>'),
        ("<h2 id='main'>x</h2>", "<h2>x</h2>"),
        ("<a target='_blank' rel='opener' href='/x'>x</a>", '<a href="/x">x</a>'),
    ],
    ids=["place on this site", "mail", "unknown class", "known class", "id of the frame", "target"],
)
def test_only_what_is_on_the_list_stays(html, expected):
    assert clean(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        f'<video controls src="/media/{"0" * 64}.webm" width="640" height="360"></video>',
        f'<audio controls preload="metadata" src="/media/{"0" * 64}.wav"></audio>',
        f'<track src="/media/{"0" * 64}.vtt" kind="captions" srclang="en" label="Captions">',
        '<details class="transcript"><summary>Transcript</summary><p>x</p></details>',
        '<dl><dt><abbr title="x">y</abbr></dt><dd>z</dd></dl>',
    ],
    ids=["film", "sound", "captions", "transcript", "terms"],
)
def test_what_a_lesson_needs_stays_as_it_is(html):
    assert clean(html).replace('controls=""', "controls") == html


def test_nothing_plays_by_itself():
    assert "autoplay" not in clean(f'<video controls autoplay src="/media/{"0" * 64}.webm"></video>')


def test_a_link_that_leaves_the_site_says_so():
    assert clean('<a href="https://x.example/?a=1&b=2">x</a>') == (
        '<a href="https://x.example/?a=1&amp;b=2" rel="noopener noreferrer">x</a>'
    )


def test_words_that_look_like_an_address_in_a_tag_are_left_alone():
    text = "<p>write ' href=\"javascript:1\"' here</p>"

    assert clean(text) == text


def test_clean_text_is_of_the_type_that_templates_trust():
    assert type(clean("<b>x</b>")) is SafeHTML


@given(st.lists(st.sampled_from(ALL + MARKDOWN), min_size=2, max_size=4))
def test_attacks_do_not_add_up(faults, payloads):
    text = "".join(payloads)

    assert faults(clean(text)) == []
    assert faults(render(text)[0]) == []


@given(st.text(alphabet="<>/\"'= \n\tabjsonclickrefmhtpg:&#;!-[](){}*_`|\\\u200b", max_size=200))
def test_no_small_text_becomes_anything_that_runs(faults, text):
    assert faults(clean(text)) == []
    assert faults(render(text)[0]) == []
