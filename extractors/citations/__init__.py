"""Citations: what in the case a passage points at."""

from extractors.citations.find import CitationGroup, find_citations
from extractors.citations.grammar import CitationGrammar, load_grammar

__all__ = ["CitationGrammar", "CitationGroup", "find_citations", "load_grammar"]
