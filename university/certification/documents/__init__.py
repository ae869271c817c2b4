"""The certificate as a PDF: printed facts in, bytes out.

``certificate_html`` writes the page, ``press`` lays it out; a door calls ``print_certificate``, which does
both in a process of its own, so that a layout without end stops nobody and the web never loads WeasyPrint.
"""

from functools import cache
from types import ModuleType

from jinja2 import Environment, FileSystemLoader

from university.base import resources
from university.base.child import Child
from university.base.errors import Unavailable
from university.certification.documents.codes import qr_data_url
from university.certification.rules import PrintedFacts

__all__ = ["certificate_html", "certificate_pdf", "print_certificate", "qr_data_url"]

MISSING = (
    "PDFs cannot be made on this server yet, because libraries are missing. Whoever runs it can add them: "
    "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)
LONGEST_SECONDS = 10
LONGEST_LOADING = 60
#: The limit is on address space, of which fonts and libraries map much more than they use.
MEMORY_MEGABYTES = 1024

PRINTER = Child(memory_megabytes=MEMORY_MEGABYTES)


def certificate_html(facts: PrintedFacts) -> str:
    """Write the page to be laid out; every fact goes through autoescape, as plain text."""
    return _templates().get_template("certificate.html").render(facts=facts, qr=qr_data_url(facts.address))


def certificate_pdf(facts: PrintedFacts) -> bytes:
    """Make the PDF here and now; raises ``Unavailable`` where its libraries are not installed."""
    body: bytes = _load_press().lay_out(certificate_html(facts), identifier=facts.digest)
    return body


def _load_press() -> ModuleType:
    try:
        # Half a second and 60 MB, which only who prints should pay.
        from university.certification.documents import press  # noqa: PLC0415 -- see above
    except (ImportError, OSError) as error:
        raise Unavailable(MISSING) from error
    return press


def print_certificate(facts: PrintedFacts, *, seconds: float = LONGEST_SECONDS) -> bytes:
    """Make the PDF in the child process; raises ``Unavailable``, in words for the reader."""
    # Loading counts apart from laying out, else the first paper on a busy machine would look endless.
    if refusal := PRINTER.run(_fault, seconds=LONGEST_LOADING):
        raise Unavailable(refusal)
    return PRINTER.run(certificate_pdf, facts, seconds=seconds)


def _fault() -> str:
    """Load the press; give what keeps it from printing, in words, or nothing."""
    try:
        _load_press()
    except Unavailable as refusal:
        return str(refusal)
    return ""


@cache
def _templates() -> Environment:
    """Jinja without Flask: there is no application in the child process."""
    folder = resources.folder("templates") / "certification" / "print"
    return Environment(loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True)
