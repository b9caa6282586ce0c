"""Where the items of a list begin that a text tells in sentences: options and risks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.prose.cues import ProseGrammar, Role, behind_connective
from extractors.prose.reading import Sentence

_COUNTED = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6}
_COUNT = re.compile(r"\b(two|three|four|five|six|seven|[2-6])\b(?![.,]\d|%| (?:years|months|percent|per cent))")
_ORDINALS = {
    "one": 1, "first": 1, "firstly": 1, "two": 2, "second": 2, "secondly": 2, "three": 3, "third": 3, "thirdly": 3,
    "four": 4, "fourth": 4, "fourthly": 4, "five": 5, "fifth": 5, "fifthly": 5, "sixth": 6,
    "last": 0, "lastly": 0, "final": 0, "finally": 0,
}  # fmt: skip
_HEAD = re.compile(
    r"(?:[\w'-]+[ ,]+){0,3}?(?:"
    r"(?:the |a )?(?P<ordinal>(?<!than )one|(?:first|second|third|fourth|fifth|last|final)(?:ly)?|sixth)\b"
    r"(?! (?:year|month|time|half|quarter|place|thing|glance|sight|step|[\w-]+ (?:months|years|percent|per cent)))"
    r"|(?:move|option|door|course|plan|route|idea|alternative|choice|path|road|answer|scenario|number) "
    r"(?P<number>one|two|three|four|five)\b)"
)
_NO_ORDINAL = re.compile(
    r"(?:at|in|over|for|within|during|after) (?:the )?(?:first|last|second)"
    r"|one (?:day|has|might|can|could|should|must|that|may)\b"
)
_HEADWORDS = re.compile(r"(?P<head>[\w'-]+)(?: [\w'-]+){0,3}? (?P<verb>could|can|might|may|would|is|are|was|lies|leads)\b")
_AGENT_MODALS = frozenset({"could", "can", "may", "might"})
_LEVEL = "a level is stated"
_PARALLEL, _PARALLEL_IT = 2.4, 1.9  # "it" may be the option just told
_NEXT_ORDINAL = 3.0
_NEW_PARAGRAPH = 1.2
_ASKED = 3.0
_SURELY = 1.2
_SURELY_NEW = 2.0
_ASIDE = 2.5
_RATED = 1.0


@dataclass(slots=True)
class Item:
    """A run of sentences that make one item; `strength` is what showed its beginning."""

    sentences: list[Sentence]
    strength: float

    @property
    def start(self) -> int:
        """Where its first sentence begins."""
        return self.sentences[0].span.start

    @property
    def end(self) -> int:
        """Where its last sentence ends."""
        return self.sentences[-1].span.end


def items_of(sentences: Sequence[Sentence], role: Role, grammar: ProseGrammar, least: float = 0.5) -> list[Item]:
    """The items that a run of sentences of one role tells, in reading order.

    A sentence begins an item where enough speaks for it: an ordinal that continues the count, an adverb of enumeration, a form
    like that of the first item. Where the text announces how many there are, that decides the doubtful ones.
    """
    announced = next(
        (count for sentence in sentences if sentence.opens for count in [_announced(sentence.said)] if count), None
    )
    announced = announced or next(
        (count for s in sentences if s.heading.role is role for count in [_announced(s.heading.said)] if count), None
    )
    body = [sentence for sentence in sentences if not _is_frame(sentence, role)]
    if not body:
        return []
    scores = _scores(body, role, grammar)
    begins = [score >= least for score in scores]
    framed = len(body) < len(sentences)
    plain = role is Role.RISKS and framed  # what follows an announcement of risks is one, however it is put
    while not plain and len(body) > 1 and not begins[0] and _is_preamble(body[0], role) and scores[1] >= _SURELY:
        body, scores, begins = body[1:], scores[1:], begins[1:]
    if not begins[0] and _is_preamble(body[0], role) and body[0].said.endswith("?"):
        body, scores, begins = body[1:], scores[1:], begins[1:]
    if not body:
        return []
    begins[0] = True
    if announced is not None and role is Role.OPTIONS:
        _adjust(begins, scores, announced)
    found: list[Item] = []
    dropped = role is Role.RISKS and not framed and _is_bare(body, begins, role)
    if dropped:
        begins[0] = False
    for sentence, score, begin in zip(body, scores, begins, strict=True):
        begin = begin and (score >= _SURELY_NEW or not dropped)
        if _is_aside(sentence) and not (begin and score >= _SURELY_NEW):
            dropped = True
        elif begin:
            found.append(Item([sentence], score))
            dropped = False
        elif found and not dropped:
            found[-1].sentences.append(sentence)
    return found


def _is_frame(sentence: Sentence, role: Role) -> bool:
    """Does a sentence only announce the list?"""
    return sentence.opens and not (_ordinal(sentence.said) and ("?" not in sentence.said))


def _is_aside(sentence: Sentence) -> bool:
    """Does a sentence among the items say something of none of them or of all?"""
    return any(cue.role is Role.OTHER and cue.weight >= _ASIDE for cue in sentence.cues)


def _is_bare(body: Sequence[Sentence], begins: Sequence[bool], role: Role) -> bool:
    """Does nothing that comes before the second item speak of a risk?"""
    second = next((i for i, begin in enumerate(begins) if begin and i), None)
    return second is not None and not any(sentence.weight(role) for sentence in body[:second])


def _is_preamble(sentence: Sentence, role: Role) -> bool:
    """Does a sentence before the first item say nothing of what items say?"""
    return sentence.said.endswith("?") or sentence.weight(role) == 0.0


def _announced(said: str) -> int | None:
    match = _COUNT.search(said)
    return _COUNTED[match.group(1)] if match else None


def _ordinal(said: str) -> int | None:
    """The number in a row that a sentence's head gives itself; 0 for the last, None where it gives none."""
    start = behind_connective(said)
    match = _HEAD.match(said, start)
    if match is None or _NO_ORDINAL.match(said, start):
        return None
    return _ORDINALS[match.group("ordinal") or match.group("number")]


