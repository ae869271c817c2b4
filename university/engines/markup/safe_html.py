"""The one string type that templates may print unescaped."""

from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema


class SafeHTML(str):
    """HTML that has passed the sanitizers; only ``clean`` and the catalog's own store make it."""

    __slots__ = ()

    def __html__(self) -> str:
        """Tell template engines that this text needs no escaping."""
        return str(self)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 -- pydantic's own signature
        """Read it back from the catalog's store as what it was when it was written."""
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema())
