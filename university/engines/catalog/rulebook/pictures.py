"""Rules about pictures."""

import io
from typing import Final

from university.engines.catalog.rulebook.minimal import POLICY
from university.engines.catalog.rulebook.rule import Put, Rule, Spot, at
from university.engines.catalog.rulebook.texts import TEXT

PICTURE: Final = "courses/smu-110/post.png"
WORDS: Final = "![A post with its first line marked](post.png)"


def _drawn() -> bytes:
    # Pillow is slow to import, and only a test asks for this picture.
    from PIL import Image  # noqa: PLC0415 -- see above

    body = io.BytesIO()
    Image.new("RGB", (4, 3)).save(body, "PNG")
    return body.getvalue()


def _heavy() -> bytes:
    return _drawn() + bytes(10_000_000)


DRAWN: Final = Put(path=PICTURE, body=_drawn, words="a picture")
HEAVY: Final = Put(path="courses/smu-110/heavy.png", body=_heavy, words="a picture of more than 10 MB")
BROKEN: Final = Put(
    path="courses/smu-110/broken.png", body="not a picture", words="a text named `broken.png`"
)

RULES: Final[tuple[Rule, ...]] = (
    at(
        TEXT,
        "image-missing",
        "There is no such picture.",
        bad="![A post with its first line marked](nowhere.png)",
        good=WORDS,
        only_good=(DRAWN,),
    ),
    at(
        Spot(path=POLICY, old="Be kind."),
        "image-outside",
        "The picture lies outside the folder.",
        bad="![A post with its first line marked](../courses/smu-110/post.png)",
        good="Be kind in a picture too.",
    ),
    at(
        TEXT,
        "image-too-large",
        "A picture has more than 10 MB or 40 million points.",
        bad="![A post with its first line marked](heavy.png)",
        good=WORDS,
        only_bad=(HEAVY,),
        only_good=(DRAWN,),
    ),
    at(
        TEXT,
        "image-unreadable",
        "A file is not the picture that its name says.",
        bad="![A post with its first line marked](broken.png)",
        good=WORDS,
        only_bad=(BROKEN,),
        only_good=(DRAWN,),
    ),
    at(
        TEXT,
        "image-without-alt",
        "A picture has no words for people who cannot see it.",
        bad="![](post.png)",
        good=WORDS,
        beside=(DRAWN,),
    ),
)
