"""Ranges and shared units: two figures that the words between them make one, or that name their unit once."""

from extractors.quantities.figure import Figure
from extractors.quantities.nouns import chunk_end
from extractors.quantities.passage import Passage
from extractors.quantities.rules import QuantityRules, Unit
from schemas.enums import QuantityKind, QuantityRole

_DASHES = frozenset({"-", "–", "—", "‑", "−", "~"})
_OWNERS = frozenset({"the", "its", "their", "our", "these", "those", "his", "her", "all"})
_APOSTROPHES = frozenset({"'", "’"})
_SHARES = (QuantityKind.PERCENT, QuantityKind.PERCENTAGE_POINT, QuantityKind.BASIS_POINT, QuantityKind.MULTIPLE)
_THESE = frozenset({"which", "whom", "them", "these", "those"})
_MAX_BACK = 12
_LASTS = frozenset({"take", "takes", "took", "taken", "taking", "needs", "need", "needed", "requires", "require"})


def join_ranges(p: Passage, figures: list[Figure], rules: QuantityRules) -> list[Figure]:
    """The figures with pairs joined into ranges, in order."""
    joined: list[Figure] = []
    i = 0
    while i < len(figures):
        left = figures[i]
        right = figures[i + 1] if i + 1 < len(figures) else None
        if right is not None:
            how = _connector(p, left, right)
            if how:
                following = figures[i + 2] if i + 2 < len(figures) else None
                if how == "dash" and following is not None and _connector(p, right, following) == "dash":
                    i += 2  # 3-1-0, a telephone number: no range of any kind
                    while i < len(figures) - 1 and _connector(p, figures[i], figures[i + 1]) == "dash":
                        i += 1
                    i += 1
                    continue
                merged = _merge(p, left, right, how, joined[-1].last if joined else 0, rules)
                if merged is not None:
                    joined.append(merged)
                    i += 2
                    continue
        joined.append(left)
        i += 1
    return joined


def _connector(p: Passage, left: Figure, right: Figure) -> str:
    """How the words between two figures join them: dash, to, and, or; empty where they do not."""
    between = p.low[left.last : right.first]
    if right.negative and not between and p.low[right.first] in _DASHES and p.glued(right.first + 1):
        between = [p.low[right.first]]
    if len(between) == 1:
        word = between[0]
        if word in _DASHES:
            return "dash"
        return word if word in ("to", "and", "or", "through", "till", "until") else ""
    if between in (
        ["-", "to", "-"],
        ["to", "-"],
        ["–", "to", "–"],
        ["up", "to"],
        ["to", "about"],
        ["and", "about"],
        ["to", "around"],
        ["-", "-"],
    ):
        return "to" if between != ["and", "about"] else "and"
    if between in (["to", "a"], ["and", "up", "to"]):
        return ""
    return ""


def _merge(p: Passage, left: Figure, right: Figure, how: str, floor: int, rules: QuantityRules) -> Figure | None:
    if left.upper is not None or right.upper is not None or left.numeral.shape in ("times", "multiply", "fold"):
        return None
    before = p.word(left.first - 1)
    if how == "and" and before != "between":
        return None
    if how == "or" and not (left.bare and _one_apart(left, right)):
        return None
    own = not right.bare
    negative = right.negative
    if how == "dash" and negative and p.low[right.first] in _DASHES:
        if p.start[right.first] > p.end[left.last - 1] and not (left.bare and left.value < -right.value):
            return None
        right.first += 1
        right.negative = False
        right.value = -right.value
    if not _share(p, left, right, rules):
        return None
    if how == "to" and left.kind not in _SHARES and not left.bare and own and _moved_by(before, rules):
        return None  # "raise output by 40,000 tonnes to 160,000 tonnes"
    low, high = left.value, right.value
    if how in ("to", "through", "till", "until") and before == "from" and _moves(p, left, right, rules):
        return None
    if low > high:
        return None
    if how == "dash" and left.bare and right.bare and left.numeral.plain and right.numeral.plain and not _spans(p, left, right):
        return None
    if how == "to" and before in ("by", "rose", "fell", "up", "down") and not left.bare and left.kind is not right.kind:
        return None
    if low == high:
        return None
    first = left.first
    if before in ("between", "from") and first - 1 >= floor:
        first -= 1
    return Figure(
        first,
        right.last,
        left.core,
        left.numeral,
        low,
        unit=right.unit or left.unit,
        noun=right.noun or left.noun,
        upper=high,
        per=right.per,
        prefixed=left.prefixed,
        hyphenated=right.hyphenated,
        noun_first=right.noun_first,
        dashed=how == "dash",
    )


def _moved_by(before: str, rules: QuantityRules) -> bool:
    """Does the word before a figure make it the size of a movement: "by", or a verb with a direction?"""
    return before == "by" or bool(rules.movements["verb"].get(before))


