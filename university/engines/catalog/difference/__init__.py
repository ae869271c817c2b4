"""Two versions of one thing -> what changed as its readers see it, in the order of reading.

`compare` gives the whole difference; `nodes` reads HTML as tags and words, `align` finds what belongs
together, `marks` writes `ins` and `del`, `sides` takes a marked text apart again.
"""

from university.engines.catalog.difference.compare import compare, for_readers
from university.engines.catalog.difference.model import Difference

__all__ = ["Difference", "compare", "for_readers"]
