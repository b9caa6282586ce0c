"""Positions in running text: the holder at the head of a clause, the cue that its predicate carries, and the content.

Besides plain clauses: "According to X, ...", "For X, ...: it refuses", quotations with "says X", passives with "by X", and
"X's concern is that ...". A sentence whose predicate carries no position attributes nothing.
"""

import re
from typing import NamedTuple

from extractors.positions.cues import COPULAS, DETERMINERS, MODALS, PRONOUNS, Hit, is_adverb, is_plural, match
from extractors.positions.heads import is_citation, split_title, trimmed, without_article
from extractors.positions.inflection import Form
from extractors.positions.kinds import holder_kind, is_personal_name
from extractors.positions.rules import PositionRules
from extractors.positions.subjects import RELATIVES, Subject, head_of, read_subject
from extractors.positions.tokens import Tokens, sentences, tokenize
from extractors.positions.values import Attribution, Holder, Span
from extractors.positions.words import word_set
from schemas.enums import StakeholderKind

_CONFIDENCE = {
    "attitude": 0.9, "blocker": 0.85, "division": 0.9, "abstention": 0.9, "act": 0.7, "demand": 0.75, "assertion": 0.7,
    "report": 0.5, "offer": 0.55, "transparent": 0.4,
}  # fmt: skip
_SPLITTERS = word_set("while whereas whilst but and yet although though ;")
_LEADING = word_set(
    """
    although though while whereas if when because since once after before as given despite having being asked
    unlike like in on at by from with within inside outside among under across for to despite throughout during
    behind over beyond until without
    """
)
_OPENING = word_set(
    """
    and but yet so meanwhile however finally lastly first second third similarly conversely nor moreover
    furthermore still then also instead indeed
    """
)
_RELATIVE_LIMIT = 45
_ANIMATE = word_set(
    """
    fear worry welcome oppose object insist believe argue refuse complain resent doubt warn distrust grumble
    dread hope want
    """
)
_INANIMATE = word_set(
    """
    plan plans option options strategy model case figures figure numbers number results result data evidence
    analysis factors factor costs cost prices price sales revenue revenues profit margins margin growth market
    markets demand proposal approach programme program project process policy rules rule regulation law contract
    contracts experience research study studies table exhibit report scheme product products brand technology
    system question answer decision recommendation route course alternative alternatives solution idea argument
    point risk risks time history logic industry trade economics opinions opinion views voices positions
    """
)
_NOUN_OF_POSITION = word_set(
    """
    concern concerns fear fears worry worries view position objection objections hope hopes priority preference
    interest demand demands aim ambition argument complaint doubt doubts wish stance anxiety main chief first
    only real biggest greatest own
    """
)
_QUOTE_OPEN, _QUOTE_CLOSE = '“"‘', '”"’'


class _Predicate(NamedTuple):
    start: int  # first token, auxiliaries included
    hit: Hit


def attribute(text: str, start: int, end: int, rules: PositionRules) -> Attribution | None:
    """The first position that ``text[start:end]`` (a sentence or a run of sentences) ascribes to somebody, or None."""
    found = attributions(text, start, end, rules)
    return found[0] if found else None


def attributions(text: str, start: int, end: int, rules: PositionRules) -> list[Attribution]:
    """Every position that ``text[start:end]`` ascribes, in reading order; one sentence may hold two holders."""
    found: list[Attribution] = []
    for first, last in sentences(text, start, end):
        found += _in_sentence(text, first, last, rules)
    return found


def _in_sentence(text: str, start: int, end: int, rules: PositionRules) -> list[Attribution]:
    tokens = tokenize(text, start, end)
    count = len(tokens)
    if count < 2:
        return []
    for special in (_quoted, _according, _passive, _possessive, _nominal):
        one = special(text, tokens, rules)
        if one is not None:
            return [one]
    cuts = _cuts(text, tokens, rules)
    found: list[Attribution] = []
    for first, last in zip(cuts, [*cuts[1:], count], strict=True):
        clause = _clause(text, tokens, first, last, rules)
        if clause is not None:
            found.append(clause)
    return found


def _clause(text: str, tokens: Tokens, first: int, last: int, rules: PositionRules) -> Attribution | None:
    """The attribution of one clause, tokens `first` to `last`."""
    at = _skip_opening(tokens, first, last)
    if at < last and tokens.low[at] in {"for", "to"} and (one := _for_holder(text, tokens, at, last, rules)) is not None:
        return one
    at = _skip_leading(tokens, at, last, rules)
    subject = read_subject(tokens, at, last, text, rules)
    if subject is None:
        return None
    return _from_subject(text, tokens, subject, first, last, rules)


