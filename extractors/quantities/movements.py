"""Roles: is a figure a level, one end of a movement, or the movement itself, and which way does it go?

The answer is read from the preposition before the figure, the verb or noun of change that governs it, and the comparative
behind it. The words are those of `quantity_movements.toml`.
"""

from extractors.quantities.figure import Figure
from extractors.quantities.passage import Passage
from extractors.quantities.rules import QuantityRules
from extractors.quantities.units import match_phrase
from schemas.enums import Bound, Direction, QuantityKind, QuantityRole

_DIFFERENCE = (
    QuantityKind.PERCENT, QuantityKind.PERCENTAGE_POINT, QuantityKind.BASIS_POINT, QuantityKind.CURRENCY, QuantityKind.DURATION,
    QuantityKind.MEASURE, QuantityKind.MULTIPLE,
)  # fmt: skip
_SHARES = (QuantityKind.PERCENT, QuantityKind.PERCENTAGE_POINT, QuantityKind.BASIS_POINT)
_PLACES = frozenset({"below", "under", "above", "beyond", "past", "over"})
_COPULAS = frozenset(
    [
        "is",
        "was",
        "were",
        "are",
        "be",
        "been",
        "at",
        "averaged",
        "averaging",
        "of",
        "to",
        "as",
        "totalled",
        "totaled",
        "equals",
        "equal",
        "being",
    ]
)
_PLANS = frozenset({"plan", "schedule", "budget", "target", "forecast", "last", "expectations", "average"})
_LENGTHS = frozenset({"m", "km", "cm", "mm", "ft", "mi", "in", "yd"})
_ATTRIBUTIVE = frozenset(
    [
        "more",
        "less",
        "fewer",
        "higher",
        "lower",
        "longer",
        "shorter",
        "better",
        "faster",
        "larger",
        "greater",
        "smaller",
        "bigger",
    ]
)
_OF_COUNTS = frozenset({"lower", "higher", "fewer", "below", "above"})
_MODALS = frozenset({"would", "will", "could", "may", "might", "should", "can"})
_COMPOSING = frozenset(
    ["make", "makes", "made", "making", "set", "sets", "sum", "sums", "take", "takes", "end", "ends", "ended"]
)
_RATES = frozenset(
    {"rate", "rates", "account", "accounts", "factor", "bank", "target", "targets", "store", "stores", "retailer", "chain"}
)
_REACH = 12


def read_role(p: Passage, figure: Figure, figures: list[Figure], index: int, floor: int, rules: QuantityRules) -> None:
    """Set role and direction of one figure; `floor` is the first token of its sentence, earlier figures have their roles."""
    multiple = figure.numeral.shape in ("multiply", "fold", "times") or figure.kind is QuantityKind.MULTIPLE
    if multiple and _role_of_multiple(p, figure, floor, rules):
        return
    if _comparative_after(p, figure, rules) or _noun_after(p, figure, rules):
        return
    k = figure.first - 1
    while k >= floor and (p.low[k] in rules.movements["skipped"] or (p.low[k].endswith("ly") and len(p.low[k]) > 4)):
        k -= 1
    if k < floor:
        return
    prep = p.low[k]
    previous = figures[index - 1] if index and figures[index - 1].first >= floor else None
    if prep == "by":
        _by(p, figure, k, floor, rules)
    elif prep == "to":
        _to(p, figure, figures, index, k, floor, rules)
    elif prep == "from":
        _from(p, figure, previous, figures, index, k, floor, rules)
    elif prep in ("of", "in", "at", ":", "is", "was", "were", "are", "be", "been", "averaged", "reached", "worth", "("):
        _noun_before(p, figure, k, floor, rules)
    elif (
        prep in ("and", "or") and previous is not None and previous.role is QuantityRole.CHANGE and previous.kind is figure.kind
    ):
        if not any(word in rules.movements["verb"] or word in rules.movements["level"] for word in p.low[previous.last : k]):
            figure.role, figure.direction = previous.role, previous.direction
    else:
        _direct(p, figure, k, floor, rules)


def _change(figure: Figure, direction: str) -> bool:
    if not direction:
        return False
    figure.role, figure.direction = QuantityRole.CHANGE, Direction(direction)
    return True


