"""Sections: headings get canonical names, and every block a place in the outline."""

from extractors.sections.content import read_contents
from extractors.sections.headings import HeadingBook, load_headings
from extractors.sections.leads import Lead, LeadBook, load_leads
from extractors.sections.outline import Node, Outliner
from extractors.sections.titles import TitleBook, load_titles

__all__ = [
    "HeadingBook",
    "Lead",
    "LeadBook",
    "Node",
    "Outliner",
    "TitleBook",
    "load_headings",
    "load_leads",
    "load_titles",
    "read_contents",
]
