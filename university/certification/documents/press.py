"""Lays out a page as PDF/UA; the only file that knows WeasyPrint, loaded when the first PDF is made."""

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from university.base import resources

STATIC = resources.PACKAGE / "static"
SHEET = STATIC / "css" / "print" / "certificate.css"
#: Where addresses in the page begin; nothing is ever fetched from outside the list below.
BASE = STATIC.as_uri() + "/"
BUNDLED = {
    path.as_uri(): path
    for path in (
        SHEET,
        STATIC / "img" / "mark.svg",
        STATIC / "img" / "seal.svg",
        *(STATIC / "vendor" / "fonts" / "print").glob("*.ttf"),
    )
}
DATA = "data:image/png;base64,"


class NotBundled(FatalURLFetchingError):  # type: ignore[misc]  # -- WeasyPrint has no types
    """A page asked for something besides its own files; no PDF is made of it."""


class BundledFiles(URLFetcher):  # type: ignore[misc]  # -- WeasyPrint has no types
    """Gives the files on the list and pictures inside the page; no network, no other file, no redirect."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Answer an address; raises ``NotBundled``."""
        if path := BUNDLED.get(url):
            return URLFetcherResponse(url, path.read_bytes())
        if url.startswith(DATA):
            return super().fetch(url, headers)
        raise NotBundled(f"Not bundled: {url[:80]}")


FETCHER = BundledFiles(allowed_protocols=("data",), allow_redirects=False)
FONTS = FontConfiguration()
STYLE = CSS(filename=SHEET, url_fetcher=FETCHER, font_config=FONTS)


def lay_out(html: str, *, identifier: str) -> bytes:
    """Make the PDF of a finished page; the same page and identifier give the same bytes."""
    page = HTML(string=html, base_url=BASE, url_fetcher=FETCHER)
    body: bytes = page.write_pdf(
        stylesheets=[STYLE],
        font_config=FONTS,
        pdf_variant="pdf/ua-1",
        pdf_identifier=identifier.encode(),
        presentational_hints=False,
    )
    return body
