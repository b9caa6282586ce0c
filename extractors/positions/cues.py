"""Finding cues among the words of a passage: longest match, at most one adverb inside, ambiguous words checked."""

from typing import NamedTuple

from extractors.positions.inflection import Form
from extractors.positions.rules import Cue, CueIndex, PositionRules
from extractors.positions.tokens import Tokens
from extractors.positions.words import word_set

POSSESSIVES = word_set("its their his her our your my the itself themselves himself herself one's")
DETERMINERS = word_set(
    """
    the a an any all some this that these those its their his her our every each both no such what another
    """
)
PRONOUNS = word_set("it he she they")
MODALS = word_set(
    """
    will would can could may might must shall should cannot won't wouldn't can't couldn't shouldn't
    """
)
COPULAS = word_set(
    """
    is are was were be been being am isn't aren't wasn't weren't remain remains remained seem seems seemed appear
    appears appeared feel feels felt stay stays stayed become becomes became grow grows grew look looks looked sound
    sounds sounded
    """
)
PLURAL_WORDS = word_set(
    """
    people staff police men women children management workforce personnel they we some many most others few both all
    """
)


class Hit(NamedTuple):
    """A cue found: first and one past the last token, and its meaning."""

    first: int
    last: int
    cue: Cue


def is_adverb(word: str, rules: PositionRules) -> bool:
    """Whether a word may stand between the parts of a predicate."""
    return word in rules.adverbs or (len(word) > 4 and word.endswith("ly") and word not in _NOT_ADVERBS)


_NOT_ADVERBS = word_set(
    """
    family families supply apply reply comply rely assembly monopoly anomaly ally rally italy likely july
    fully-owned
    """
)


def match(index: CueIndex, tokens: Tokens, at: int, end: int, rules: PositionRules) -> Hit | None:
    """The longest cue of `index` that begins at token `at` and ends before token `end`."""
    candidates = index.get(tokens.low[at])
    if candidates is None:
        return None
    best: Hit | None = None
    for cue in candidates:
        if best is not None and len(cue.rest) < best.last - best.first - 2:
            break
        last = _match_rest(cue.rest, tokens, at + 1, end, rules)
        if last and (best is None or last > best.last) and not _misread(cue, tokens, at, last, end, rules):
            best = Hit(at, last, cue)
    return best


def find_cues(index: CueIndex, tokens: Tokens, first: int, end: int, rules: PositionRules) -> list[Hit]:
    """All cues between two tokens, left to right, none overlapping another."""
    hits: list[Hit] = []
    at = first
    while at < end:
        hit = match(index, tokens, at, end, rules)
        if hit is None:
            at += 1
        else:
            hits.append(hit)
            at = hit.last
    return hits


def _match_rest(rest: tuple[str, ...], tokens: Tokens, at: int, end: int, rules: PositionRules) -> int:
    skipped = False
    for number, word in enumerate(rest):
        if at < end and number == 0 and not skipped and tokens.low[at] != word and _is_filler(tokens, at, word, rules):
            skipped = True
            at += 1
        if at >= end:
            return 0
        low = tokens.low[at]
        if low != word and not (word == "~" and (low in POSSESSIVES or low.endswith(("'s", "s'")))):
            return 0
        at += 1
    return at


def _is_filler(tokens: Tokens, at: int, wanted: str, rules: PositionRules) -> bool:
    return wanted != "~" and is_adverb(tokens.low[at], rules) and tokens.low[at] not in {"not", "never", "no"}


def _misread(cue: Cue, tokens: Tokens, at: int, last: int, end: int, rules: PositionRules) -> bool:
    """Whether an ambiguous word is something else here: "like" the preposition, "back" the adverb, "plan" the noun."""
    if cue.shape != "verb":
        return False
    if cue.form is Form.ING:
        return at > 0 and tokens.low[at - 1] in _NOMINAL_BEFORE  # "the rating agency"
    if cue.form is Form.PAST:
        return False
    word = tokens.low[at]
    before = tokens.low[at - 1] if at else ""
    after = tokens.low[last] if last < end else ""
    if before in _NOMINAL_BEFORE or before.endswith(("'s", "s'")):
        return True
    if cue.form is Form.THIRD:
        return word in NOUN_LIKE and before in _PREPOSITIONS_BEFORE
    if word == "like":
        return after in {",", ""} or not _may_be_verb(tokens, at, rules) or (at > 0 and tokens.raw[at - 1] == ",")
    if word == "back" and after in _NOT_BEHIND_BACK:
        return True
    return word in NOUN_LIKE and not cue.rest and after not in DETERMINERS and not _may_be_verb(tokens, at, rules)


def _may_be_verb(tokens: Tokens, at: int, rules: PositionRules) -> bool:
    """Whether a base form at `at` can be a verb: first in its passage, or behind a plural, a name, "to", a modal, an adverb."""
    if at == 0:
        return True
    before = tokens.low[at - 1]
    return (
        before in _VERBAL_BEFORE
        or before in MODALS
        or before in _COLLECTIVES
        or not before[0].isalnum()
        or is_adverb(before, rules)
        or is_plural(before, rules)
        or (tokens.raw[at - 1][0].isupper() and at > 1)
        or (before == "longer" and at > 1 and tokens.low[at - 2] == "no")
    )


_NOMINAL_BEFORE = word_set("a an the its their his her our your my this another each every any")
_PREPOSITIONS_BEFORE = word_set("of in on for with by at from under new more per")
_VERBAL_BEFORE = word_set(
    """
    to and but or not do does did don't doesn't didn't they we you i who which that both neither nor either also
    still never always rather than let help all some many most others few
    """
)
_COLLECTIVES = word_set("team board family community staff management crew union council government public couple committee")
_NOT_BEHIND_BACK = word_set("to into from in office on up home and of , .")
NOUN_LIKE = word_set(
    """
    value values object objects question questions plan plans trust trusts attack attacks block blocks fault faults
    need needs share shares fund funds grant grants offer offers cap caps limit limits fine fines press flag flags
    note notes state states report reports rate rates call calls label labels brand brands credit credits second
    seconds strike strikes squeeze request requests estimate estimates view views charge prize prizes protest
    protests fight fights help sign signs volunteer volunteers host audit audits struggle delay delays license
    licenses treat treats alarm promise promises freeze bar bars ban bans contest dispute disputes finance finances
    desire permit permits demand demands fear fears worry worries doubt doubts hope hopes wish support supports
    claim claims sponsor sponsors champion champions love like back challenge boycott boycotts veto push bet vote
    praise regret scorn hate dislike resent welcome pressure copy probe sanction benefit benefits profit profits
    gain gains thank shrink risk risks damage damages waste loss harm strain burden finish sense test compromise
    lack miss favour favor supply sponsor lobby balk caution warning rebel revolt drop lament censure curb curbs
    """
)


def is_plural(word: str, rules: PositionRules) -> bool:
    """Whether a word in lower case may head a plural subject."""
    word = word.rstrip("'")
    return (
        word in rules.group_nouns
        or word in PLURAL_WORDS
        or (len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")))
    )
