"""Extraction from running text: the part each sentence plays, and the items that sentences and runs of sentences make."""

from extractors.prose.company import read_prose_company
from extractors.prose.items import read_prose_options, read_prose_recommendation, read_prose_risks
from extractors.prose.metrics import find_metrics, read_prose_metrics
from extractors.prose.reading import is_running_text
from extractors.prose.stakeholders import find_positions, read_prose_stakeholders
from extractors.prose.text import Found, RunningText, running_text

__all__ = [
    "Found",
    "RunningText",
    "find_metrics",
    "find_positions",
    "is_running_text",
    "read_prose_company",
    "read_prose_metrics",
    "read_prose_options",
    "read_prose_recommendation",
    "read_prose_risks",
    "read_prose_stakeholders",
    "running_text",
]
