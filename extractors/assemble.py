"""The one step that makes a brief of an analysis: fields, outline, coverage and diagnostics."""

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from extractors.analysis import Analysis
from extractors.diagnostics import diagnose
from extractors.fields import FIELDS, field_of
from extractors.rulebook import rules_hash
from schemas import CaseBrief, Generator, Section, Source
from schemas.base import Evidence
from schemas.items import Option

NAME = "casebrief"


def assemble(analysis: Analysis, *, source: Source, document_id: str) -> CaseBrief:
    """The brief of one document. Everything in it follows from the text, the rules and the version."""
    fields = {name: field_of(analysis, name) for name in FIELDS}
    fields["options"], recommendation = _recommended(fields["options"], fields["recommendation"])
    fields["recommendation"] = recommendation
    return CaseBrief(
        id=document_id,
        generator=generator(analysis),
        source=source,
        sections=sections(analysis),
        diagnostics=diagnose(analysis, fields),
        coverage=coverage(analysis.text, fields),
        **fields,
    )


def generator(analysis: Analysis) -> Generator:
    """Name and version of the extractor and the hash of the rules in force."""
    return Generator(name=NAME, version=package_version(), rules=rules_hash(analysis.overlay))


def package_version() -> str:
    """The installed version, '0' in a tree that is not installed."""
    try:
        return version(NAME)
    except PackageNotFoundError:
        return "0"


def _recommended(options: tuple[Option, ...], recommendation: object) -> tuple[tuple[Option, ...], object]:
    chosen = set(getattr(recommendation, "chosen", ()))
    return tuple(
        option.model_copy(update={"recommended": True}) if option.number in chosen else option for option in options
    ), recommendation


def sections(analysis: Analysis) -> tuple[Section, ...]:
    """The outline as it is published."""
    return tuple(
        Section(
            name=node.section,
            heading=analysis.words(*node.heading) if node.heading else "",
            level=node.level,
            evidence=Evidence(start=node.start, end=max(node.end, node.start + 1)),
            reason=node.reason,
        )
        for node in analysis.nodes
    )


def coverage(text: str, fields: dict[str, object]) -> float:
    """The share of non-blank characters that some item covers, to four places."""
    total = sum(1 for char in text if not char.isspace())
    covered = 0
    at = 0
    for start, end in sorted(_places(fields)):
        start = max(start, at)
        if end > start:
            covered += sum(1 for char in text[start:end] if not char.isspace())
            at = end
    return round(covered / total, 4) if total else 0.0


def _places(fields: dict[str, object]) -> Iterator[tuple[int, int]]:
    for value in fields.values():
        for item in value if isinstance(value, tuple) else (value,):
            evidence = getattr(item, "evidence", None)
            if isinstance(evidence, Evidence):
                yield evidence.start, evidence.end
            if isinstance(item, Option):
                for point in (*item.rationale, *item.trade_offs, *item.requirements):
                    yield point.evidence.start, point.evidence.end
