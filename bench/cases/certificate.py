"""One certificate, warm, against bare WeasyPrint on the same finished page, sheet and fonts."""

import time
from collections.abc import Callable
from datetime import date

from weasyprint import HTML

from bench.compare import Bench
from bench.stage import Stage
from university.certification import documents
from university.certification.documents import press
from university.certification.rules import PrintedFacts

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

    def bare() -> bytes:
        page = HTML(string=html, base_url=press.BASE, url_fetcher=press.FETCHER)
        body: bytes = page.write_pdf(stylesheets=[press.STYLE], font_config=press.FONTS)
        return body

    bench.compare(
        "certificate / bare WeasyPrint",
        floor=lambda: _cpu_ms(bare, times),
        ours=lambda: _cpu_ms(lambda: documents.certificate_pdf(FACTS), times),
        unit="CPU ms each",
        at_most=1.15,
    )


def _cpu_ms(make: Callable[[], bytes], times: int) -> float:
    began = time.process_time()
    for _ in range(times):
        assert make().startswith(b"%PDF")
    return (time.process_time() - began) * 1000 / times
