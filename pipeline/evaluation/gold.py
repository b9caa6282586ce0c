"""Gold: the right answers for a document, one JSON file each, small enough to be written by hand.

The format is described in docs/evaluation.md. Unknown keys, unknown values and keys given twice are refused, so that a slip
of the pen does not count as a fault of the extractor.
"""

import json
import types
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Self, Union, get_args, get_origin

from pydantic import AfterValidator, BeforeValidator, Field, FiniteFloat, StrictBool, ValidationError, model_validator

from pipeline.errors import SettingError
from schemas import (
    Bound,
    CitationKind,
    Decision,
    Direction,
    Framework,
    QuantityKind,
    QuantityRole,
    RiskLevel,
    StakeholderKind,
    Stance,
    TimingUnit,
)
from schemas.base import Record

SUFFIX = ".gold.json"
_SHOWN = 10


class Tier(StrEnum):
    """How far a document is from the usual template; in `prose` only part of the fields are annotated."""

    HOUSE = "house"
    VARIANT = "variant"
    PROSE = "prose"


def _written(value: Any) -> Any:
    """A number where a text is meant, as one who writes by hand may leave out the quotation marks."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _citation(value: str) -> str:
    kind, _, locator = value.strip().partition(" ")
    if kind.lower() not in set(CitationKind) or not locator.strip():
        raise ValueError(
            f"a citation is 'kind locator', such as 'exhibit 4' or 'paragraph 4-6'; kinds: {', '.join(CitationKind)}"
        )
    return value


Number = Annotated[str, BeforeValidator(_written)]
Cited = Annotated[str, AfterValidator(_citation)]
Years = Annotated[str, BeforeValidator(_written), Field(pattern=r"^\d{4}(-\d{4})?$", description="A year or a range of years.")]


class GoldQuantity(Record):
    """A figure, as in the brief; what is left out is exact, a level, without period and not projected."""

    text: str
    value: FiniteFloat
    upper: FiniteFloat | None = None
    kind: QuantityKind
    unit: str | None = None
    per: str | None = None
    bound: Bound = Bound.EXACT
    role: QuantityRole = QuantityRole.LEVEL
    direction: Direction | None = None
    period: Years | None = None
    projected: StrictBool = False


class GoldStatement(Record):
    """A passage without bullet, label and citations."""

    label: str | None = None
    text: str = Field(min_length=1)
    citations: tuple[Cited, ...] = ()
    quantities: tuple[GoldQuantity, ...] = ()


class GoldMetric(GoldStatement):
    """A metric: its label, else the measured thing in the words of the text."""

    name: str


class GoldStakeholder(GoldStatement):
    """A position and who holds it."""

    name: str = Field(min_length=1)
    role: str | None = None
    kind: StakeholderKind
    stance: Stance


class GoldAnalysis(GoldStatement):
    """A passage of structural analysis."""

    framework: Framework


class GoldOption(Record):
    """An alternative; its quantities and citations are those of its points as well."""

    number: Number | None = None
    title: str | None = None
    text: str = ""
    rationale: tuple[str, ...] = ()
    trade_offs: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    recommended: StrictBool = False
    citations: tuple[Cited, ...] = ()
    quantities: tuple[GoldQuantity, ...] = ()


class GoldRecommendation(GoldStatement):
    """The advice and the numbers of the options it chooses."""

    chosen: tuple[Number, ...] = ()


class GoldTiming(Record):
    """When a step is due, in whole units from the start of the plan."""

    unit: TimingUnit
    start: int
    end: int


class GoldStep(GoldStatement):
    """A step of the roadmap."""

    text: str = ""
    number: Number | None = None
    title: str | None = None
    timing: GoldTiming | None = None


class GoldConstraint(GoldStatement):
    """What may hold the plan back."""

    title: str | None = None


class GoldRisk(GoldStatement):
    """A risk; its levels only where the text states them."""

    title: str | None = None
    severity: RiskLevel | None = None
    likelihood: RiskLevel | None = None


class GoldVerdict(Record):
    """The reviewer's decision."""

    text: str = Field(min_length=1)
    decision: Decision


