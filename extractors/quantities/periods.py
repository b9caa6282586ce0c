"""Periods: the years, quarters and months a sentence names, and which of its figures they belong to."""

import bisect
import calendar
import datetime
from dataclasses import dataclass

from extractors.quantities.figure import Figure
from extractors.quantities.passage import Passage
from extractors.quantities.rules import QuantityRules
from schemas.base import Evidence
from schemas.enums import QuantityKind, QuantityRole
from schemas.quantity import Period

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": 4, "final": 4}
_THIRDS = {"early": 1, "mid": 2, "late": 3, "middle": 2}
_EDGES = frozenset({"end", "close", "start", "beginning", "year-end", "outset"})
_FISCAL = frozenset({"fy", "cy", "fiscal", "financial"})
_LEADS = frozenset(
    [
        "in",
        "by",
        "since",
        "from",
        "during",
        "until",
        "till",
        "through",
        "for",
        "of",
        "at",
        "throughout",
        "after",
        "before",
        "around",
        "to",
        "as",
        "on",
        "the",
        "over",
        "between",
    ]
)
_FOUNDED = frozenset(
    [
        "founded",
        "established",
        "built",
        "launched",
        "opened",
        "incorporated",
        "started",
        "created",
        "enlarged",
        "born",
        "dates",
        "dating",
        "acquired",
        "formed",
        "introduced",
        "commissioned",
        "listed",
        "joined",
        "enacted",
        "signed",
        "copyright",
    ]
)
_SEASONS = frozenset({"spring", "summer", "autumn", "fall", "winter", "season", "year", "calendar", "campaign", "harvest"})
_RELATIVE = frozenset({"that", "which", "who", "where", "when", "whose"})
_PRESENT = frozenset(
    [
        "is",
        "are",
        "has",
        "have",
        "will",
        "would",
        "can",
        "could",
        "now",
        "today",
        "currently",
        "remains",
        "remain",
        "may",
        "should",
        "must",
        "needs",
    ]
)
_JOINING = frozenset({"and", "but", "while", "whereas", "although", "yet", "though"})
_NEAR = 8  # figures on either side of a pair of years that may be its ends
_BASES = frozenset({"level", "levels", "average", "figure", "figures", "value", "values", "price", "prices", "peak"})
_AUXILIARIES = frozenset({"was", "were", "is", "are", "been", "be", "being"})


@dataclass(slots=True)
class Span:
    """Tokens `first` to before `last` that name a stretch of time; at `low` the phrase begins, preposition included."""

    first: int
    last: int
    start: datetime.date
    end: datetime.date
    low: int = 0
    pair: tuple["Span", "Span"] | None = None

    def period(self, p: Passage) -> Period:
        """The schema's period, quoting the words."""
        left, right = p.start[self.first], p.end[self.last - 1]
        return Period(text=p.text[left:right], start=self.start, end=self.end, evidence=Evidence(start=left, end=right))


def _core(figure: Figure) -> int:
    return figure.core


def _last(figure: Figure) -> int:
    return figure.last


def year_of(word: str) -> int:
    """The year that four digits say, 0 where they say none."""
    return int(word) if len(word) == 4 and word.isdigit() and "1800" <= word <= "2199" else 0


def find_spans(p: Passage, taken: list[tuple[int, int]], rules: QuantityRules) -> list[Span]:
    """All stretches of time that the passage names outside the figures (`taken`, sorted token ranges), in order."""
    spans: list[Span] = []
    low, n, t = p.low, p.n, 0
    for i in range(n):
        word = low[i]
        if not word[0].isdigit():
            continue
        while t < len(taken) and taken[t][1] <= i:
            t += 1
        if (t < len(taken) and taken[t][0] <= i) or (spans and spans[-1].last > i):
            continue
        span = _span(p, i, rules)
        if span is not None:
            spans.append(span)
    return _pairs(p, spans)


