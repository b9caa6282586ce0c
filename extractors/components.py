"""The spaCy components. Each makes sure of its layer of the analysis and lays its findings down as spans of the Doc.

`doc._.case` holds the `Analysis`; `doc.spans["case_metrics"]` and its like hold the spans, widened to whole tokens (the exact
characters are in the values' evidence). Every component works alone: what it needs from earlier layers is made when it asks.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, cast

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from extractors.analysis import Analysis
from extractors.fields import FIELDS, field_of
from schemas.base import Evidence

Found = Iterator[tuple[int, int, str]]
_UNPLACED = ("title", "company")  # fields without evidence of their own


def analysis_of(doc: Doc, overlay: Path | None = None) -> Analysis:
    """The analysis of a Doc, begun if there is none yet."""
    if not Doc.has_extension("case"):
        Doc.set_extension("case", default=None)
    analysis = doc._.case
    if analysis is None:
        analysis = doc._.case = Analysis(doc.text, overlay)
    return cast(Analysis, analysis)


def _layout(analysis: Analysis) -> Found:
    return ((block.start, block.end, block.kind.value) for block in analysis.blocks)


def _sections(analysis: Analysis) -> Found:
    return ((node.start, node.end, node.section.value) for node in analysis.nodes)


def _citations(analysis: Analysis) -> Found:
    citations = (citation for group in analysis.citation_groups for citation in group.citations)
    return ((citation.evidence.start, citation.evidence.end, citation.kind.value) for citation in citations)


def _quantities(analysis: Analysis) -> Found:
    return ((quantity.evidence.start, quantity.evidence.end, quantity.kind.value) for quantity in analysis.quantities)


def _field(name: str) -> Callable[[Analysis], Found]:
    def find(analysis: Analysis) -> Found:
        value = field_of(analysis, name)
        for item in value if isinstance(value, tuple) else (value,) if value is not None else ():
            evidence: Evidence = item.evidence
            yield evidence.start, evidence.end, name

    return find


LAYERS: dict[str, Callable[[Analysis], Found]] = {
    "case_layout": _layout,
    "case_sections": _sections,
    "case_citations": _citations,
    "case_quantities": _quantities,
    **{f"case_{name}": _field(name) for name in FIELDS if name not in _UNPLACED},
}


class CaseComponent:
    """Lays one layer of the analysis down in ``doc.spans[name]``."""

    def __init__(self, layer: str, overlay: Path | None) -> None:
        self.layer, self.overlay = layer, overlay

    def __call__(self, doc: Doc) -> Doc:
        """The Doc, its text unchanged, with the layer's spans."""
        analysis = analysis_of(doc, self.overlay)
        doc.spans[self.layer] = SpanGroup(doc, name=self.layer, spans=list(_spans(doc, LAYERS[self.layer](analysis))))
        return doc


def _spans(doc: Doc, found: Iterable[tuple[int, int, str]]) -> Iterator[Any]:
    for start, end, label in found:
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        if span is not None:
            yield span


def _factory(layer: str) -> Callable[..., CaseComponent]:
    def create(nlp: Language, name: str, rules: str | None) -> CaseComponent:
        return CaseComponent(layer, Path(rules) if rules else None)

    create.__name__ = create.__qualname__ = layer
    registered = Language.factory(layer, default_config={"rules": None}, assigns=["doc._.case", "doc.spans"], func=create)
    return cast("Callable[..., CaseComponent]", registered)


if not Doc.has_extension("case"):
    Doc.set_extension("case", default=None)
# One name a factory: the package's entry points look them up in this module.
globals().update({layer: _factory(layer) for layer in LAYERS})
