"""The faults of a document one by one, with their place: misses, false finds, wrong attributes, other texts, misquotes."""

from collections.abc import Iterator
from typing import Any

from pipeline.evaluation.answers import Answer
from pipeline.evaluation.attributes import written_amount
from pipeline.evaluation.judging import JudgedDocument, Judgement, Level, Match
from pipeline.evaluation.places import Span
from pipeline.evaluation.report import Finding, Kind


def findings(document: JudgedDocument) -> list[Finding]:
    """All faults of `document`, by field in the brief's order, each field's in reading order."""
    found = [
        finding
        for name, judgement in document.fields.items()
        for finding in sorted(_of_field(document, name, judgement), key=_place)
    ]
    return found + [
        _finding(document, "provenance", Kind.MISQUOTED, wrong.text, wrong.span, got=wrong.quoted, brief_path=wrong.path)
        for wrong in document.misquotes
    ]


def unplaced(document: JudgedDocument) -> Iterator[str]:
    """The gold texts that do not stand in the document: slips of whoever wrote the gold, or rows read in another order."""
    if document.locator is None:
        return
    for name, judgement in document.fields.items():
        for answer in (*(match.gold for match in judgement.matches), *judgement.missed):
            if answer.span is None and answer.text and name != "citations":
                yield f"{document.source}: {answer.path}: {answer.text}"


def place(document: JudgedDocument, span: Span | None) -> dict[str, int | None]:
    """Line and offsets of `span`, as findings and changes state them."""
    if span is None or document.locator is None:
        return {"line": None, "start": None, "end": None}
    return {"line": document.locator.line(span.start), "start": span.start, "end": span.end}


def _of_field(document: JudgedDocument, name: str, judgement: Judgement) -> Iterator[Finding]:
    for answer in judgement.missed:
        meant = _amount(name, answer)
        yield _finding(document, name, Kind.MISSED, answer.text, answer.span, expected=meant, gold_path=answer.path)
    for answer in judgement.false_finds:
        more = {"got": _amount(name, answer), "brief_path": answer.path, **_said(answer)}
        yield _finding(document, name, Kind.FALSE_FIND, answer.text, answer.span, **more)
    for match in judgement.matches:
        yield from _of_match(document, name, match)


def _of_match(document: JudgedDocument, name: str, match: Match) -> Iterator[Finding]:
    paths = {"gold_path": match.gold.path, "brief_path": match.found.path}
    span = match.found.span or match.gold.span
    for difference in match.differences:
        yield _finding(
            document,
            name,
            Kind.WRONG_ATTRIBUTE,
            match.found.text,
            span,
            attribute=difference.attribute,
            expected=difference.expected,
            got=difference.got,
            **paths,
            **_said(match.found),
        )
    if not match.meets(Level.EXACT):
        yield _finding(
            document,
            name,
            Kind.OTHER_TEXT,
            match.found.text,
            span,
            expected=match.gold.text,
            got=match.found.text,
            **paths,
            **_said(match.found),
        )


def _amount(name: str, answer: Answer) -> str | None:
    """The value of a quantity, whose words may be found and yet be misread."""
    return written_amount(answer.item) if name == "quantities" else None


def _said(answer: Answer) -> dict[str, Any]:
    return {"confidence": answer.confidence, "method": answer.method}


def _finding(document: JudgedDocument, name: str, kind: Kind, text: str, span: Span | None, **more: Any) -> Finding:
    where = place(document, span)
    return Finding(document=document.source, tier=document.tier, field=name, kind=kind, text=text, **where, **more)


def _place(finding: Finding) -> tuple[bool, int]:
    return finding.start is None, finding.start or 0
