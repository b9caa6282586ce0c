"""From a text to its quantities: candidates, figures, ranges, bounds, denominators, roles, periods, in that order."""

import re
from collections.abc import Iterator, Sequence

from extractors.quantities.bounds import match_before, read_bound
from extractors.quantities.compounds import join_parts, join_shares
from extractors.quantities.figure import Figure
from extractors.quantities.figures import build_figure, read_noun_after
from extractors.quantities.headers import Header
from extractors.quantities.movements import read_role
from extractors.quantities.names import keep_bare, refused_name
from extractors.quantities.nouns import is_plural, subject_noun
from extractors.quantities.numerals import Numeral
from extractors.quantities.passage import Passage
from extractors.quantities.periods import attach_periods, year_of
from extractors.quantities.projections import mark_projections
from extractors.quantities.ranges import inherit_units, join_ranges, share_units, unit_from
from extractors.quantities.rates import per_of_subject, read_per
from extractors.quantities.refusals import refused_numeral
from extractors.quantities.rules import QuantityRules, load_quantity_rules
from extractors.quantities.units import read_unit
from schemas.base import Evidence
from schemas.enums import Bound, QuantityKind, QuantityRole
from schemas.quantity import Quantity

_BLANK_LINE = re.compile(r"\n[ \t\r\f\v]*+\n")
_DIGITS = frozenset("0123456789.")
_UNIT_WORDS = frozenset(
    ["second", "minute", "hour", "day", "week", "fortnight", "month", "quarter", "year", "decade", "century", "percent", "mile"]
)
_TIME_LEADS = frozenset({"in", "by", "between", "from", "since", "during", "at", "over", "until", "after", "before"})
_PRONOUNS = frozenset({"they", "it", "these", "those", "which", "that", "this", "he", "she"})


