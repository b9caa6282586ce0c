"""Metrics: quantified evidence, each with the name of what is measured."""

import re

from extractors.analysis import Analysis
from extractors.items.entries import Entry, Run, entries_of
from extractors.items.statements import is_measured, label_of, parts_of, undivided
from extractors.passages import fold, without_emphasis
from schemas.enums import SectionName
from schemas.items import Metric

# Where the thing measured ends: the verb of a statement of measure, in the forms that such statements use.
_VERB = re.compile(
    r"""\b(?:is|are|was|were|has|have|had|will|would|could|can|may|stands?|stood|amount(?:s|ed)?|reach(?:es|ed)?|rose|rise[sn]?|fell|falls?|fallen|grew|grows?|grown|
    increas(?:es|ed)|decreas(?:es|ed)|declin(?:es|ed)|dropp(?:ed)|drops?|slipp?(?:s|ed)|climb(?:s|ed)|c[ao]mes?|came|account(?:s|ed)?|generat(?:es|ed)|contribut(?:es|ed)|
    total(?:s|led|ed)|averag(?:es|ed)|cost(?:s)?|sank|sinks?|shrank|shrinks?|doubled|tripled|trebled|halved|quadrupled|recovered|swelled|sell(?:s)?|sold|earn(?:s|ed)?|
    produc(?:es|ed)|spen(?:ds|t)|take(?:s)?|took|represent(?:s|ed)?|makes?|made|exceed(?:s|ed)?|remain(?:s|ed)?|yield(?:s|ed)?|fetch(?:es|ed)?|supply|supplies|brought|brings?|
    jumped|jumps?|surged|plunged|widened|narrowed|improved|deteriorated|hovers?|hit|hits|runs?|ran|expanded|contracted|lost|loses?|needs?|needed|uses?|used|requires?|required|leaves?|left|holds?|held|serves?|served|pays?|paid|charges?|charged|churns?|draws?|drew|covers?|covered|employs?|employed|buys?|bought|booked|posted|recorded|report(?:s|ed)?)\b""",
    re.VERBOSE,
)
_ARTICLE = re.compile(r"^(?:the|a|an|its|their|our|this|that|these|those|about|nearly|some)\s+", re.IGNORECASE)
_OPENING = re.compile(
    r"^(?:(?:in|by|at|since|during|as|according|with|without|for|from|after|before|over|under|between|of)\b[^,;]{0,80},\s*)+",
    re.IGNORECASE,
)


def read_metrics(analysis: Analysis) -> tuple[Metric, ...]:
    """The metrics of the document's parts on figures, and of an undivided evidence brief those entries that measure."""
    entries = entries_of(analysis, analysis.parts(SectionName.METRICS), Run.CITED)
    entries += [entry for entry in undivided(analysis) if is_measured(analysis, entry)]
    entries.sort(key=lambda entry: entry.start)
    return tuple(
        Metric(id=f"metrics-{n}", name=name_of(analysis, entry), **parts_of(analysis, entry))
        for n, entry in enumerate(entries, start=1)
    )


def name_of(analysis: Analysis, entry: Entry) -> str:
    """The label, else the words before the verb, else the unit counted, else the first words."""
    label = label_of(analysis, entry.label)
    if label:
        return label
    return measured_thing(analysis, entry.body.start, entry.end)


def measured_thing(analysis: Analysis, start: int, end: int) -> str:
    """The measured thing in the text's own words: what stands before the verb, without article."""
    words = fold(without_emphasis(analysis.words(start, end)))
    subject = _OPENING.sub("", words)
    verb = _VERB.search(subject, 2)
    name = subject[: verb.start()] if verb else subject
    name = _ARTICLE.sub("", re.split(r"[,;:(]", name)[0].strip())
    tokens = name.split()
    return " ".join(tokens[:12]) or words[:60] or analysis.text[start:end][:60]
