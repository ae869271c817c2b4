"""A media file of a course folder -> its bytes, what it is, how large it is and where it lies; or a finding.

`forms` says what a course may hold, `reader` reads one file through `pictures`, `drawings`, `films` or
`downloads`, `places` gives addresses, `widths` makes the widths in which pictures are offered.
"""

from university.engines.catalog.media.forms import Form, form_of
from university.engines.catalog.media.places import address_of, sources_of
from university.engines.catalog.media.reader import read_media, read_picture

__all__ = ["Form", "address_of", "form_of", "read_media", "read_picture", "sources_of"]
