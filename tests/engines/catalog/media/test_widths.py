"""The widths of a picture: upright, small, the same every time, and silent about who took it where."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw

from university.engines.catalog.folder import Unreadable
from university.engines.catalog.media import read_picture
from university.engines.catalog.media.widths import make_widths

GPS, MAKER, ORIENTATION = 0x8825, 271, 274
KINDS = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}


def scene(size=(1_600, 400), mode="RGB"):
    """Red at the left, blue at the right, with a line across."""
    made = Image.new("RGB", size, "#c01818")
    ImageDraw.Draw(made).rectangle((size[0] // 2, 0, *size), fill="#1830c0")
    ImageDraw.Draw(made).line((0, 0, *size), fill="white", width=3)
    return made.convert(mode)


def saved(picture, kind, **options):
    body = io.BytesIO()
    picture.save(body, kind, **options)
    return body.getvalue()


@pytest.fixture
def widths_of(tmp_path):
    def make(body):
        (tmp_path / "a.png").write_bytes(body)
        media = read_picture(tmp_path, "a.png")
        return {made.width: made for made in make_widths(media)}

    return make


def opened(made):
    return Image.open(io.BytesIO(made.body))


def spy_data():
    exif = Image.Exif()
    exif[MAKER] = "Camera of Mira"
    exif[ORIENTATION] = 1
    exif.get_ifd(GPS).update({1: "N", 2: (53.0, 47.0, 59.0), 3: "W", 4: (1.0, 32.0, 57.0)})
    return exif


@pytest.mark.parametrize("kind", KINDS)
def test_each_width_is_made_in_the_form_of_the_original(widths_of, kind):
    made = widths_of(saved(scene(), kind))

    assert {width: (opened(one).format, opened(one).size) for width, one in made.items()} == {
        480: (kind, (480, 120)),
        960: (kind, (960, 240)),
        1_440: (kind, (1_440, 360)),
        1_600: (kind, (1_600, 400)),
    }
    assert {one.media_type for one in made.values()} == {KINDS[kind]}


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_picture_gives_the_same_bytes(widths_of, kind):
    body = saved(scene(), kind)

    assert widths_of(body) == widths_of(body)


@pytest.mark.parametrize("kind", KINDS)
def test_where_and_by_whom_a_picture_was_taken_is_left_out(widths_of, kind):
    body = saved(scene(), kind, exif=spy_data(), xmp=b"<x:xmpmeta>Mira</x:xmpmeta>", comment=b"Mira")
    assert Image.open(io.BytesIO(body)).getexif().get_ifd(GPS)

    made = widths_of(body)

    for one in made.values():
        picture = opened(one)
        assert dict(picture.getexif()) == {}
        assert picture.getexif().get_ifd(GPS) == {}
        assert not {"exif", "xmp", "comment", "icc_profile", "dpi"} & set(picture.info)
        assert b"Mira" not in one.body


@pytest.mark.parametrize(("orientation", "is_turned"), [(1, False), (3, False), (6, True), (8, True)])
def test_a_camera_held_sideways_gives_a_picture_upright(widths_of, orientation, is_turned):
    exif = Image.Exif()
    exif[ORIENTATION] = orientation

    made = widths_of(saved(scene(), "JPEG", exif=exif))

    sizes = {480: (480, 120), 960: (960, 240), 1_440: (1_440, 360), 1_600: (1_600, 400)}
    turned = {400: (400, 1_600)}
    assert {width: opened(one).size for width, one in made.items()} == (turned if is_turned else sizes)
    red, blue = (192, 24, 24), (24, 48, 192)
    corner = opened(made[400 if is_turned else 480]).convert("RGB").getpixel((40, 100 if is_turned else 60))
    expected = {1: red, 3: blue, 6: red, 8: blue}[orientation]
    assert all(abs(seen - wanted) < 12 for seen, wanted in zip(corner, expected, strict=True))


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "I;16"])
def test_a_png_of_any_mode_has_widths(widths_of, mode):
    picture = scene(mode="L").convert("I;16") if mode == "I;16" else scene(mode=mode)

    made = widths_of(saved(picture, "PNG"))

    assert {one.size for one in map(opened, made.values())} == {
        (480, 120),
        (960, 240),
        (1_440, 360),
        (1_600, 400),
    }


def test_sixteen_bits_become_eight_and_stay_as_bright(widths_of):
    picture = Image.new("I;16", (500, 4), 40_000)

    made = widths_of(saved(picture, "PNG"))

    assert opened(made[480]).convert("L").getpixel((9, 2)) in {155, 156, 157}


def test_a_picture_one_can_look_through_stays_so(widths_of):
    picture = scene(mode="RGBA")
    picture.putalpha(Image.linear_gradient("L").resize(picture.size))

    made = widths_of(saved(picture, "PNG"))

    alpha = opened(made[480]).convert("RGBA").getchannel("A")
    assert (alpha.getpixel((9, 2)) < 10, alpha.getpixel((9, 117)) > 240) == (True, True)


def test_a_picture_of_few_colors_keeps_them_and_stays_small(widths_of):
    body = saved(scene().quantize(16), "PNG", optimize=True)

    made = widths_of(body)

    assert opened(made[1_600]).convert("RGB").getcolors(256) is not None
    assert len(made[1_600].body) <= 2 * len(body)
    assert opened(made[960]).mode == "P"


def test_a_color_print_and_a_wide_color_space_become_what_screens_show(widths_of):
    made = widths_of(saved(scene(mode="CMYK"), "JPEG"))

    assert {opened(one).mode for one in made.values()} == {"RGB"}


def test_a_picture_with_a_color_profile_is_brought_to_srgb(widths_of):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    made = widths_of(saved(Image.new("RGB", (500, 4), "#a04020"), "PNG", icc_profile=profile))

    assert opened(made[500]).getpixel((3, 2)) == (0xA0, 0x40, 0x20)
    assert "icc_profile" not in opened(made[500]).info


def test_a_broken_color_profile_is_as_none(widths_of):
    made = widths_of(saved(Image.new("RGB", (500, 4), "#a04020"), "PNG", icc_profile=b"broken" * 50))

    assert opened(made[500]).getpixel((3, 2)) == (0xA0, 0x40, 0x20)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_what_moves_is_kept_as_it_is(widths_of, kind):
    frames = [scene((900, 9)), scene((900, 9)).rotate(180)]

    assert widths_of(saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=90)) == {}


def test_a_lossless_picture_stays_exact_in_its_own_width(widths_of):
    picture = scene((500, 9))

    made = widths_of(saved(picture, "WEBP", lossless=True))

    assert opened(made[500]).convert("RGB").tobytes() == picture.tobytes()


def test_a_tall_picture_keeps_its_shape(widths_of):
    made = widths_of(saved(scene((2_400, 4_800)), "JPEG"))

    assert {width: opened(one).size for width, one in made.items()} == {
        480: (480, 960),
        960: (960, 1_920),
        1_440: (1_440, 2_880),
        1_920: (1_920, 3_840),
    }


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60)
@given(noise=st.binary(max_size=16), at=st.integers(0, 1_200))
def test_whatever_could_be_measured_can_be_made(tmp_path_factory, kind, noise, at):
    body = saved(scene((490, 30)), kind, exif=spy_data())
    folder = tmp_path_factory.mktemp("pictures")
    (folder / "a.png").write_bytes(body[:at] + noise + body[at + len(noise) :])

    try:
        media = read_picture(folder, "a.png")
    except Unreadable as error:
        outcome = error.code
    else:
        outcome = "made" if sorted(one.width for one in make_widths(media)) == [*media.widths] else "missing"

    assert outcome in {"made", "image-unreadable", "image-too-large"}