def _from_subject(
    text: str, tokens: Tokens, subject: Subject, first: int, last: int, rules: PositionRules
) -> Attribution | None:
    holder_tokens, role, after = _interposed(text, tokens, subject, last, rules)
    predicate = _predicate(tokens, after, last, subject, rules)
    if predicate is None:
        return None
    holder = _holder(text, tokens, subject, holder_tokens, role, first, last, rules)
    if holder is None or not _can_hold(tokens, subject, holder_tokens, predicate, rules):
        return None
    hit = predicate.hit
    confidence = _confidence(tokens, subject, holder, predicate, rules)
    end = _content_end(tokens, last)
    return Attribution(
        holder,
        Span(tokens.start[hit.first], tokens.end[hit.last - 1]),
        Span(tokens.start[predicate.start], end),
        Span(tokens.start[first], end),
        confidence,
    )


def _skip_opening(tokens: Tokens, at: int, last: int) -> int:
    """Past bullets, quotation marks, conjunctions and one sentence adverb with its comma."""
    while at < last:
        if (
            not tokens.raw[at][0].isalnum()
            or tokens.low[at] in _OPENING
            or tokens.low[at] in {"while", "whereas", "although", "though"}
            and at
            and tokens.raw[at - 1] in {",", ";"}
        ):
            at += 1
        elif at + 1 < last and tokens.raw[at + 1] == "," and (tokens.low[at].endswith("ly")):
            at += 2
        else:
            return at
    return at


def _skip_leading(tokens: Tokens, at: int, last: int, rules: PositionRules) -> int:
    """Past a leading adverbial ("By contrast,", "Although it likes the idea,") to the subject behind its comma."""
    if (
        at >= last
        or tokens.low[at] not in _LEADING
        and not (tokens.low[at].endswith("ing") and tokens.low[at] not in rules.group_nouns)
        and not _frames(tokens, at, last)
    ):
        return at
    for comma in range(at + 1, min(last, at + 30)):
        if tokens.raw[comma] == "," and comma + 1 < last and tokens.low[comma + 1] not in {"and", "or"}:
            return comma + 1
    return at


def _frames(tokens: Tokens, at: int, last: int) -> bool:
    """ "Equally cautious, the bank ...", "The most vocal of all, ..."; here only "Not surprisingly," and its like."""
    return tokens.low[at] in {"not", "less", "more", "most", "equally", "no"} and "," in tokens.raw[at : min(last, at + 5)]


def _interposed(
    text: str, tokens: Tokens, subject: Subject, last: int, rules: PositionRules
) -> tuple[tuple[int, int], Span | None, int]:
    """What stands between name and predicate: the name's tokens (an apposed proper name replaces a description), role, next token."""
    name, role, at = (subject.first, subject.last), None, subject.last
    for _ in range(5):
        if at >= last:
            break
        word, low = tokens.raw[at], tokens.low[at]
        if word in {"(", "["}:
            close = _closing(tokens, at, last)
            inner = Span(tokens.start[at] + 1, tokens.start[close]) if close < last else None
            if inner is not None and role is None and not is_citation(inner.of(text)):
                role = trimmed(text, inner)
            at = close + 1
        elif word in {",", "–", "—", "--", "-"}:
            close = _comma_closing(tokens, at, last, subject, rules)
            if close is None:
                break
            parts = [
                at,
                *(c for c in range(at + 1, close) if tokens.raw[c] == word and tokens.low[at + 1] not in RELATIVES),
                close,
            ]
            for before, behind in zip(parts, parts[1:], strict=False):
                name, role = _apposed(text, tokens, name, role, before + 1, behind, rules)
            at = close + 1
        elif low in RELATIVES or (low.endswith("ing") and rules.plain_verbs.get(low) is Form.ING) or _loose_preposition(low):
            at = _past_relative(tokens, at, last, subject, rules)
            break
        elif low in {"and", "&"} and at + 1 < last:
            other = read_subject(tokens, at + 1, last, text, rules)
            if other is None or other.pronoun:
                break
            name, at = (subject.first, other.last), other.last
        else:
            break
    return name, role, at


def _closing(tokens: Tokens, at: int, last: int) -> int:
    for close in range(at + 1, last):
        if tokens.raw[close] in {")", "]"}:
            return close
    return last


