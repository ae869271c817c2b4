"""The square code on a certificate, for a telephone's camera."""

import segno


def qr_data_url(address: str) -> str:
    """Draw an address as a PNG of one pixel a module; whoever shows it scales it without smoothing.

    The mask is fixed, since the search for the best of eight takes six times as long as the rest, and
    any reader takes any mask.
    """
    return segno.make_qr(address, error="m", mask=3, boost_error=False).png_data_uri(scale=1, border=2)
