"""YAML text -> plain values and the line of each key; nothing that runs, multiplies or hides."""

import json
import re
from dataclasses import dataclass
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.cyaml import CSafeLoader
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

Path = tuple[str | int, ...]
Places = dict[Path, tuple[int, int]]

UNSEEN: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
KEY: Final = -1  # marks the path of a key itself
DEPTH_LIMIT: Final = 8
BRACKETS_LIMIT: Final = 100
PLAIN_KINDS: Final = ("str", "int", "float", "bool", "null", "map", "seq", "timestamp")
PLAIN_TAGS: Final = {f"tag:yaml.org,2002:{name}" for name in PLAIN_KINDS}


class _QuickLoader(CSafeLoader):
    """The reader in C, by YAML 1.2; `YAML` would build a class and look for plug-ins on disk for each text."""

    processing_version = (1, 2)


class BadYaml(Exception):
    """YAML that is not read, with its code, its line and column, and how to mend it."""

    def __init__(self, code: str, message: str, mend: str, line: int, column: int) -> None:
        super().__init__(message)
        self.code, self.message, self.mend, self.line, self.column = code, message, mend, line, column


@dataclass(frozen=True, kw_only=True)
class Values:
    """A mapping as read, and the line and column of every key and item in it."""

    mapping: dict[str, Any]
    places: Places

    def place(self, path: Path) -> tuple[int, int]:
        """Give line and column of a key, or of the nearest thing around it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))


def in_quotes(words: str) -> str:
    """Any words as YAML writes them in quotes; signs that nobody sees are written out."""
    quoted = json.dumps(words, ensure_ascii=False)
    return UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", quoted)


def read_yaml(text: str, first_line: int = 1) -> Values:
    """Read one mapping; raises ``BadYaml`` for anything else."""
    try:
        return _read(text, first_line)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
        message = f"This is not YAML that can be read: {error.problem or 'it breaks off'}."
        mend = "Write `key: value`; put quotes around a value that holds a colon, a # or a quote."
        raise BadYaml("yaml-unreadable", message, mend, line, column) from error
    except (YAMLError, ValueError, KeyError, RecursionError) as error:
        message = "This is not YAML that can be read: it holds a sign or a value that YAML does not know."
        raise BadYaml(
            "yaml-unreadable", message, "Write `key: value` in plain text.", first_line, 1
        ) from error


def _read(text: str, first_line: int) -> Values:
    node, constructor = _composed(text)
    if not isinstance(node, MappingNode):
        mend = "Write one `key: value` on each line."
        raise BadYaml("yaml-unreadable", "This is not a list of keys and values.", mend, first_line, 1)
    places: Places = {}
    _walk(node, (), first_line, places)
    return Values(mapping=constructor.construct_document(node), places=places)


def _composed(text: str) -> tuple[Node | None, SafeConstructor]:
    """Give the tree of a text, without any value yet, and who makes values of it."""
    if _needs_care(text):
        yaml = YAML(typ="safe", pure=True)
        return yaml.compose(text), yaml.constructor
    loader = _QuickLoader(text)
    try:
        return loader.get_single_node(), loader
    finally:
        loader.dispose()


def _needs_care(text: str) -> bool:
    """Say whether the slow reader must read this: the quick one tells no anchors and nests without bound."""
    return "&" in text or "*" in text or text.count("[") + text.count("{") > BRACKETS_LIMIT


def _walk(node: Node, path: Path, first_line: int, places: Places) -> None:
    """Note where everything stands; stop at the first trick, before any value is made."""
    here = (node.start_mark.line + first_line, node.start_mark.column + 1)
    is_odd_key = path[-1:] == (KEY,) and not isinstance(node, ScalarNode)
    if node.anchor or len(path) > DEPTH_LIMIT or node.tag not in PLAIN_TAGS or is_odd_key:
        message = "Anchors, aliases, own tags and deep nesting are not read here."
        raise BadYaml("yaml-trick", message, "Write the values out in full.", *here)
    places.setdefault(path, here)
    if isinstance(node, MappingNode):
        _walk_mapping(node, path, first_line, places)
    elif isinstance(node, SequenceNode):
        for number, item in enumerate(node.value):
            _walk(item, (*path, number), first_line, places)


def _walk_mapping(node: MappingNode, path: Path, first_line: int, places: Places) -> None:
    for key, value in node.value:
        name = (*path, str(key.value))
        place = (key.start_mark.line + first_line, key.start_mark.column + 1)
        if name in places:
            raise BadYaml("yaml-key-twice", f"The key `{key.value}` stands here twice.", "Keep one.", *place)
        places[name] = place
        _walk(key, (*name, KEY), first_line, places)
        _walk(value, name, first_line, places)
