"""Folders that travel along: packed in a wheel, beside the package in a checkout."""

from university.base import resources


def test_a_checkout_reads_the_folder_beside_the_package():
    assert resources.folder("templates") == resources.PACKAGE.parent / "templates"
    assert (resources.folder("templates") / "layouts" / "base.html").is_file()


def test_a_wheel_reads_the_folder_packed_into_it(tmp_path, monkeypatch):
    (tmp_path / "_templates").mkdir()
    monkeypatch.setattr(resources, "PACKAGE", tmp_path)

    assert resources.folder("templates") == tmp_path / "_templates"
