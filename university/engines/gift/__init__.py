"""GIFT, the common text format for questions: its text in, our questions as written out; and back.

`items` splits a text into its items, `read` understands one item, `markdown` writes it in the form of
`docs/questions.md`, and `write` turns the questions of a course into GIFT. Nothing gets lost in
silence: each item comes back as taken, changed or refused, with the reason in words.
"""

from university.engines.gift.read import Taken, read_gift
from university.engines.gift.write import Exported, write_gift

__all__ = ["Exported", "Taken", "read_gift", "write_gift"]