def _comma_closing(tokens: Tokens, at: int, last: int, subject: Subject, rules: PositionRules) -> int | None:
    """The comma (or dash) that ends what the one at `at` begins: the first behind which a predicate stands."""
    mark = tokens.raw[at]
    first_close: int | None = None
    for close in range(at + 2, min(last - 1, at + _RELATIVE_LIMIT)):
        if tokens.raw[close] != mark and not (mark == "," and tokens.raw[close] in {"–", "—"}):
            continue
        if first_close is None:
            first_close = close
        if _starts_predicate(tokens, close + 1, last, subject, rules):
            return close
    return first_close if first_close is not None and mark == "," and tokens.low[at + 1] not in RELATIVES else None


def _starts_predicate(tokens: Tokens, at: int, last: int, subject: Subject, rules: PositionRules) -> bool:
    while at < last and is_adverb(tokens.low[at], rules):
        at += 1
    if at >= last:
        return False
    word = tokens.low[at]
    if word in rules.auxiliaries:
        return True
    hit = match(rules.cues, tokens, at, last, rules)
    form = hit.cue.form if hit is not None and hit.cue.shape == "verb" else rules.plain_verbs.get(word)
    return form in (Form.THIRD, Form.BASE, Form.PAST) and _agrees(form, subject)


def _agrees(form: Form | None, subject: Subject) -> bool:
    if form is Form.PAST:
        return True
    if form is Form.THIRD:
        return not subject.plural or subject.proper
    return form is Form.BASE and (subject.plural or subject.proper)


def _apposed(
    text: str, tokens: Tokens, name: tuple[int, int], role: Span | None, first: int, last: int, rules: PositionRules
) -> tuple[tuple[int, int], Span | None]:
    """Name and role after the words between two commas: an apposed name, a role, or nothing of interest."""
    words = tokens.raw[first:last]
    low = tokens.low[first]
    if not words:
        return name, role
    described = (
        tokens.low[name[1] - 1] in rules.offices
        or not tokens.raw[name[0]][0].isupper()
        or (name[1] - name[0] == 1 and tokens.low[name[0]] in rules.offices)
    )
    if is_personal_name(words, rules) and words[0][0].isupper() and (described or tokens.low[name[1] - 1] in rules.offices):
        kin = Span(tokens.start[name[0]], tokens.end[name[1] - 1])
        return (first, last), role or kin
    if low in RELATIVES:
        return name, role or _role_in_relative(text, tokens, first, last, rules)
    if low in {
        "with",
        "in",
        "for",
        "by",
        "led",
        "based",
        "founded",
        "from",
        "under",
        "at",
        "on",
        "like",
        "having",
        "after",
        "who",
        "despite",
        "whose",
        "never",
        "long",
        "always",
        "once",
    } and not _has_office(tokens, first, last, rules):
        return name, role
    since = next((at for at in range(first + 1, last) if tokens.low[at] in {"since", "until"}), last)
    span = Span(tokens.start[first], tokens.end[since - 1])
    if role is None or role.of(text).split()[-1].lower() in _KIN:
        return name, without_article(text, span)
    if _has_office(tokens, first, last, rules) and not _has_office_text(role.of(text), rules):
        return name, without_article(text, span)
    return name, role


def _has_office(tokens: Tokens, first: int, last: int, rules: PositionRules) -> bool:
    return any(word in rules.offices for word in tokens.low[first : min(last, first + 8)])


def _has_office_text(role: str, rules: PositionRules) -> bool:
    return any(word.lower() in rules.offices for word in re.findall(r"[\w-]+", role))


_KIN = word_set(
    """
    brother sister son daughter father mother wife husband cousin uncle aunt nephew niece widow colleague
    partner
    """
)
_AS_ROLE = word_set("as is was became become")


def _role_in_relative(text: str, tokens: Tokens, first: int, last: int, rules: PositionRules) -> Span | None:
    """The office that a relative clause names: "whom the investors sent in as chief operating officer"; else a short clause itself."""
    for at in range(first + 1, last - 1):
        if tokens.low[at] in _AS_ROLE and _has_office(tokens, at + 1, last, rules):
            return without_article(text, Span(tokens.start[at + 1], tokens.end[last - 1]))
    return (
        Span(tokens.start[first], tokens.end[last - 1])
        if tokens.low[first + 1 : first + 2]
        and tokens.low[first + 1] in {"chairs", "heads", "runs", "leads", "owns", "founded", "manages"}
        else None
    )


