"""The spaCy component `case_quantities`: a thin coat around `find`."""

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from extractors.quantities.finder import find
from extractors.quantities.rules import load_quantity_rules


class QuantityComponent:
    """Fills ``doc.spans["case_quantities"]`` and ``doc._.case_quantities`` (list of Quantity) of a Doc."""

    def __init__(self, name: str, overlay: str | None = None) -> None:
        self.name = name
        self.rules = load_quantity_rules(Path(overlay) if overlay is not None else None)
        if not Doc.has_extension("case_quantities"):
            Doc.set_extension("case_quantities", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Find the quantities of the document's text."""
        quantities = find(doc.text, rules=self.rules)
        spans = [
            doc.char_span(q.evidence.start, q.evidence.end, label=q.kind.value, alignment_mode="expand") for q in quantities
        ]
        doc.spans["case_quantities"] = [span for span in spans if span is not None]
        doc._.case_quantities = quantities
        return doc


@Language.factory("case_quantities", default_config={"overlay": None}, assigns=["doc._.case_quantities", "doc.spans"])
def make_case_quantities(nlp: Language, name: str, overlay: str | None) -> QuantityComponent:
    """The component; `overlay` is a folder of rule files laid over the packaged ones."""
    return QuantityComponent(name, overlay)
