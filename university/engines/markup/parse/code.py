"""Code blocks with colors by class, made on the server."""

from html import escape
from typing import Final

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

from university.engines.markup.vocabulary import LANGUAGES

COLOR_LIMIT: Final = 20_000


def code_block(code: str, info: str) -> str:
    """Draw a code block; an unknown language, or very long code, stays uncolored."""
    name = info.split(maxsplit=1)[0].lower() if info.split() else ""
    if name not in LANGUAGES:
        return f'<pre class="code" tabindex="0"><code>{escape(code)}</code></pre>\n'
    inside = _colored(code, name) if len(code) <= COLOR_LIMIT else escape(code)
    return f'<pre class="code" tabindex="0"><code class="language-{name}">{inside}</code></pre>\n'


def _colored(code: str, name: str) -> str:
    lexer = get_lexer_by_name("text" if name == "csv" else name, stripnl=False)
    return str(highlight(code, lexer, HtmlFormatter(nowrap=True)))