def _loose_preposition(word: str) -> bool:
    return word in {
        "with",
        "in",
        "at",
        "from",
        "behind",
        "across",
        "under",
        "within",
        "outside",
        "inside",
        "around",
        "on",
        "for",
        "near",
        "like",
        "as",
        "themselves",
        "to",
    }


def _past_relative(tokens: Tokens, at: int, last: int, subject: Subject, rules: PositionRules) -> int:
    """The token where the predicate of a subject with a restrictive relative, participle or preposition may begin."""
    step = at + 1
    if tokens.low[at] in RELATIVES:
        while step < last and (is_adverb(tokens.low[step], rules) or tokens.low[step] in rules.auxiliaries):
            step += 1
        step += 1  # the relative's own verb
    while step < min(last, at + _RELATIVE_LIMIT):
        word = tokens.low[step]
        if (
            word in rules.auxiliaries
            and word not in {"be", "been", "being"}
            and tokens.low[step - 1] != "to"
            and tokens.low[step - 1] not in MODALS | {"have", "has", "had"}
        ):
            return step
        hit = match(rules.cues, tokens, step, last, rules)
        if (
            hit is not None
            and hit.cue.shape == "verb"
            and _agrees(hit.cue.form, subject)
            and hit.cue.form is not Form.PAST
            and tokens.low[step - 1] not in {"to", "that", *DETERMINERS, *MODALS}
        ):
            return step
        if (
            hit is not None
            and hit.cue.form is Form.PAST
            and hit.cue.shape == "verb"
            and tokens.low[step - 1] not in rules.auxiliaries | DETERMINERS
            and hit.cue.kind != "offer"
        ):
            return step
        if tokens.raw[step] in {",", ";", ":"}:
            return step + 1
        step += 1
    return last


def _predicate(tokens: Tokens, at: int, last: int, subject: Subject, rules: PositionRules) -> _Predicate | None:
    """The predicate that begins at token `at`, if a cue carries it; after a plain verb, a coordinated one that agrees."""
    while at < last and tokens.raw[at] == ",":
        at += 1
    found = _predicate_at(tokens, at, last, subject, rules)
    if found is not None and found.hit.cue.kind not in {"report", "transparent"}:
        return found
    if at < last and (found is not None or _starts_predicate(tokens, at, last, subject, rules)):
        for step in range(at + 1, last - 1):
            if tokens.raw[step] == ";":
                break
            if tokens.low[step] in {"and", "but", "yet"}:
                begin = step + 1
                if begin < last and tokens.low[begin] in PRONOUNS:
                    begin += 1
                other = _predicate_at(tokens, begin, last, subject, rules)
                if (
                    other is not None
                    and other.hit.cue.kind not in {"report", "transparent", "offer"}
                    and other.hit.cue.form in (Form.THIRD, Form.BASE, Form.PAST, Form.FIXED)
                ):
                    return _Predicate(at, other.hit) if found is None else found
    return found


def _predicate_at(tokens: Tokens, at: int, last: int, subject: Subject, rules: PositionRules) -> _Predicate | None:
    start = at
    auxiliary = ""
    for _ in range(7):
        if at >= last:
            return None
        hit = match(rules.cues, tokens, at, last, rules)
        word = tokens.low[at]
        if hit is not None and _carries(tokens, hit, auxiliary, start, last, subject, rules):
            return _Predicate(start, hit)
        if word in rules.auxiliaries or word in MODALS:
            auxiliary = word
        elif not (
            is_adverb(word, rules) or word in {"to", "a", "an", "the", "in", "not", "no", "going", "of", "been", "themselves"}
        ):
            return None
        elif word in {"a", "an", "the", "of"} and auxiliary == "":
            return None
        at += 1
    return None


_OPEN_MODALS = word_set("can could may might must shall should cannot can't couldn't shouldn't")


def _carries(tokens: Tokens, hit: Hit, auxiliary: str, start: int, last: int, subject: Subject, rules: PositionRules) -> bool:
    """Whether a cue at its place in the predicate can carry a position of this subject."""
    cue = hit.cue
    if cue.kind == "condition":
        return False
    if auxiliary in _OPEN_MODALS:
        return cue.polarity == "negative" and auxiliary in {"cannot", "can't"} and cue.kind == "attitude"
    if cue.shape == "adjective" or (cue.shape == "phrase" and auxiliary):
        return auxiliary in COPULAS or auxiliary in {"has", "have"} or cue.shape == "phrase" or hit.first > start
    if cue.shape == "noun":
        return auxiliary in {"has", "have", "had"}
    if cue.shape == "phrase":
        return cue.kind in {"abstention", "division"}
    if cue.form is Form.BASE:
        if auxiliary in {"will", "would", "won't", "wouldn't", "do", "does", "did", "don't", "doesn't", "didn't"}:
            return cue.kind != "report"
        if hit.first > start and tokens.low[hit.first - 1] == "to":
            return True
        return auxiliary == "" and (subject.plural or subject.proper or subject.pronoun)
    if cue.form is Form.THIRD:
        return auxiliary == "" and (not subject.plural or subject.proper)
    if cue.form is Form.PAST:
        return auxiliary in {"", "has", "have", "had"} or (auxiliary in COPULAS and cue.kind == "division")
    return auxiliary in COPULAS and cue.form is Form.ING