def _role_of_multiple(p: Passage, figure: Figure, floor: int, rules: QuantityRules) -> bool:
    direction = "down" if figure.value < 1 else "up"
    if figure.numeral.shape == "multiply":
        return _change(figure, direction)
    if figure.numeral.shape == "fold" or p.low[figure.last - 1] == "fold":
        k = figure.first - 1
        moved = k >= floor and _verb_before(p, k, floor, rules, 4)
        if moved or p.word(figure.last) in rules.movements["noun"]:
            return _change(
                figure, (moved[1] if moved else "") or rules.movements["noun"].get(p.word(figure.last), "") or direction
            )
    return False


def _comparative_after(p: Passage, figure: Figure, rules: QuantityRules) -> bool:
    """ "12% above plan", "EUR 410 per tonne higher", "30 minutes less than": a difference."""
    if figure.last >= p.n or (figure.kind not in _DIFFERENCE and p.low[figure.last] not in _OF_COUNTS):
        return False
    j = figure.last
    if p.low[j] in ("a", "as") or p.low[j][0] == "\n":
        return False
    if p.low[j].endswith("ly") and len(p.low[j]) > 5:
        j += 1
    found = match_phrase(p, j, rules.comparatives)
    if found is None:
        return False
    last, direction = found
    word = p.low[j]
    following = p.word(last)
    if word in ("behind", "ahead") and (figure.kind is QuantityKind.DURATION or (word == "behind" and following not in _PLANS)):
        return False
    if figure.unit is not None and figure.unit.symbol in _LENGTHS and word in ("below", "above") and following not in _PLANS:
        return False
    if figure.kind is QuantityKind.DURATION and word in (
        "later",
        "earlier",
        "old",
        "older",
        "over",
        "up",
        "off",
        "down",
        "under",
    ):
        return word in ("older",) and _change(figure, str(direction))
    if figure.kind is QuantityKind.MULTIPLE and word in ("more", "less", "over", "up", "down", "off", "under"):
        return word in ("more", "less") and following == "than" and _change(figure, str(direction))
    if word in ("over", "under"):
        return (
            following in ("budget", "plan", "target", "forecast", "par", "last", "the", "guidance")
            and following != "the"
            and _change(figure, str(direction))
        )
    if word in ("up", "down"):
        return following in ("on", "from", "versus", "vs", "year", "against", "", ".", ",", ")", ";") and _change(
            figure, str(direction)
        )
    if word == "off":
        return (
            figure.kind in _SHARES
            and following in ("", ".", ",", ")", ";", "the", "its", "list", "their", "for")
            and _change(figure, str(direction))
        )
    if word in ("short", "wide", "behind", "early") and following not in (
        "of",
        "plan",
        "schedule",
        "target",
        "budget",
        "the",
        "its",
    ):
        return False
    if p.low[last - 1] in _ATTRIBUTIVE and following and following[0].isalpha() and following not in rules.stops:
        return False
    return _change(figure, str(direction))


def _noun_after(p: Passage, figure: Figure, rules: QuantityRules) -> bool:
    """ "a 60% rise", "the 25% to 40% seasonal rise", "a 15% price increase"."""
    points = figure.noun is not None and figure.noun.split()[-1] in ("point", "points")
    if (figure.kind not in _DIFFERENCE and not points) or (
        figure.kind in (QuantityKind.DURATION, QuantityKind.MULTIPLE) and not figure.hyphenated
    ):
        return False
    j, nouns = figure.last, rules.movements["noun"]
    for k in range(j, min(p.n, j + 4)):
        word = p.low[k]
        if p.low[k] == "-" and k == j:
            continue
        if not word[0].isalpha() and word != "-":
            return False
        if word in nouns and not (
            word in ("change", "gap", "difference", "lift", "recovery", "discount") and k == j and not nouns[word]
        ):
            if p.word(k - 1) == "to" or (
                p.word(k + 1) in _RATES and word not in ("growth", "decline", "rise", "increase", "inflation")
            ):
                return False
            return _change(figure, nouns[word])
        if word in rules.stops or word in rules.movements["level"]:
            return False
    return False


