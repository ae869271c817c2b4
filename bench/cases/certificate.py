"""One certificate, warm, against bare WeasyPrint on the same finished page, sheet and fonts."""

from datetime import date

from weasyprint import HTML

from bench.compare import Bench
from bench.processes import cpu_ms
from bench.stage import Stage
from university.certification import documents
from university.certification.documents import press
from university.certification.rules import PrintedFacts

PDF = b"%PDF"
CODE = "1G64S-36D1N-6RVKG-EB1C9-HP8SB6"
FACTS = PrintedFacts(
    code=CODE,
    holder_name="Amara Okafor",
    title="SMaC Enthusiast",
    permission_words="You may share approved posts.",
    university_name="Social Media University",
    company_name="Larkenfield Group",
    issued_on=date(2026, 11, 22),
    ends_on=date(2027, 11, 22),
    zone="Europe/Berlin",
    address=f"https://university.larkenfield.example/verify/{CODE}",
)


def print_one(bench: Bench, stage: Stage) -> None:
    """Facts to PDF/UA, against a finished page to a plain PDF."""
    html, times = documents.certificate_html(FACTS), stage.pick(short=6, long=25)

    def bare() -> None:
        page = HTML(string=html, base_url=press.BASE, url_fetcher=press.FETCHER)
        assert page.write_pdf(stylesheets=[press.STYLE], font_config=press.FONTS).startswith(PDF)

    def ours() -> None:
        assert documents.certificate_pdf(FACTS).startswith(PDF)

    bench.compare(
        "certificate / bare WeasyPrint",
        floor=lambda: cpu_ms(bare, times),
        ours=lambda: cpu_ms(ours, times),
        unit="CPU ms each",
        at_most=1.15,
    )