class Gold(Record):
    """The right answers for the document `source`; a list that is left out holds nothing."""

    source: str = Field(min_length=1)
    tier: Tier
    title: str
    company: str | None = None
    metrics: tuple[GoldMetric, ...] = ()
    operational_facts: tuple[GoldStatement, ...] = ()
    stakeholders: tuple[GoldStakeholder, ...] = ()
    information_gaps: tuple[GoldStatement, ...] = ()
    core_questions: tuple[GoldStatement, ...] = ()
    structural_analysis: tuple[GoldAnalysis, ...] = ()
    options: tuple[GoldOption, ...] = ()
    recommendation: GoldRecommendation | None = None
    roadmap: tuple[GoldStep, ...] = ()
    constraints: tuple[GoldConstraint, ...] = ()
    risk_strategy: tuple[GoldStatement, ...] = ()
    bottom_line: GoldStatement | None = None
    dangerous_assumptions: tuple[GoldStatement, ...] = ()
    risks: tuple[GoldRisk, ...] = ()
    unconsidered_alternatives: tuple[GoldStatement, ...] = ()
    verdict: GoldVerdict | None = None
    related_cases: tuple[str, ...] | None = None

    @model_validator(mode="after")
    def _chosen(self) -> Self:
        numbers = {option.number for option in self.options}
        for number in self.recommendation.chosen if self.recommendation else ():
            if number not in numbers:
                raise ValueError(f"recommendation.chosen: {number!r} is the number of no option")
        return self


class GoldFile(Record):
    """A gold file: where it was read and what it says."""

    path: Path
    gold: Gold


def read_gold(places: Iterable[Path]) -> list[GoldFile]:
    """The gold of files and of folders (their `*.gold.json`, not those of subfolders), in the order given, then by name.

    Raises SettingError where there is none, or where a file is broken: it names file and place of up to ten faults.
    """
    places = list(places)
    paths = list(dict.fromkeys(path.resolve() for place in places for path in _files(place)))
    shown = {path.resolve(): path for place in places for path in _files(place)}
    if not paths:
        raise SettingError(
            f"--gold {' '.join(map(str, places))}: holds no file *{SUFFIX}. Name a folder of gold, or a gold file."
        )
    read: list[GoldFile] = []
    faults: list[str] = []
    for path in paths:
        found = _read(shown[path])
        if isinstance(found, Gold):
            read.append(GoldFile(path=shown[path], gold=found))
        else:
            faults += found
    faults = faults or list(_twice(read))
    if faults:
        more = [f"... and {len(faults) - _SHOWN} more"] if len(faults) > _SHOWN else []
        raise SettingError("\n".join([*faults[:_SHOWN], *more]))
    return read


def _files(place: Path) -> Sequence[Path]:
    if place.is_dir():
        return sorted(place.glob(f"*{SUFFIX}"))
    if not place.exists():
        raise SettingError(f"--gold {place}: no such file or folder. Name a folder of *{SUFFIX} files.")
    if not place.name.endswith(SUFFIX):
        raise SettingError(f"--gold {place}: is no gold file. Its name must end in {SUFFIX}.")
    return [place]


def _read(path: Path) -> Gold | list[str]:
    """The gold of a file, or its faults."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        return [f"{path}: line {error.lineno}, column {error.colno}: no JSON: {error.msg}. Mend it there."]
    except UnicodeDecodeError as error:
        return [f"{path}: byte {error.start}: not UTF-8. Save the file as UTF-8."]
    except ValueError as error:
        return [f"{path}: {error}. Keep one of them."]
    except OSError as error:
        return [f"{path}: cannot be read: {error.strerror}. Check the rights of the file."]
    try:
        return Gold.model_validate(content)
    except ValidationError as error:
        return [f"{path}: {_fault(dict(part))}" for part in error.errors(include_url=False)]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key!r} stands twice in one object")
        found[key] = value
    return found


def _fault(error: dict[str, Any]) -> str:
    place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error["loc"]).lstrip(".")
    if error["type"] == "extra_forbidden":
        return f"{place}: no such key. Known here: {', '.join(_known(error['loc'][:-1]))}."
    if error["type"] == "missing":
        return f"{place}: is missing. Add it."
    if error["type"] == "model_type":
        return f"{place or 'the file'}: must be an object in braces, not {error['input']!r}. Mend it there."
    message = str(error["msg"]).removeprefix("Value error, ")
    return f"{place}: {message}, not {error['input']!r}. Mend it there." if place else f"{message}. Mend it there."


def _known(place: Sequence[str | int]) -> Iterable[str]:
    """The keys that may stand at `place`."""
    model: Any = Gold
    for part in place:
        if isinstance(part, str):
            model = _model(model.model_fields[part].annotation)
    known: Iterable[str] = model.model_fields
    return known


def _model(annotation: Any) -> Any:
    if get_origin(annotation) in (Union, types.UnionType, tuple):
        return _model(get_args(annotation)[0])
    return annotation


def _twice(files: Iterable[GoldFile]) -> Iterator[str]:
    """Two answers for one document: neither figures nor changes could be told apart."""
    first: dict[str, Path] = {}
    for file in files:
        source = file.gold.source
        if source in first:
            yield f"{file.path}: source: {source!r} is that of {first[source]} too. Write more of the path in one of them."
        first.setdefault(source, file.path)
