"""Citations: what in the case a passage points at."""

from extractors.citations.find import CitationGroup, cell_citations, find_citations
from extractors.citations.grammar import CitationGrammar, load_grammar

__all__ = ["CitationGrammar", "CitationGroup", "cell_citations", "find_citations", "load_grammar"]