def _holder(
    text: str,
    tokens: Tokens,
    subject: Subject,
    name: tuple[int, int],
    role: Span | None,
    first: int,
    last: int,
    rules: PositionRules,
) -> Holder | None:
    span = Span(tokens.start[name[0]], tokens.end[name[1] - 1])
    if subject.pronoun:
        kind = {"it": StakeholderKind.ORGANIZATION, "they": StakeholderKind.GROUP}.get(
            tokens.low[subject.first], StakeholderKind.PERSON
        )
        return Holder(span, None, kind, True)
    span, title = split_title(text, span, rules)
    role = role or title
    if role is not None and role.start >= role.end:
        role = None
    passage = text[tokens.start[first] : tokens.end[last - 1]] if subject.proper else ""
    kind = holder_kind(span.of(text), role.of(text) if role else None, rules, passage)
    if not subject.proper and kind is not StakeholderKind.GROUP and name == (subject.first, subject.last):
        kind = StakeholderKind.GROUP if subject.plural and head_of(tokens, subject) in rules.group_nouns else kind
    single = subject.last - subject.first == 1 and name == (subject.first, subject.last)
    anaphoric = (
        single
        and role is None
        and ((subject.definite and not subject.plural) or (subject.proper and kind is StakeholderKind.PERSON))
    )
    return Holder(span, role, kind, anaphoric)


def _can_hold(tokens: Tokens, subject: Subject, name: tuple[int, int], predicate: _Predicate, rules: PositionRules) -> bool:
    """Whether the subject is somebody: a name, a pronoun with an attitude, a noun that names holders."""
    cue = predicate.hit.cue
    if subject.pronoun:
        return tokens.low[subject.first] != "it" or cue.kind in {"attitude", "blocker", "abstention", "division"}
    if name != (subject.first, subject.last) or subject.proper:
        return not (subject.last - subject.first == 1 and tokens.low[subject.first] in _INANIMATE)
    head = head_of(tokens, subject).rstrip("'")
    if head in _INANIMATE:
        return False
    if head in rules.group_nouns or head in rules.organization_nouns or head in rules.offices:
        return True
    return subject.plural and tokens.low[predicate.hit.first].rstrip("s") in _ANIMATE and subject.last - subject.first <= 5


def _confidence(tokens: Tokens, subject: Subject, holder: Holder, predicate: _Predicate, rules: PositionRules) -> float:
    value = _CONFIDENCE.get(predicate.hit.cue.kind, 0.4)
    if subject.pronoun:
        value -= 0.25
    elif not subject.proper and holder.role is None:
        value -= 0.1
        if head_of(tokens, subject) in {"company", "firm", "industry", "market", "state", "city", "house", "business"}:
            value -= 0.3
        elif subject.last - subject.first == 1 and not subject.definite:
            value -= 0.15  # bare "customers", "libraries"
    if predicate.hit.cue.form is Form.PAST and tokens.low[predicate.start] not in {"has", "have"}:
        value -= 0.1
    return max(0.1, round(value, 2))


def _content_end(tokens: Tokens, last: int) -> int:
    while last > 1 and tokens.raw[last - 1] in {",", ";", "and", "but", "while"}:
        last -= 1
    return tokens.end[last - 1]


