"""A folder -> the same folder with all mended that needs no person; never an answer key, never a word.

`plan` tries on a copy and says what it would change; `write` and `difference` do or show it.
"""

from university.engines.catalog.fix.change import Change, Mended
from university.engines.catalog.fix.plan import plan
from university.engines.catalog.fix.write import difference, write

__all__ = ["Change", "Mended", "difference", "plan", "write"]