def _verb_before(p: Passage, k: int, floor: int, rules: QuantityRules, reach: int) -> tuple[int, str] | None:
    """The verb of movement at or before token k in its clause, and its direction; None if a verb of level comes first."""
    verbs, particles, levels = rules.movements["verb"], rules.movements["particle"], rules.movements["level"]
    particle = ""
    for j in range(k, max(floor - 1, k - reach), -1):
        word = p.low[j]
        if word in rules.movements["boundary"] or word in (";", ":", ".", "(") or word[0] == "\n":
            return None
        if word in particles:
            if j == k and p.word(j - 1) not in verbs:
                return j, particles[word]
            particle = particle or particles[word]
            continue
        direction = verbs.get(word)
        if direction is not None:
            if p.word(j - 1) in ("the", "a", "an", "of") and word not in ("up", "down") and not word.endswith("ed"):
                continue
            if not direction and word in levels and not particle:
                return None
            return j, direction or particle
        if word in levels and not particle:
            return None
    return None


def _by(p: Passage, figure: Figure, k: int, floor: int, rules: QuantityRules) -> None:
    verb = _verb_before(p, k - 1, floor, rules, _REACH)
    if verb is not None and verb[1]:
        _change(figure, verb[1])
        return
    objects, nouns = rules.movements["object"], rules.movements["noun"]
    for j in range(k - 1, max(floor - 1, k - 8), -1):
        word = p.low[j]
        if word in rules.movements["boundary"] or word in (",", ";", ".", ":"):
            return
        direction = nouns.get(word) or objects.get(word)
        if direction:
            _change(figure, direction)
            return


def _to(p: Passage, figure: Figure, figures: list[Figure], index: int, k: int, floor: int, rules: QuantityRules) -> None:
    previous = figures[index - 1] if index and figures[index - 1].first >= floor else None
    if previous is not None and k - previous.last <= 6 and not _parted(p, previous.last, k):
        if previous.role is QuantityRole.FROM or (
            previous.role is QuantityRole.CHANGE and p.word(previous.last) in ("to", ",", "in", "over", "between")
        ):
            figure.role = QuantityRole.TO
            return
        if (
            p.low[k - 1] == ","
            and index > 1
            and figures[index - 2].role is QuantityRole.CHANGE
            and figures[index - 2].first >= floor
        ):
            figure.role = QuantityRole.TO
            return
        if p.low[k - 1] == ",":
            return
        if previous.numeral.shape == "multiply":
            figure.role = QuantityRole.TO
            return
    if p.word(k - 1) in ("close", "up", "equal", "equivalent", "next", "due", "according"):
        return
    verb = _verb_before(p, k - 1, floor, rules, _REACH)
    nouns = rules.movements["noun"]
    if (
        verb is not None and not (p.low[verb[0]] in ("set", "limit", "limited", "sets", "built", "build") and k - verb[0] > 3)
    ) or any(word in nouns and nouns[word] for word in p.low[max(floor, k - 2) : k]):
        figure.role = QuantityRole.TO


def _parted(p: Passage, first: int, last: int) -> bool:
    return any(word in (";", ".", "and", "but", "while") or word[0] == "\n" for word in p.low[first:last])


def _from(
    p: Passage,
    figure: Figure,
    previous: Figure | None,
    figures: list[Figure],
    index: int,
    k: int,
    floor: int,
    rules: QuantityRules,
) -> None:
    before = p.word(k - 1)
    if before in rules.movements["particle"] or (
        rules.movements["verb"].get(before) and previous is not None and k - previous.last <= 3
    ):
        figure.role = QuantityRole.FROM
        if (
            previous is not None
            and previous.role is QuantityRole.LEVEL
            and previous.kind is figure.kind
            and k - previous.last <= 10
        ):
            previous.role = QuantityRole.TO
        return
    if previous is not None and previous.role is QuantityRole.CHANGE and previous.last == k:  # "$62, down 5% from $65"
        figure.role = QuantityRole.FROM
        earlier = figures[index - 2] if index > 1 else None
        if (
            earlier is not None
            and earlier.kind is figure.kind
            and earlier.role is QuantityRole.LEVEL
            and earlier.first >= floor
        ):
            earlier.role = QuantityRole.TO
        return
    following = figures[index + 1] if index + 1 < len(figures) else None
    ahead = following is not None and following.kind is figure.kind and _to_before(p, following, figure.last)
    verb = _verb_before(p, k - 1, floor, rules, _REACH)
    noun = any(rules.movements["noun"].get(word) for word in p.low[max(floor, k - 4) : k])
    spans = rules.movements["span"]
    if (
        (verb is not None and verb[1])
        or (ahead and (verb is not None or noun or not any(w in spans for w in p.low[max(floor, k - 6) : k])))
    ) or (verb is not None and previous is not None and previous.role is QuantityRole.TO):
        figure.role = QuantityRole.FROM