def _span(p: Passage, i: int, rules: QuantityRules) -> Span | None:
    low = p.low
    year = year_of(low[i])
    before = p.word(i - 1)
    if (
        not year
        and low[i].isdigit()
        and len(low[i]) == 2
        and (before in ("fy", "cy") or (before in ("'", "’") and p.word(i - 2) in ("fy", "cy")))
    ):
        year = 2000 + int(low[i])
    if not year:
        return None
    if p.glued(i) and before[-1].isalpha() and before not in ("fy", "cy", "mid"):
        return None
    if p.glued(i) and not before[-1].isalpha() and before not in ("-", "–", "(", "[", "'", "’", "/", '"', "“", "‘"):
        return None
    if p.glued(i + 1) and low[i + 1][0].isalpha() and low[i + 1] not in ("s", "e", "f", "a"):
        return None
    if before in rules.lists["codes"] and before not in ("eu", "ec"):
        return None
    first, last = i, i + 1
    start, end = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if p.glued(last) and p.word(last) == "s" and year % 10 == 0:
        return Span(i, last + 1, start, datetime.date(year + 9, 12, 31), low=_lead(p, i))
    if p.glued(last) and p.word(last) in ("e", "f", "a"):
        last += 1
    elif p.word(last) in ("/", "-", "–") and p.word(last + 1).isdigit() and len(p.word(last + 1)) in (2, 4):
        other = year_of(p.low[last + 1]) or (year // 100 * 100 + int(p.low[last + 1]) if len(p.low[last + 1]) == 2 else 0)
        if year < other <= year + 60 and (p.low[last] != "-" or not p.glued(last + 2)):
            end = datetime.date(other, 12, 31)
            last += 2
    if (before == "-" and p.word(i - 2) == "mid") or (before == "–" and p.word(i - 2) == "mid"):
        first, (start, end) = i - 2, _third(year, 2)
        return Span(first, last, start, end, low=_lead(p, first))
    k = i - 1
    while (k >= 0 and low[k] in ("'", "’", "(", "year")) or (k >= 0 and low[k] in _FISCAL):
        if low[k] in _FISCAL or (low[k] == "year" and p.word(k - 1) in _FISCAL):
            first = k
        elif low[k] == "year":
            break
        k -= 1
    k = first - 1
    word = p.word(k)
    if word == "," and p.word(k - 1).isdigit() and p.word(k - 2) in rules.lists["months"]:
        return _month_span(p, k - 2, last, year, int(p.low[k - 1]) if len(p.low[k - 1]) < 3 else 0, rules)
    if word in rules.lists["months"] or (word == "." and p.word(k - 1) in rules.lists["months"]):
        at = k if word != "." else k - 1
        day = int(p.low[at - 1]) if p.word(at - 1).isdigit() and len(p.low[at - 1]) <= 2 else 0
        return _month_span(p, at - 1 if day else at, last, year, day, rules, month_at=at)
    if word == "of" or word in ("the",):
        k -= 1
        word = p.word(k)
    if word.isdigit() and len(word) == 1 and p.glued(k) and p.word(k - 1) in ("q", "h"):
        first, (start, end) = k - 1, _part(year, int(word), 4 if p.low[k - 1] == "q" else 2)
    elif word in ("quarter", "half") and p.word(k - 1) in _ORDINALS:
        first = k - 1
        number = _ORDINALS[p.low[k - 1]]
        if word == "half":
            number = min(number, 2)
        start, end = _part(year, number, 4 if word == "quarter" else 2)
    elif word in _THIRDS:
        first, (start, end) = k, _third(year, _THIRDS[word])
    elif word in _EDGES and start.year == end.year:
        first = k
        edge = datetime.date(year, 12, 31) if word in ("end", "close", "year-end") else datetime.date(year, 1, 1)
        start = end = edge
    elif word in _SEASONS and p.word(first - 1) == "of":
        first = k
    if p.word(last) in _SEASONS or p.word(last) == "fiscal":
        last += 1
    return Span(first, last, start, end, low=_lead(p, first))


def _lead(p: Passage, first: int) -> int:
    """The first token of the phrase that ends in the span, its preposition included."""
    k = first
    while k > 0 and p.low[k - 1] in _LEADS and first - k < 3:
        k -= 1
    return k


def _third(year: int, number: int) -> tuple[datetime.date, datetime.date]:
    first = 4 * number - 3
    return datetime.date(year, first, 1), datetime.date(year, first + 3, calendar.monthrange(year, first + 3)[1])


def _part(year: int, number: int, parts: int) -> tuple[datetime.date, datetime.date]:
    """The number-th of so many equal parts of a year; the whole year where there is none of that number."""
    if not 1 <= number <= parts:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    months = 12 // parts
    last = months * number
    return datetime.date(year, last - months + 1, 1), datetime.date(year, last, calendar.monthrange(year, last)[1])


def _month_span(
    p: Passage, first: int, last: int, year: int, day: int, rules: QuantityRules, month_at: int | None = None
) -> Span:
    month = rules.years[p.low[first if month_at is None else month_at][:3]]
    final = calendar.monthrange(year, month)[1]
    if 1 <= day <= final:
        start = end = datetime.date(year, month, day)
    else:
        start, end = datetime.date(year, month, 1), datetime.date(year, month, final)
    if p.word(first - 1) == "of" and p.word(first - 2) in _EDGES and not day:
        first -= 2
    elif p.word(first - 1) in _THIRDS:
        first -= 1
    return Span(first, last, start, end, low=_lead(p, first))


def _pairs(p: Passage, spans: list[Span]) -> list[Span]:
    """Spans with "between A and B" and "from A to B" joined."""
    joined: list[Span] = []
    for span in spans:
        if joined:
            left = joined[-1]
            between = p.low[left.last : span.first]
            before = p.word(left.first - 1)
            if (
                left.pair is None
                and left.start <= span.end
                and (
                    (between == ["and"] and before == "between")
                    or (
                        between in (["to"], ["-"], ["–"], ["until"], ["through"])
                        and before in ("from", "", "in", "for", "(", "period", "over", "the", "during", "years")
                    )
                )
            ):
                joined[-1] = Span(
                    left.first, span.last, left.start, max(span.end, left.start), low=_lead(p, left.first), pair=(left, span)
                )
                continue
        joined.append(span)
    return joined


def attach_periods(p: Passage, figures: list[Figure], rules: QuantityRules) -> None:
    """Give the figures the periods that the passage names for them, sentence by sentence."""
    spans = find_spans(p, [(f.core, f.last) for f in figures], rules)
    if not spans:
        return
    s = f = 0
    for begin, stop in zip(p.breaks, p.breaks[1:], strict=False):
        here: list[Span] = []
        while s < len(spans) and spans[s].first < stop:
            here.append(spans[s])
            s += 1
        inside: list[Figure] = []
        while f < len(figures) and figures[f].core < stop:
            inside.append(figures[f])
            f += 1
        if here and inside:
            _attach(p, inside, here, begin, rules)


def _attach(p: Passage, figures: list[Figure], spans: list[Span], begin: int, rules: QuantityRules) -> None:
    for span in spans:
        if span.pair is not None:
            _split_pair(p, figures, span)
    for number, span in enumerate(spans):
        floor = spans[number - 1].last if number else begin
        _backward(p, figures, span, floor, rules)
    for number, span in enumerate(spans):
        limit = spans[number + 1].low if number + 1 < len(spans) else figures[-1].last
        _forward(p, figures, span, limit, begin, number == 0)


def _split_pair(p: Passage, figures: list[Figure], span: Span) -> None:
    """ "from A to B between 2020 and 2022": the first figure holds in the first year, the second in the last."""
    assert span.pair is not None
    behind = bisect.bisect_right(figures, span.first, key=_last)
    near = figures[max(0, behind - _NEAR) : behind + _NEAR]
    sources = [f for f in near if f.role is QuantityRole.FROM and f.period is None]
    targets = [f for f in near if f.role is QuantityRole.TO and f.period is None]
    if len(sources) == 1 and len(targets) >= 1:
        target = min(targets, key=lambda f: abs(f.core - sources[0].core))
        if abs(target.core - span.first) < 40:
            sources[0].period, target.period = span.pair[0].period(p), span.pair[1].period(p)


def _backward(p: Passage, figures: list[Figure], span: Span, floor: int, rules: QuantityRules) -> None:
    """A phrase of time holds for the figures before it in its clause."""
    if p.word(span.last) == ":":  # "(2020: CHF 5.1m)"
        return
    if "than" in p.low[span.low - 1 : span.first] or (p.word(span.first - 1) == "of" and p.word(span.first - 2) in _BASES):
        return  # "12 percent more than in 2021", "below the level of 2010"
    at, nearest = span.low, True
    reduced = p.word(span.low - 1) in _FOUNDED and p.word(span.low - 2) not in _AUXILIARIES
    behind = bisect.bisect_right(figures, span.first, key=_last)
    for index in range(behind - 1, -1, -1):
        figure = figures[index]
        if figure.core < floor:
            break
        gap = p.low[figure.last : at]
        if span.pair is not None and figure.period is not None:
            break
        if figure.period is not None or _bars(p, figure.last, at, nearest, rules):
            break
        adjacent = nearest and len(gap) <= 1
        if figure.role is QuantityRole.FROM and not nearest:
            break
        if (
            figure.role is QuantityRole.CHANGE
            and p.word(span.low) in ("over", "on", "versus")
            and span.start.year == span.end.year
        ):
            break  # "a rise of 58% over 2021" is no rise in 2021
        if (figure.kind is not QuantityKind.DURATION and figure.kind is not QuantityKind.MULTIPLE) or adjacent:
            figure.period = span.period(p)
        at, nearest = figure.first, False
        if reduced:  # "three hospitals opened since 2019" says nothing of what stands before the hospitals
            break


def _bars(p: Passage, first: int, last: int, nearest: bool, rules: QuantityRules) -> bool:
    """Does something between the figure and the phrase keep them apart?"""
    low = p.low
    for k in range(first, last):
        word = low[k]
        if word in (";", ":") or word[0] == "\n":
            return True
        if word in _RELATIVE or (word in ("into", "because", "if", "although", "before", "after", "until") and k < last - 1):
            return True
        if word == "," and not (nearest and k == last - 1) and not (nearest and k >= last - 2):
            return True
        if word == "to" and (low[k + 1] in rules.movements["level"] or low[k + 1] in rules.movements["verb"]):
            return True
        if word in _JOINING and k > first - 1 and (word != "and" or _verb_follows(p, k + 1, last)):
            return True
    return False


def _verb_follows(p: Passage, first: int, last: int) -> bool:
    return last - first > 1


def _forward(p: Passage, figures: list[Figure], span: Span, limit: int, begin: int, first_span: bool) -> None:
    """A phrase of time holds for later figures without one of their own, as far as its clause and its consequences go."""
    founded = p.word(span.low - 1) in _FOUNDED or (p.word(span.low) == "since" and span.low - 2 > begin)
    leading = first_span and figures[0].core >= span.first
    if founded or (span.pair is not None and not leading):
        return
    relative = any(word in _RELATIVE for word in p.low[max(begin, span.low - 8) : span.low]) and not leading
    at = span.last
    behind = bisect.bisect_right(figures, span.first, key=_last)
    source = figures[behind - 1] if behind else None
    if source is not None and source.role is QuantityRole.FROM and source.period is not None and source.core >= begin:
        return  # the year of where a movement began is not that of what follows
    for index in range(bisect.bisect_left(figures, span.last, key=_core), len(figures)):
        figure = figures[index]
        if figure.core >= limit and limit != figures[-1].last:
            break
        if figure.period is not None or figure.role is QuantityRole.FROM:
            at = figure.last
            if figure.period is not None:
                break
            continue
        if _ends_scope(p, at, figure.first, leading) or (relative and "," in p.low[at : figure.first]):
            break
        if _inherits(p, figure, leading):
            figure.period = span.period(p)
        at = figure.last


def _ends_scope(p: Passage, first: int, last: int, leading: bool) -> bool:
    low = p.low
    for k in range(first, last):
        if low[k] == ";" or low[k][0] == "\n":
            return True
        if low[k] in _JOINING and any(word in _PRESENT for word in low[k:last]):
            return True
    return False


def _inherits(p: Passage, figure: Figure, leading: bool) -> bool:
    if figure.kind is QuantityKind.MULTIPLE:
        return p.word(figure.first - 1) == "or" and p.word(figure.first - 2) == ","
    if figure.kind is QuantityKind.DURATION or p.word(figure.last) in ("today", "now"):
        return False
    if figure.kind is QuantityKind.COUNT and not leading:
        return figure.numeral.digits and p.word(figure.first - 1) != "the"
    return True
