"""Which option a passage of advice chooses when it says so in words of its own: the one whose rare words it repeats."""

import math
import re
from collections import Counter
from collections.abc import Sequence

from extractors.positions.words import word_set
from extractors.prose.cues import Role, folded
from extractors.prose.reading import Sentence
from schemas.items import Option

_WORD = re.compile(r"[a-zà-ž]{3,}")
_PLAIN = word_set(
    """
    the and that which with from this have has had for are was were will would could can might may should ought must its
    their them they than then there into out over but not one two three four first second third last option course
    possibility way plan company board take one's who whom whose what when where how all any each some more most only
    also been being our your his her about very just own such these those does done make makes made give gives
    """
)
_SUFFIX = re.compile(
    r"(?:ations?|ically|ical|ics?|ures?|ings?|ions?|ments?|ances?|ences?|ised|ized|ises|izes|ise|ize|ers?|ies|ied|ed|es|s|ly"
    r"|y|e)$"
)
_SET_ASIDE = re.compile(
    r"\b(?:rather than|instead of|not to|in place of|than to|over|should not|ought not|must not|declined|rejected|merely"
    r"|unlike)\b"
)
_SAME = {
    "sale": "sell", "sales": "sell", "sold": "sell", "bought": "buy", "purchase": "buy", "built": "build", "kept": "keep",
    "growth": "grow", "grew": "grow", "lent": "lend", "loan": "lend", "left": "leave", "shut": "close", "closure": "close",
    "held": "hold", "thrift": "save",
}  # fmt: skip
_POINTING = re.compile(r"(?:that|this|it|such|here)\b")
_CLEAR = 1.25  # how much the winner must beat the next


def chosen_by_content(sentences: Sequence[Sentence], options: Sequence[Option]) -> tuple[str, ...]:
    """The number of the option that the advising sentences resemble most; none where two come close."""
    if len(options) < 2:
        return ()
    bags = [_stems(option.text) for option in options]
    spread = Counter(stem for bag in bags for stem in bag)
    best = min(range(len(sentences)), key=lambda i: (-sentences[i].weight(Role.RECOMMENDATION), i), default=0)
    first = best - 1 if best and _POINTING.match(sentences[best].said) else best
    for group in (sentences[first : best + 1], sentences[:2], sentences):
        said = _stems(" ".join(_kept(sentence.said) for sentence in group))
        scores = [sum(math.log((len(bags) + 1) / spread[stem]) for stem in bag & said) / (6 + len(bag)) ** 0.5 for bag in bags]
        top, second = sorted(scores, reverse=True)[:2]
        if top > 0 and top >= _CLEAR * second:
            number = options[scores.index(top)].number
            return (number,) if number else ()
    return ()


def _kept(said: str) -> str:
    """A sentence without what it sets aside."""
    match = _SET_ASIDE.search(said)
    return said[: match.start()] if match else said


def _stems(words: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _WORD.findall(folded(words)) if word not in _PLAIN)


def _stem(word: str) -> str:
    word = _SAME.get(word, word)
    short = _SUFFIX.sub("", word)
    return (short if len(short) >= 3 else word)[:7]
