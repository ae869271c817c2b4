"""What is printed on a certificate; the paper shows these facts and nothing else."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256

from university.base.zones import city

#: Raised when the drawing of the paper changes, so that papers are made anew.
LAYOUT = 1


@dataclass(frozen=True, kw_only=True)
class PrintedFacts:
    """The facts on one paper; days are those of the holder's zone, ``address`` is where it is verified."""

    code: str
    holder_name: str
    title: str
    permission_words: str
    university_name: str
    company_name: str
    issued_on: date
    ends_on: date
    zone: str
    address: str

    @property
    def digest(self) -> str:
        """What a finished paper is kept by: the same facts give the same paper."""
        facts = json.dumps([LAYOUT, asdict(self)], default=str, sort_keys=True)
        return sha256(facts.encode()).hexdigest()

    @property
    def city(self) -> str:
        """The part of the zone's name that people say: "Berlin"."""
        return city(self.zone)
