"""Pictures, films and sounds: what the page draws for them, and what authors are told."""

import pytest

from tests.engines.markup.targets import STORED, TRANSCRIPT, resolve
from university.engines.markup import parse, render
from university.engines.markup.parse.document import Flaw

DRAWINGS = ["drawing.svg", "night.svg"]


def html_of(text):
    html, flaws = render(text, resolve=resolve)
    assert flaws == ()
    return html


def codes(text):
    return [(flaw.code, flaw.line, flaw.column) for flaw in parse(text, resolve=resolve).flaws]


def test_a_picture_is_offered_in_its_widths():
    assert html_of('![The point](picture.png "Drawn in May")') == (
        f'<figure>\n<img src="{STORED}-960.png" alt="The point" '
        f'srcset="{STORED}-480.png 480w, {STORED}-960.png 960w" sizes="(min-width: 50rem) 46rem, 92vw" '
        'width="960" height="540" loading="lazy"><figcaption>Drawn in May</figcaption></figure>\n'
    )


@pytest.mark.parametrize("name", ["small.png", "drawing.svg"])
def test_a_picture_of_one_width_leaves_nothing_to_choose(name):
    assert "srcset" not in html_of(f"![The point]({name})")


def test_a_drawing_says_whether_it_can_stand_on_a_dark_page():
    drawings = [html_of(f"![The point]({name})").partition(' class="')[2] for name in DRAWINGS]

    assert [drawing.partition('"')[0] for drawing in drawings] == ["drawing", "drawing drawing--adapts"]


def test_a_drawing_made_for_a_phone_is_not_blown_up():
    assert 'class="drawing drawing--small"' in html_of("![The point](phone.svg)")
    assert "drawing--small" not in html_of("![The point](drawing.svg)")


def test_a_decorative_picture_says_nothing_and_has_no_caption():
    assert html_of('![](small.png "decorative")') == (
        f'<figure>\n<img src="{STORED}-64.png" alt="" width="64" height="48" loading="lazy"></figure>\n'
    )


@pytest.mark.parametrize("text", ["![](small.png)", '![](small.png "A caption")'])
def test_only_the_word_decorative_allows_a_picture_without_words(text):
    assert codes(text) == [("image-without-alt", 1, 5)]


def test_a_film_alone_in_its_paragraph_becomes_a_player_with_captions_and_transcript():
    assert html_of("[Film: *how* it goes](film.webm)") == (
        '<figure class="film">\n<figcaption>Film: how it goes</figcaption>\n'
        f'<video controls preload="metadata" src="{STORED}.webm" width="640" height="360">'
        f'<track kind="captions" src="{STORED}.vtt" srclang="en" label="Captions"></video>\n'
        f'<details class="transcript">\n<summary>Transcript</summary>\n{TRANSCRIPT}</details>\n</figure>\n'
    )


def test_a_sound_becomes_a_player_with_its_transcript():
    assert html_of("[A call](sound.wav)") == (
        '<figure class="sound">\n<figcaption>A call</figcaption>\n'
        f'<audio controls preload="metadata" src="{STORED}.wav"></audio>\n'
        f'<details class="transcript">\n<summary>Transcript</summary>\n{TRANSCRIPT}</details>\n</figure>\n'
    )


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("See [the film](film.webm).", 1, 16),
        ("[one](film.webm) [two](film.webm)", 1, 7),
        ("x\n\n- [a film](film.webm)", 3, 12),
        ("[a film](film.webm)\nand more", 1, 10),
        ("[![a scene](picture.png)](film.webm)", 1, 27),
    ],
    ids=["in a sentence", "beside another", "in a list", "with words below", "behind a picture"],
)
def test_a_film_in_the_flow_of_words_is_no_player(text, line, column):
    assert ("player-not-alone", line, column) in codes(text)
    assert "<video" not in render(text, resolve=resolve)[0]


def test_a_film_may_stand_in_a_box():
    assert html_of("::: task\nWatch.\n\n[A film](film.webm)\n:::").count("<video") == 1


def test_what_the_catalog_refuses_keeps_its_words():
    flaw = Flaw(line=1, column=1, code="captions-missing", message="No captions.", mend="Add them.")

    html, flaws = render("[A film](film.webm)", resolve=lambda _: flaw)

    assert (html, flaws) == ("<p>A film</p>\n", (flaw,))


def test_the_words_of_a_heading_leave_its_picture_out():
    (part,) = parse("## See ![a bell](small.png) here", resolve=resolve).parts

    assert part.heading.text == "See here"
