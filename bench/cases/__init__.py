"""The comparisons by name, in the order of running."""

from collections.abc import Callable, Mapping

from bench.cases import certificate, export, pages, reloading, rendering, statements, storm
from bench.compare import Bench
from bench.stage import Stage

Case = Callable[[Bench, Stage], None]

CASES: Mapping[str, Case] = {
    "hello": pages.against_hello,
    "lesson": pages.lesson,
    "catalog": pages.catalog,
    "answer": pages.answer,
    "statements": statements.growth,
    "signup": storm.sign_up,
    "certificate": certificate.print_one,
    "csv": export.as_csv,
    "xlsx": export.as_xlsx,
    "content": rendering.read_content,
    "content-cold": reloading.read_cold,
    "content-one-changed": reloading.change_one,
}
