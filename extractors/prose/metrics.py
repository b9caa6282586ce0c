"""Metrics in running text: sentences that state a measured figure as a fact."""

import re

from extractors.analysis import Analysis
from extractors.items.entries import Entry
from extractors.items.metrics import measured_thing
from extractors.items.statements import parts_of
from extractors.prose.cues import Role
from extractors.prose.reading import Sentence
from extractors.prose.text import Found, running_text
from schemas.items import Metric
from schemas.quantity import Quantity

_HARD = frozenset({"currency", "percent", "percentage_point", "basis_point", "multiple", "measure"})
_SUPPOSED = re.compile(r"\b(?:would|could|might|should|ought|must|may|if|suppose|imagine)\b")
_THING = re.compile(
    r"\b(?:revenues?|turnover|sales|income|profits?|margins?|losses|loss|lost|deficit|surplus|debt|loans?|cash|costs?|price[sd]?|fees?|share|market|customers?|users?|members?|employ\w*|staff|"
    r"capacity|output|production|deliver\w*|orders?|volume|rent|tariff|wages?|churn|growth|grew|rose|fell|occupancy|visitors?|grant|budget|endowment|value[sd]?|worth|earn\w*|spend\w*|interest|"
    r"subscri\w+|admissions|shipments?|tonnes|units|stores?|shops|plants?|average[sd]?|per cent|percent|rate|rating|ratio)\b"
)
_HISTORY = re.compile(
    r"\b(?:founded|established|born|opened|started|began|built|set up|joined|arrived|bought it|for the first time)\b"
)
_CITED_DOCUMENT = 4  # with so many cited figures, a figure without a citation needs more to be a metric
_LEAST = 2.0


def find_metrics(analysis: Analysis) -> list[Found]:
    """The sentences outside options, advice, risks and positions that state measured figures."""
    text = running_text(analysis)
    held = {id(sentence) for sentence in text.taken}
    open_sentences = [s for s in text.sentences if id(s) not in held and s.role is not Role.POSITIONS and s.quantities]
    cited = sum(1 for sentence in open_sentences if sentence.citations) >= _CITED_DOCUMENT
    dense = {paragraph for paragraph in {s.paragraph for s in open_sentences} if _is_dense(open_sentences, paragraph)}
    found = []
    for sentence in open_sentences:
        score = _score(sentence, cited, sentence.paragraph in dense)
        if score >= _LEAST:
            found.append(Found(sentence.span, round(min(0.97, 0.3 + 0.14 * score), 3), (sentence,)))
    return found


def _is_dense(sentences: list[Sentence], paragraph: int) -> bool:
    return sum(1 for s in sentences if s.paragraph == paragraph and _measures(s.quantities)) >= 2


def _measures(quantities: tuple[Quantity, ...]) -> bool:
    return any(str(quantity.kind) in _HARD or quantity.value >= 100 for quantity in quantities)


def _score(sentence: Sentence, cited: bool, dense: bool) -> float:
    score = 0.0
    if any(str(quantity.kind) in _HARD for quantity in sentence.quantities):
        score += 1.5
    elif any(quantity.value >= 100 for quantity in sentence.quantities):
        score += 1.0
    else:
        score += 0.3
    score += 2.0 if sentence.citations else (-1.5 if cited else 0.0)
    score += 0.8 if _THING.search(sentence.said) else 0.0
    score += 0.6 if dense else 0.0
    score += 0.5 if sentence.node.home == "metrics" else 0.0
    if _SUPPOSED.search(sentence.said) and not sentence.citations:
        score -= 1.5
    if _HISTORY.search(sentence.said) and not sentence.citations:
        score -= 1.2
    if sentence.weight(Role.OTHER) >= 4.0 or sentence.said.endswith("?"):
        score -= 2.0
    if sentence.role in (Role.RECOMMENDATION, Role.OPTIONS, Role.RISKS):
        score -= 1.5
    return score


def read_prose_metrics(analysis: Analysis) -> tuple[Metric, ...]:
    """The metrics of a document's running text, a sentence each."""
    found = []
    for number, passage in enumerate(find_metrics(analysis), start=1):
        span = passage.span
        entry = Entry(span.start, span.end, None, span)
        found.append(
            Metric(id=f"metrics-{number}", name=measured_thing(analysis, span.start, span.end), **parts_of(analysis, entry))
        )
    return tuple(found)