def _cuts(text: str, tokens: Tokens, rules: PositionRules) -> list[int]:
    """Tokens at which a clause with a holder of its own begins, the first token included."""
    cuts = [0]
    count = len(tokens)
    quoted = False
    for at in range(2, count - 2):
        if tokens.raw[at] in {"“", "”", '"'}:
            quoted = not quoted if tokens.raw[at] == '"' else tokens.raw[at] == "“"
        if quoted or tokens.low[at] not in _SPLITTERS:
            continue
        begin = at + 1
        while begin < count and (
            tokens.low[begin] in {"and", "but", ",", "while"}
            or is_adverb(tokens.low[begin], rules)
            and tokens.low[begin] not in {"most", "all", "both"}
        ):
            begin += 1
        if begin >= count - 1 or tokens.low[begin] in PRONOUNS:
            continue
        subject = read_subject(tokens, begin, count, text, rules)
        if subject is None or not (
            subject.proper or head_of(tokens, subject) in rules.group_nouns | rules.organization_nouns | rules.offices
        ):
            continue
        if (
            tokens.low[at] in {"and", "but", "yet"}
            and tokens.raw[at - 1] not in {",", ";"}
            and _inside_that(tokens, cuts[-1], at)
        ):
            continue
        clause = _from_subject(text, tokens, subject, begin, count, rules)
        previous = _clause(text, tokens, cuts[-1], at, rules)
        if (
            clause is not None
            and previous is not None
            and not clause.anaphoric
            and clause.confidence >= 0.45
            and previous.holder.name.of(text) != clause.holder.name.of(text)
        ):
            cuts.append(begin)
    return cuts


def _inside_that(tokens: Tokens, first: int, at: int) -> bool:
    return "that" in tokens.low[first:at]


# ------------------------------------------------------------------ other constructions


def _named(text: str, tokens: Tokens, at: int, last: int, rules: PositionRules) -> tuple[Holder, int] | None:
    """The holder that the noun phrase at token `at` names, with its apposition, and the token behind it."""
    subject = read_subject(tokens, at, last, text, rules)
    if subject is None:
        return None
    name, role, after = (subject.first, subject.last), None, subject.last
    if after < last and tokens.raw[after] == "(":
        close = _closing(tokens, after, last)
        if close < last:
            inner = Span(tokens.start[after] + 1, tokens.start[close])
            role, after = (None if is_citation(inner.of(text)) else trimmed(text, inner)), close + 1
    if after < last and tokens.raw[after] == ",":
        close = next((c for c in range(after + 1, min(last, after + 14)) if tokens.raw[c] in {",", ";", ".", ":"}), last)
        if close - after > 1 and (
            tokens.low[after + 1] in DETERMINERS
            or _has_office(tokens, after + 1, close, rules)
            or _names_person(tokens, after + 1, close, rules)
        ):
            swapped, role = _apposed(text, tokens, name, role, after + 1, close, rules)
            name, after = swapped, close
    head = head_of(tokens, subject).rstrip("'")
    if not (
        subject.proper
        or subject.pronoun
        or name != (subject.first, subject.last)
        or head in rules.group_nouns | rules.organization_nouns | rules.offices
    ):
        return None
    holder = _holder(text, tokens, subject, name, role, at, min(last, after + 1), rules)
    return (holder, after) if holder is not None else None


def _names_person(tokens: Tokens, first: int, last: int, rules: PositionRules) -> bool:
    return is_personal_name(tokens.raw[first:last], rules)


def _according(text: str, tokens: Tokens, rules: PositionRules) -> Attribution | None:
    """ "According to the union, ..." and "..., according to the union." """
    low, count = tokens.low, len(tokens)
    for at in range(count - 2):
        if (
            (low[at] == "according" and low[at + 1] == "to")
            or (low[at : at + 3] == ["in", "the", "view"] and low[at + 3 : at + 4] == ["of"])
            or (low[at : at + 3] == ["in", "the", "eyes"] and low[at + 3 : at + 4] == ["of"])
        ):
            width = 2 if low[at] == "according" else 4
            named = _named(text, tokens, at + width, count, rules)
            if named is None or named[0].anaphoric and low[at + width] in PRONOUNS and False:
                continue
            holder, after = named
            cue = Span(tokens.start[at], tokens.end[at + width - 1])
            if at == 0:
                while after < count and tokens.raw[after] in {",", ":"}:
                    after += 1
                if after >= count:
                    return None
                content = Span(tokens.start[after], tokens.end[count - 1])
            else:
                if at < 3:
                    continue
                content = Span(tokens.start[0], tokens.end[at - 2 if tokens.raw[at - 1] == "," else at - 1])
            return Attribution(holder, cue, content, Span(tokens.start[0], tokens.end[count - 1]), 0.7)
    return None


_SPEECH = word_set(
    """
    says said say argues argued argue insists insisted warns warned adds added explains explained complains
    complained asks asked concedes conceded maintains replies replied admits admitted declares declared notes
    noted claims claimed observes remarked remarks tells told jokes grumbles grumbled cautions cautioned fears
    sighs thinks believes
    """
)