def _to_before(p: Passage, figure: Figure, first: int) -> bool:
    between = p.low[first : figure.first]
    return "to" in between[-5:] and len(between) <= 10 and ";" not in between and "." not in between


def _noun_before(p: Passage, figure: Figure, k: int, floor: int, rules: QuantityRules) -> None:
    """ "an increase of 9.5%", "a cut in price of 5%", "growth was 12%", "savings, which we put at", "grew at 12% a year"."""
    nouns = rules.movements["noun"]
    if p.low[k] == "at" and figure.kind in _SHARES:
        verb = _verb_before(p, k - 1, floor, rules, 5)
        if verb is not None and verb[1] and p.low[verb[0]] not in rules.movements["particle"]:
            _change(figure, verb[1])
            return
    if figure.kind is QuantityKind.DURATION and p.low[k] == "in":
        return
    if p.low[k] == "in":
        return
    reach = 9 if p.low[k] in _COPULAS and p.low[k] != "of" else 5
    for j in range(k - 1, max(floor - 1, k - reach), -1):
        word = p.low[j]
        if word in (";", ".", ":", "(") or word[0] == "\n" or word in ("and", "but", "while", "or") or word[0].isdigit():
            return
        if word == "," and p.low[k] not in ("at",):
            return
        direction = nouns.get(word)
        if (
            direction is not None
            and word in rules.movements["verb"]
            and p.word(j - 1) in ("to", "will", "would", "could", "can", "may")
        ):
            return
        if direction is not None and (direction or p.low[k] == "of"):
            if word in ("discount", "lift", "recovery", "expansion", "advance", "appreciation") and p.low[k] != "of":
                continue
            if p.low[k] == "of" and j < k - 1 and p.low[j + 1] not in ("in", "rate", "rates", "by", "on"):
                return
            if p.low[k] != "of" and p.low[j + 1] in ("of",):
                pass
            _change(figure, direction)
            return
        if word in rules.movements["verb"] and p.low[k] == "of":
            return


def _direct(p: Passage, figure: Figure, k: int, floor: int, rules: QuantityRules) -> None:
    """ "rose 12%", "up 38%", "gains 10% against", "add roughly €70 per tonne to", "lost 30% of its value"."""
    word = p.low[k]
    cue = p.low[figure.first]
    direction = rules.movements["verb"].get(word) or rules.movements["particle"].get(word) or ""
    if direction:
        if p.word(k - 1) in _COMPOSING:
            return
        if cue in _PLACES and not (cue == "over" and figure.kind in _SHARES):
            return
        particle = word in rules.movements["particle"]
        if figure.kind in _SHARES or figure.kind is QuantityKind.MULTIPLE:
            _change(figure, direction)
        elif particle and p.word(k - 1) in ("make", "makes", "made", "set", "take", "takes", "sum"):
            return
        elif (
            particle
            or (word not in rules.movements["transitive"] and figure.kind in (QuantityKind.CURRENCY, QuantityKind.MEASURE))
            or word.startswith("shed")
        ):
            _change(figure, direction)
        return
    after = p.low[figure.last : figure.last + 4]
    if (
        word in ("add", "adds", "added", "adding")
        and figure.kind is QuantityKind.CURRENCY
        and figure.per
        and p.word(k - 1) in _MODALS
    ) or (word in ("add", "adds", "added", "adding") and "to" in after and figure.kind in _DIFFERENCE):
        _change(figure, "up")
    elif (word in ("lose", "loses", "lost", "losing") and figure.kind in _SHARES and "value" in after) or (
        word in ("save", "saves", "saved", "saving") and figure.kind in (QuantityKind.CURRENCY, QuantityKind.DURATION)
    ):
        _change(figure, "down")
    elif (
        figure.kind in _SHARES
        and figure.bound in (Bound.EXACT, Bound.APPROXIMATE)
        and rules.movements["noun"].get(word)
        and word not in ("discount", "lift", "recovery")
    ):
        _change(figure, rules.movements["noun"][word])