def _one_apart(left: Figure, right: Figure) -> bool:
    return not left.numeral.digits and not right.numeral.digits and right.value - left.value == 1 and left.numeral.scale == 1.0


def _share(p: Passage, left: Figure, right: Figure, rules: QuantityRules) -> bool:
    """Give a figure the other's unit and scale; False where the two are of different kinds."""
    if left.bare and not right.bare:
        scale = right.numeral.scale
        if scale != 1.0 and left.numeral.scale == 1.0 and left.numeral.value < right.numeral.mantissa * 1.0000001:
            left.numeral.scale = scale
            left.value *= scale
        elif scale != 1.0 and left.numeral.scale == 1.0 and left.numeral.plain:
            return False
        if right.unit is not None:
            left.value *= right.unit.factor
            if right.unit.kind is QuantityKind.PERCENT and right.numeral.shape == "fraction":
                return False
        return True
    if right.bare and not left.bare:
        if left.noun is not None and not left.hyphenated:
            return False
        if left.unit is not None and (left.prefixed or left.unit.kind is not QuantityKind.DURATION or not left.hyphenated):
            if not left.prefixed and left.unit.kind is QuantityKind.PERCENT:
                return False
            if (
                not left.prefixed
                and left.last - left.core > 1
                and left.unit.kind in (QuantityKind.DURATION, QuantityKind.MEASURE)
            ):
                return False
            right.value *= left.unit.factor
            if right.numeral.scale == 1.0 and left.numeral.scale != 1.0 and right.numeral.plain:
                right.value *= left.numeral.scale
            elif left.numeral.scale == 1.0 and right.numeral.scale != 1.0 and left.numeral.value < right.numeral.mantissa:
                left.value *= right.numeral.scale
            return True
        return False
    if left.bare and right.bare:
        if right.numeral.scale != 1.0 and left.numeral.scale == 1.0 and left.numeral.value < right.numeral.mantissa:
            left.value *= right.numeral.scale
        return True
    if left.unit is not None and right.unit is not None:
        same = left.unit.symbol == right.unit.symbol and left.unit.kind is right.unit.kind
        unscaled = same and left.prefixed and left.numeral.scale == 1.0 and right.numeral.scale != 1.0
        if unscaled and left.numeral.plain and left.numeral.value < right.numeral.mantissa:
            left.value *= right.numeral.scale
        return same
    return left.noun is not None and left.noun == right.noun


def _moves(p: Passage, left: Figure, right: Figure, rules: QuantityRules) -> bool:
    """Is "from A to B" a movement? A verb of movement before it says so, unless a span is meant."""
    verbs, spans = rules.movements["verb"], rules.movements["span"]
    nouns = rules.movements["noun"]
    for k in range(left.first - 2, max(-1, left.first - 2 - _MAX_BACK), -1):
        word = p.low[k]
        if word in (";", ".") or word[0] == "\n":
            break
        if word in spans or (word in _LASTS and right.kind is QuantityKind.DURATION):
            return False
        if word in verbs or word in nouns:
            return True
    return left.value > right.value


def _spans(p: Passage, left: Figure, right: Figure) -> bool:
    before = p.word(left.first - 1)
    return (
        left.numeral.scale != 1.0
        or right.numeral.scale != 1.0
        or before in ("between", "from", "of", "about", "is", "ages", "aged")
    )


def share_units(p: Passage, figures: list[Figure], rules: QuantityRules) -> None:
    """Give bare figures the unit they share: "8 or $9", "10, 20 and 30 percent", "from 108 to 97 percent"."""
    for i in range(len(figures) - 2, -1, -1):
        left, right = figures[i], figures[i + 1]
        if not left.bare or right.bare:
            continue
        between = p.low[left.last : right.first]
        if between and between[0] == "-" and right.hyphenated:  # four-, five- and six-cylinder
            between = between[1:]
        if between == ["of", "the"] and left.numeral.scale != 1.0 and right.numeral.scale != 1.0:
            between = ["and"]
        if (
            between
            and between[0] == "of"
            and (
                len(between) == 1
                or (len(between) == 2 and between[1] in _OWNERS)
                or (len(between) < 7 and ((between[-2] in _APOSTROPHES and between[-1] == "s") or between[-1] in _APOSTROPHES))
            )
            and right.unit is None
            and left.value <= right.value
        ):
            left.noun, left.implied = right.noun, True  # "60 of its 240 branches"
            left.context.append((right.core, right.last))
            continue
        if (
            1 < len(between) <= 5
            and between[-1] in ("and", "or")
            and right.unit is None
            and _adjective(p, left.last, right.first - 1, rules)
        ):
            adjective = p.text[p.start[left.last] : p.end[right.first - 2]].lower()
            left.noun, left.implied = (
                f"{adjective} {(right.noun or '').split()[-1]}",
                True,
            )  # "45 full-time and 12 part-time staff"
            left.context.append((right.core, right.last))
            continue
        if not between or len(between) > 3 or not set(between) <= {",", "and", "or", "to", "&", "/", "versus", "vs"}:
            continue
        if between == [","] and not right.implied:
            continue
        if right.unit is None and left.numeral.digits is not right.numeral.digits:
            continue
        if right.unit is not None and right.unit.kind is QuantityKind.MULTIPLE and right.numeral.shape != "number":
            continue
        left.unit, left.noun, left.implied, left.hyphenated = right.unit, right.noun, True, right.hyphenated
        if left.per is None:
            left.per = right.per
        if right.numeral.scale != 1.0 and left.numeral.scale == 1.0 and left.numeral.plain and left.value < 1000:
            left.value *= right.numeral.scale
        if right.unit is not None:
            left.value *= right.unit.factor
            if right.noun_first >= 0 or right.unit.kind is not None:
                left.context.append((right.core, right.last))