def _quoted(text: str, tokens: Tokens, rules: PositionRules) -> Attribution | None:
    """A quotation with "says X" or "X says" behind it."""
    count = len(tokens)
    for at in range(2, count - 1):
        if tokens.low[at] not in _SPEECH or tokens.low[at - 1] in rules.auxiliaries:
            continue
        before = tokens.raw[max(0, at - 3) : at]
        if (
            not any(mark in _QUOTE_CLOSE for mark in before[-2:])
            and not (tokens.raw[at - 1] == "," and tokens.raw[0] in _QUOTE_OPEN)
            and not tokens.raw[at - 1].endswith("’")
        ):
            if not (
                tokens.raw[at - 1] == "," and at >= 4 and count - at <= 14 and _follows_holder(text, tokens, at + 1, rules)
            ):
                continue
        named = _named(text, tokens, at + 1, count, rules)
        if named is not None and named[1] <= count:
            first = 0
            while first < at and tokens.raw[first] in _QUOTE_OPEN:
                first += 1
            last = at
            while last > first + 1 and tokens.raw[last - 1] in {",", *_QUOTE_CLOSE}:
                last -= 1
            return Attribution(
                named[0],
                Span(tokens.start[at], tokens.end[at]),
                Span(tokens.start[first], tokens.end[last - 1]),
                Span(tokens.start[0], tokens.end[count - 1]),
                0.75,
            )
    return None


def _follows_holder(text: str, tokens: Tokens, at: int, rules: PositionRules) -> bool:
    named = _named(text, tokens, at, len(tokens), rules)
    return named is not None and named[1] >= len(tokens) - 1


def _passive(text: str, tokens: Tokens, rules: PositionRules) -> Attribution | None:
    """ "The plan was opposed by the union", "is viewed with suspicion by bankers"."""
    low, count = tokens.low, len(tokens)
    for at in range(2, count - 2):
        if low[at] not in {"by", "among", "from", "with"}:
            continue
        stem = next((b for b in range(at - 1, max(0, at - 6), -1) if low[b] in rules.auxiliaries), None)
        hit: Hit | None = None
        if low[at] == "by" and stem is not None and low[stem] in {"is", "are", "was", "were", "been", "being"}:
            hit = next(
                (
                    h
                    for b in range(stem + 1, at)
                    if (h := match(rules.cues, tokens, b, count, rules)) is not None
                    and h.cue.form is Form.PAST
                    and h.cue.kind in {"attitude", "demand", "blocker", "offer", "assertion"}
                    and h.last <= at + 1
                ),
                None,
            )
            start = 0
        elif low[at] in {"from", "with", "among"}:
            hit = _meets(tokens, at, rules)
            start = 0
        if hit is None:
            continue
        if any(low[b] in RELATIVES | {"that", "if"} for b in range(1, hit.first)) or _early_subject(
            text, tokens, hit.first, rules
        ):
            continue
        named = _named(text, tokens, at + 1, count, rules)
        if named is None:
            continue
        content = Span(tokens.start[start], tokens.end[count - 1 if tokens.raw[count - 1] != "." else count - 2])
        return Attribution(
            named[0],
            Span(tokens.start[hit.first], tokens.end[hit.last - 1]),
            content,
            Span(tokens.start[0], tokens.end[count - 1]),
            0.7,
        )
    return None


def _meets(tokens: Tokens, at: int, rules: PositionRules) -> Hit | None:
    """ "Opposition comes from the growers", "met with resistance from staff", "support is strongest among nurses"."""
    for back in range(max(0, at - 6), at):
        hit = match(rules.cues, tokens, back, at, rules)
        if hit is not None and hit.cue.shape == "noun" and hit.cue.kind in {"attitude", "blocker"}:
            between = tokens.low[hit.last : at]
            if (
                not between
                and back > 1
                or (between and between[0] in {"comes", "came", "come", "is", "was", "arises", "remains"})
            ):
                return hit
    return None


def _early_subject(text: str, tokens: Tokens, until: int, rules: PositionRules) -> bool:
    """Whether the sentence has an active holder of its own in front, which then is the one to report."""
    one = _clause(text, tokens, 0, until, rules)
    return one is not None


