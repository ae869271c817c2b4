"""What every application of a worker would work out anew, and may share: compiled templates and addresses.

Thousands of tests open an application of their own, and most of their time went into compiling the same
templates, then the same addresses. Each is kept by all that it is made of, so nothing is shared that differs.
"""

from collections.abc import Callable
from functools import wraps
from types import CodeType
from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule


class KeptTemplates(BytecodeCache):
    """Compiled templates by name and text."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key, bucket.checksum] = bucket.code


def keep() -> None:
    """Let all applications that are made from now on share them."""
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": KeptTemplates()}
    Rule._compile_builder = _kept_addresses(Rule._compile_builder)


def _kept_addresses(compile_builder: Callable[..., Any]) -> Callable[..., Any]:
    """Write the code that builds an address once for each rule; it is bound to its own rule afterward."""
    built: dict[tuple[object, ...], Any] = {}

    @wraps(compile_builder)
    def compile_once(rule: Rule, append_unknown: bool = True) -> Any:
        key = (rule.rule, rule.subdomain, rule.host, repr(rule.defaults), append_unknown)
        if key not in built:
            built[key] = compile_builder(rule, append_unknown)
        return built[key]

    return compile_once
