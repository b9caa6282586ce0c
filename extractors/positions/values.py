"""What the position functions return: ranges of the text they were given, never copies of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from schemas.enums import StakeholderKind, Stance


class Span(NamedTuple):
    """A half-open range of code points in the text that was passed."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of the range."""
        return text[self.start : self.end]


class Polarity(StrEnum):
    """Which way a signal points."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    CONDITION = "condition"
    ABSTENTION = "abstention"
    DIVISION = "division"


class Mention(NamedTuple):
    """A holder named earlier in a document, as `resolve` needs it."""

    name: str
    kind: StakeholderKind
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a position: the name without a leading article, the role or office if one is given, and the kind.

    `anaphoric` is true where the name only points back: a pronoun, or a definite phrase such as "the founder".
    """

    name: Span
    role: Span | None
    kind: StakeholderKind
    anaphoric: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """A position that running text ascribes to a holder.

    `cue` is the verb or phrase that carries it, `content` what the position is: from the cue (its auxiliaries included) to
    the end of the clause, or what is quoted or said before the cue. `clause` is the whole passage of this one holder.
    `confidence` (0 to 1) is high for a named holder with an attitude, low for a general noun with a mere verb of saying.
    """

    holder: Holder
    cue: Span
    content: Span
    clause: Span
    confidence: float

    @property
    def anaphoric(self) -> bool:
        """Whether the holder must be joined to one named before."""
        return self.holder.anaphoric


@dataclass(frozen=True, slots=True)
class Signal:
    """One cue that spoke for or against; `weight` 0 is embedded in another cue's content and did not decide."""

    span: Span
    polarity: Polarity
    weight: int


@dataclass(frozen=True, slots=True)
class StanceReading:
    """The stance read from a passage, the range of its leading cue (None without one), and every signal in reading order."""

    stance: Stance
    cue: Span | None
    signals: tuple[Signal, ...]