def _possessive(text: str, tokens: Tokens, rules: PositionRules) -> Attribution | None:
    """ "The union's concern is that ...", "The main worry of the suppliers is price", "The aim of the founder is to ..."."""
    low, count = tokens.low, len(tokens)
    for at in range(1, min(count - 2, 14)):
        hit = match(rules.cues, tokens, at, count, rules)
        if hit is None or hit.cue.shape != "noun" and low[at] not in _NOUN_OF_POSITION:
            continue
        after = hit.last
        holder: Holder | None = None
        owner = next((b for b in range(at - 1, max(-1, at - 4), -1) if low[b].endswith(("'s", "s'"))), None)
        if (
            owner is not None
            and owner <= 9
            and all(
                word in _NOUN_OF_POSITION or is_adverb(word, rules) or word.endswith(("est", "al", "ary"))
                for word in low[owner + 1 : at]
            )
        ):
            holder = _owner(text, tokens, owner, rules)
        elif after + 1 < count and low[after] in {"of", "among"} and at <= 4:
            named = _named(text, tokens, after + 1, count, rules)
            if named is not None:
                holder, after = named
        while after < count and (tokens.raw[after] == "," or is_adverb(low[after], rules)):
            after += 1
        if (
            holder is None
            or after + 1 >= count
            or low[after] not in {"is", "was", "are", "were", "remains", "centres", "centers", "lies"}
        ):
            continue
        content = Span(tokens.start[hit.first], tokens.end[count - 1])
        return Attribution(
            holder, Span(tokens.start[hit.first], tokens.end[hit.last - 1]), content, Span(tokens.start[0], content.end), 0.75
        )
    return None


def _owner(text: str, tokens: Tokens, owner: int, rules: PositionRules) -> Holder | None:
    """The holder in the possessive that ends at token `owner`."""
    first = 0
    while first < owner and (tokens.low[first] in DETERMINERS or tokens.low[first] in _OPENING or tokens.raw[first] == ","):
        first += 1
    raw = text[tokens.start[first] : tokens.end[owner]]
    name = raw[:-2] if raw.endswith(("'s", "’s")) else raw[:-1]
    span, role = split_title(text, Span(tokens.start[first], tokens.start[first] + len(name)), rules)
    words = name.split()
    head = words[-1].lower() if words else ""
    if not words or not (words[-1][0].isupper() or head in rules.group_nouns | rules.organization_nouns | rules.offices):
        return None
    kind = holder_kind(span.of(text), role.of(text) if role else None, rules)
    return Holder(span, role, kind, len(words) == 1 and kind is not StakeholderKind.GROUP)


def _nominal(text: str, tokens: Tokens, rules: PositionRules) -> Attribution | None:
    """ "Among the sceptics is Ada Roth": nothing sure enough is read from other orders of words yet."""
    return None


_MATTERS = word_set("matter question issue point choice answer decision case problem")


def _for_holder(text: str, tokens: Tokens, at: int, last: int, rules: PositionRules) -> Attribution | None:
    """ "For Banca Lariana, the main lender, the matter is simple: it refuses ..."."""
    named = _named(text, tokens, at + 1, last, rules)
    if named is None or named[1] >= last or tokens.raw[named[1]] != ",":
        return None
    holder, after = named
    for step in range(after + 1, last - 1):
        if tokens.low[step] not in PRONOUNS:
            continue
        subject = Subject(step, step + 1, False, True, False, tokens.low[step] == "they")
        predicate = _predicate(tokens, step + 1, last, subject, rules)
        if predicate is not None and predicate.hit.cue.kind != "report":
            hit = predicate.hit
            end = _content_end(tokens, last)
            return Attribution(
                holder,
                Span(tokens.start[hit.first], tokens.end[hit.last - 1]),
                Span(tokens.start[after + 1], end),
                Span(tokens.start[at], end),
                0.75,
            )
    following = tokens.low[after + 1 : after + 6]
    if (
        any(word in _MATTERS for word in following)
        or not is_plural("", rules)
        and any(word in rules.auxiliaries for word in following)
    ):
        hit_at = next(
            (
                h
                for s in range(after + 1, last)
                if (h := match(rules.cues, tokens, s, last, rules)) is not None and h.cue.polarity != "neutral"
            ),
            None,
        )
        if hit_at is not None or any(word in _MATTERS for word in following):
            end = _content_end(tokens, last)
            first = hit_at.first if hit_at is not None else after + 1
            final = hit_at.last if hit_at is not None else after + 2
            return Attribution(
                holder,
                Span(tokens.start[first], tokens.end[final - 1]),
                Span(tokens.start[after + 1], end),
                Span(tokens.start[at], end),
                0.55,
            )
    return None