def find(
    text: str,
    *,
    start: int = 0,
    end: int | None = None,
    excluded: Sequence[tuple[int, int]] = (),
    header: Header | None = None,
    rules: QuantityRules | None = None,
) -> list[Quantity]:
    """The quantities in ``text[start:end]``, in order, with evidence that counts from the beginning of `text`.

    `excluded` are sorted half-open ranges that hold no quantity (citations, list markers). `header` gives a table cell what its
    header says. `rules` are those of :func:`load_quantity_rules`, by default the packaged ones.
    """
    rules = rules or load_quantity_rules()
    stop = len(text) if end is None else end
    found: list[Quantity] = []
    skip = 0
    for left, right in _paragraphs(text, start, stop):
        while skip < len(excluded) and excluded[skip][1] <= left:
            skip += 1
        last = skip
        while last < len(excluded) and excluded[last][0] < right:
            last += 1
        inside = excluded[skip:last]
        found += _find(Passage(text, left, right, inside), rules, header)
    return found


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between blank lines."""
    left = start
    for blank in _BLANK_LINE.finditer(text, start, end):
        if blank.start() > left:
            yield left, blank.start()
        left = blank.end()
    if left < end:
        yield left, end


def _find(p: Passage, rules: QuantityRules, header: Header | None) -> list[Quantity]:
    numbers = rules.numbers
    digits = _DIGITS
    candidates = [i for i, word in enumerate(p.low) if word[0] in digits or word in numbers or word in _UNIT_WORDS]
    if not candidates:
        return []
    figures = _build(p, candidates, rules)
    if not figures:
        return []
    if header is not None:
        for figure in figures:
            _apply_header(figure, header)
    figures = join_ranges(p, join_parts(p, join_shares(p, figures)), rules)
    share_units(p, figures, rules)
    sentences = _sentences(p, figures)
    for index, figure in enumerate(figures):
        previous = figures[index - 1] if index else None
        floor = max(previous.last if previous else 0, sentences[index])
        read_bound(p, figure, floor, previous, rules)
        if figure.bare and figure.bound is Bound.AT_LEAST and figure.last > figure.numeral.last:
            read_noun_after(p, figure, figure.last, False, rules)  # "20 or more stores"
        read_per(p, figure, figures[index + 1].first if index + 1 < len(figures) else p.n, rules)
        if figure.per is not None:
            read_bound_after_rate(p, figure, rules)
    if header is None:
        figures = _named(p, figures, sentences, rules)
        sentences = _sentences(p, figures)
    for index, figure in enumerate(figures):
        read_role(p, figure, figures, index, sentences[index], rules)
    subjects = {i: _subject(p, f, sentences[i], rules) for i, f in enumerate(figures) if f.bare}
    inherit_units(p, figures, subjects, rules)
    if header is None:
        kept = [i for i, f in enumerate(figures) if not f.bare or keep_bare(p, f, sentences[i], rules)]
        figures = [figures[i] for i in kept]
        _price_denominators(p, figures, [sentences[i] for i in kept], rules)
    elif len(figures) == 1:
        _negative_cell(p, figures[0])
    attach_periods(p, figures, rules)
    mark_projections(p, figures, rules)
    return [_quantity(p, figure, header) for figure in figures]


def read_bound_after_rate(p: Passage, figure: Figure, rules: QuantityRules) -> None:
    """A bound may follow the denominator: "$45 per user or more"."""
    if figure.bound is Bound.EXACT:
        first = figure.first
        read_bound(p, figure, first, None, rules)
        figure.first = first


def _build(p: Passage, candidates: list[int], rules: QuantityRules) -> list[Figure]:
    figures: list[Figure] = []
    floor = 0
    for i in candidates:
        if i < floor:
            continue
        word = p.low[i]
        at = i
        if (
            i - 1 >= floor
            and p.low[i - 1] in ("a", "an")
            and word in rules.numbers
            and rules.numbers[word][0] in ("hundred", "scale", "dozen", "fraction")
        ):
            at = i - 1
        if at < i and word == "dozen" and figures and figures[-1].last == at and figures[-1].kind is QuantityKind.CURRENCY:
            continue  # "64 cents a dozen"
        figure = (
            build_figure(p, at, floor, rules, figures[-1] if figures else None)
            if word in rules.numbers or word[0] in _DIGITS
            else None
        )
        if figure is None and word in _UNIT_WORDS:
            figure = _article_unit(p, i, floor, rules)
        if figure is None:
            continue
        if refused_numeral(p, figure, rules):
            floor = max(floor, figure.numeral.last)
            continue
        figures.append(figure)
        floor = figure.last
    return figures


def _article_unit(p: Passage, i: int, floor: int, rules: QuantityRules) -> Figure | None:
    """ "More than a year", "an hour and a half", "full day": an article counts as one only after a word of degree."""
    article = p.word(i - 1)
    first = i - 1
    if first < floor:
        return None
    unit = read_unit(p, i, rules)
    if unit is None or unit[1].kind not in (QuantityKind.DURATION, QuantityKind.MEASURE, QuantityKind.PERCENT):
        return None
    following = p.word(unit[0])
    if p.low[i] == "second" and following and following[0].isalpha() and following not in rules.stops:
        return None  # "under a second label"
    numeral = Numeral(first, i, 1.0, 1.0, digits=False, shape="article")
    figure = Figure(first, unit[0], first, numeral, unit[1].factor, unit=unit[1])
    half = p.word(unit[0]) == "and" and p.word(unit[0] + 1) == "a" and p.word(unit[0] + 2) in ("half", "quarter")
    if article in ("a", "an"):
        if half:
            figure.value = unit[1].factor * (1.5 if p.low[unit[0] + 2] == "half" else 1.25)
            figure.last = unit[0] + 3
            return figure
        bound = match_before(p, first, floor, rules)
        degree = (
            bound is not None
            and not (p.low[first - 1] == "than" and p.low[bound[0]].endswith(("er", "above")) and p.low[bound[0]] != "longer")
            and (bound[1].bound is not Bound.AT_MOST or bound[1].phrase.startswith(("up", "at", "no", "as")))
        )
        degree = (
            degree
            and bound is not None
            and not (
                p.low[bound[0]] == "over"
                and unit[1].kind is QuantityKind.DURATION
                and p.word(bound[0] - 1) in ("spread", "spent", "paid")
            )
        )
        return figure if degree else None
    if article == "full" and p.word(i - 2) == "for" and (not p.word(unit[0]) or p.word(unit[0]) in ".,;"):
        return figure
    return None


def _sentences(p: Passage, figures: list[Figure]) -> list[int]:
    """For each figure the first token of its sentence."""
    begins: list[int] = []
    at = 0
    for figure in figures:
        while at + 1 < len(p.breaks) and p.breaks[at + 1] <= figure.core:
            at += 1
        begins.append(p.breaks[at])
    return begins


def _named(p: Passage, figures: list[Figure], sentences: list[int], rules: QuantityRules) -> list[Figure]:
    """The figures without those whose number is part of a name."""
    kept: list[Figure] = []
    designated = -2
    for figure, begin in zip(figures, sentences, strict=True):
        if refused_name(p, figure, begin, designated, rules):
            designated = figure.last if figure.bare else figure.numeral.last
            continue
        kept.append(figure)
    return kept


def _subject(p: Passage, figure: Figure, begin: int, rules: QuantityRules) -> str | None:
    """The counted noun of a distant head: of "a staff of nine", or the subject of the clause."""
    before = p.word(figure.first - 1)
    if (
        before == "of"
        and p.word(figure.first - 2) in rules.lists["collectives"]
        and p.low[figure.first - 2] not in ("total", "number", "average", "median", "mean", "tally")
    ):
        return p.low[figure.first - 2]
    if not figure.numeral.digits and figure.numeral.scale == 1.0 and figure.numeral.value <= 12 and figure.bound is Bound.EXACT:
        return None
    if (
        figure.role is QuantityRole.LEVEL
        and before not in rules.movements["level"]
        and before not in ("to", "at", "was", "were", "is", "are", "about", "of")
    ):
        return None
    if (
        figure.value == figure.numeral.value
        and figure.numeral.plain
        and not (before in ("to", "at", "by") or before in rules.movements["level"] or figure.role is not QuantityRole.LEVEL)
    ):
        return None
    if figure.role is QuantityRole.TO and before == "to":  # "doubled its workforce to 400"
        word = p.word(figure.first - 2)
        if is_plural(word, rules) or word in rules.lists["collectives"]:
            return word
    first = _past_time(p, _clause_start(p, figure.first, begin), figure.first)
    if p.word(first) in _PRONOUNS:
        first = begin
    return subject_noun(p, first, figure.first, rules)


def _past_time(p: Passage, first: int, last: int) -> int:
    """Token after the phrase of time that opens the clause ("Between 2015 and 2020 the number of branches fell")."""
    if p.word(first) not in _TIME_LEADS:
        return first
    years = [k for k in range(first, min(last, first + 8)) if year_of(p.low[k])]
    if not years:
        return first
    after = years[-1] + 1
    return after + 1 if p.word(after) == "," else after


def _clause_start(p: Passage, at: int, begin: int) -> int:
    for k in range(at - 1, max(begin, at - 40), -1):
        if p.low[k] in (";", ":") or (p.low[k] in ("and", "but", "while") and p.low[k - 1] == ","):
            return k + 1
    return begin


def _price_denominators(p: Passage, figures: list[Figure], sentences: list[int], rules: QuantityRules) -> None:
    """A subject like "cost per seat mile" is the denominator of the amount it is said to be."""
    for index, (figure, begin) in enumerate(zip(figures, sentences, strict=True)):
        if figure.per is None and figure.kind is QuantityKind.CURRENCY and figure.role is not QuantityRole.CHANGE:
            first = max(_clause_start(p, figure.first, begin), figure.first - 12)
            between = p.low[first : figure.first]
            alone = index == 0 or figures[index - 1].core < first
            if alone and "per" in between and "," not in between:
                figure.per = per_of_subject(p, first, figure.first, rules)


def _apply_header(figure: Figure, header: Header) -> None:
    scaled = figure.numeral.scale != 1.0
    same = figure.bare or (figure.prefixed and header.unit is not None and header.unit.kind is QuantityKind.CURRENCY)
    if figure.bare and header.unit is not None:
        unit_from(header.unit, figure)
        figure.implied = True
    if same and not scaled and header.scale != 1.0:
        figure.value *= header.scale
        figure.implied = True
    if figure.bare and header.noun is not None:
        figure.noun, figure.implied = header.noun, True
    if figure.per is None and header.per is not None and figure.kind is QuantityKind.CURRENCY:
        figure.per = header.per


def _negative_cell(p: Passage, figure: Figure) -> None:
    """A cell that is nothing but a number in parentheses is negative, as accountants write."""
    if (
        p.word(0) == "("
        and ")" in p.low
        and figure.first <= 2
        and p.n <= figure.last + 3
        and not figure.negative
        and figure.upper is None
    ):
        figure.value = -figure.value


def _quantity(p: Passage, figure: Figure, header: Header | None) -> Quantity:
    left, right = p.start[figure.first], p.end[figure.last - 1]
    context = [Evidence(start=p.start[a], end=p.end[b - 1]) for a, b in figure.context]
    period, projected = figure.period, figure.projected
    if header is not None:
        if figure.implied and header.evidence is not None:
            context.append(header.evidence)
        period = period or header.period
        projected = projected or header.projected
    if figure.unit is not None:
        unit: str | None = figure.unit.symbol or None
    else:
        unit = figure.noun
    value, upper = _rounded(figure.value), figure.upper
    return Quantity(
        text=p.text[left:right],
        value=value,
        upper=_rounded(upper) if upper is not None else None,
        kind=figure.kind,
        unit=unit,
        per=figure.per,
        bound=figure.bound,
        role=figure.role,
        direction=figure.direction,
        period=period,
        projected=projected,
        evidence=Evidence(start=left, end=right),
        context=tuple(context),
    )


def _rounded(value: float) -> float:
    """The value without the noise of binary multiplication."""
    return float(f"{value:.12g}")
