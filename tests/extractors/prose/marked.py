"""Documents with their answers marked in place.

`{{M|...}}` is a metric, `{{S name;kind;stance|...}}` a position, `{{O1|...}}` an option, `{{R2|...}}` the recommendation with
the option it chooses, `{{K likelihood;severity|...}}` a risk ("-" or nothing where the text does not rate it).
"""

import re
from dataclasses import dataclass
from pathlib import Path

DOCUMENTS = Path(__file__).parent / "documents"
_MARK = re.compile(r"\{\{(?P<kind>[MSORK])(?P<facts>[^|{}]*)\|(?P<words>[^{}]*)\}\}")


@dataclass(frozen=True)
class Marked:
    """A marked passage: its letter, what stands before the bar, and its range in the text without marks."""

    kind: str
    facts: tuple[str, ...]
    start: int
    end: int


def read_marked(name: str) -> tuple[str, list[Marked]]:
    """The text without marks, and the passages that were marked."""
    raw = (DOCUMENTS / name).read_text(encoding="utf-8")
    text, at, found = "", 0, []
    for match in _MARK.finditer(raw):
        text += raw[at : match.start()]
        facts = tuple(fact.strip() for fact in match["facts"].split(";"))
        found.append(Marked(match["kind"], facts, len(text), len(text) + len(match["words"])))
        text += match["words"]
        at = match.end()
    return text + raw[at:], found