def _scores(body: Sequence[Sentence], role: Role, grammar: ProseGrammar) -> list[float]:
    scores: list[float] = []
    shape: tuple[str, str] | None = None
    begun = 0
    paragraphs = len({sentence.paragraph for sentence in body})
    for position, sentence in enumerate(body):
        score = grammar.start(sentence.said, role)
        ordinal = _ordinal(sentence.said)
        if ordinal is not None and (ordinal == begun + 1 or (ordinal == 0 and begun)):
            score += _NEXT_ORDINAL
        elif ordinal is not None:
            score += 0.5
        if sentence.said.endswith("?") and not sentence.said.startswith("what if"):
            score -= _ASKED
        own = _shape(sentence.said)
        if position and own is not None and shape is not None and _parallel(own, shape):
            score += _PARALLEL if own[0] != "it" or own == shape else _PARALLEL_IT
        if sentence.first and position and paragraphs > 2:
            score += _NEW_PARAGRAPH
        if position and role is Role.RISKS and any(cue.name == _LEVEL for cue in body[position - 1].cues):
            score += _RATED  # a risk is rated at its end
        if position == 0:
            shape = own
        if score > 0 or position == 0:
            begun += 1
        scores.append(score)
    return scores


def _shape(said: str) -> tuple[str, str] | None:
    match = _HEADWORDS.match(said, behind_connective(said))
    return (match.group("head"), match.group("verb")) if match else None


def _parallel(own: tuple[str, str], first: tuple[str, str]) -> bool:
    """Has a sentence the form of the first item: the same head and verb, or a plural agent taken up by a pronoun?"""
    return own == first or (own[1] == first[1] and own[0] in ("they", "we", "you", "it") and own[1] in _AGENT_MODALS)


def _adjust(begins: list[bool], scores: list[float], announced: int) -> None:
    """Bring the number of beginnings to what was announced by turning the doubtful ones."""
    while sum(begins) < announced:
        rest = [i for i, begin in enumerate(begins) if not begin and scores[i] > -1.5]
        if not rest:
            return
        begins[max(rest, key=lambda i: scores[i])] = True
    while sum(begins) > announced:
        doubtful = [i for i, begin in enumerate(begins) if begin and i and scores[i] < 3.0]
        if not doubtful:
            return
        begins[min(doubtful, key=lambda i: scores[i])] = False