def _adjective(p: Passage, first: int, last: int, rules: QuantityRules) -> bool:
    """Are the tokens one run of letters and hyphens that is no function word?"""
    word = p.low[first]
    return len(word) > 3 and word.isalpha() and chunk_end(p, first) == last and word not in rules.stops


_COMPARISONS = frozenset({"against", "versus", "vs", "compared", "planned", "from", "than"})


def inherit_units(p: Passage, figures: list[Figure], subjects: dict[int, str | None], rules: QuantityRules) -> None:
    """Give bare figures the unit of the figure before them ("310 buses against a planned 520"), else of the subject."""
    for i, figure in enumerate(figures):
        if not figure.bare or figure.numeral.shape == "slash":
            continue
        before = p.word(figure.first - 1)
        following = figures[i + 1] if i + 1 < len(figures) else None
        if (
            following is not None
            and figure.role is QuantityRole.FROM
            and following.role is QuantityRole.TO
            and not following.bare
        ):
            figure.unit, figure.noun, figure.implied = following.unit, following.noun, True
            figure.context.append((following.core, following.last))
            continue
        previous = figures[i - 1] if i else None
        if previous is not None and _continues(p, previous, figure):
            figure.unit, figure.noun, figure.implied = previous.unit, previous.noun, True
            if previous.unit is not None:
                figure.value *= previous.unit.factor
            figure.context.append((previous.core, previous.last))
            continue
        if (
            previous is not None
            and not previous.bare
            and figure.first - previous.last <= 8
            and _compares(p, previous, figure, rules)
        ):
            figure.unit, figure.noun, figure.implied = previous.unit, previous.noun, True
            figure.context.append((previous.core, previous.last))
            continue
        if (
            p.word(figure.last) == "of"
            and p.word(figure.last + 1) in _THESE
            and previous is not None
            and previous.noun is not None
        ):
            figure.noun, figure.implied = previous.noun, True  # "35 dealers, 12 of which"
            figure.context.append((previous.core, previous.last))
            continue
        if p.word(figure.last) == "of" or before in ("", ",", "(", "-"):
            continue
        subject = subjects.get(i)
        if subject:
            figure.noun, figure.implied = subject, True


def _continues(p: Passage, previous: Figure, figure: Figure) -> bool:
    """Does the figure end the movement the one before began, or tell more of the same distant head?"""
    if previous.bare or figure.first - previous.last > 12:
        return False
    between = p.low[previous.last : figure.first]
    if any(word in (";", ".") or word[0] == "\n" for word in between):
        return False
    if previous.role is QuantityRole.FROM and figure.role is QuantityRole.TO:
        return True
    if previous.unit is None and between == [","] and p.word(figure.last) in ("more", "fewer", "less"):
        return True
    return previous.unit is None and previous.implied and between[-1:] in (["is"], ["now"], ["was"], ["to"], ["at"], ["by"])


def _compares(p: Passage, previous: Figure, figure: Figure, rules: QuantityRules) -> bool:
    between = p.low[previous.last : figure.first]
    if any(word in (";", ".", ":") or word[0] == "\n" for word in between):
        return False
    if previous.unit is not None and previous.unit.kind in (QuantityKind.PERCENT, QuantityKind.MULTIPLE, QuantityKind.DURATION):
        return False
    if previous.noun is None and previous.role is QuantityRole.CHANGE:
        return False
    if any(word in _COMPARISONS for word in between):
        return True
    return p.word(figure.first - 1) == "to" and any(rules.movements["verb"].get(word) for word in between)


def unit_from(unit: Unit | None, figure: Figure) -> None:
    """Put a header's unit on a bare figure."""
    if figure.bare and unit is not None:
        figure.unit = unit
        figure.value *= unit.factor
