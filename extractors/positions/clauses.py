"""Levels of a sentence: which words belong to its main statement, which to what is said, and which to reasons and relatives.

There is no parser here. A level opens at a subordinating word and closes at a coordinator whose verb agrees with the main verb,
at a semicolon, or at the comma that ends a relative or a leading clause.
"""

from dataclasses import dataclass

from extractors.positions.cues import MODALS, PRONOUNS, Hit, is_adverb
from extractors.positions.inflection import Form
from extractors.positions.rules import PositionRules
from extractors.positions.tokens import Tokens
from extractors.positions.words import word_set

MAIN, CONTENT, ASIDE = 0, 1, 2

CONTENT_OPENERS = word_set("that whether how why what")
ASIDE_OPENERS = word_set(
    """
    because since which who whom whose where when once before after until till so lest owing thanks due given
    arguing citing saying fearing hoping
    """
)
CONCESSIONS = word_set("although though while whilst whereas despite albeit notwithstanding")
ADVERSATIVES = word_set("but yet however nevertheless nonetheless")
_COORDINATORS = word_set("and but or yet ; then")
_CLOSED_BY_COMMA = word_set("which who whom whose where")
_SINGULAR = word_set("is has does was isn't hasn't doesn't wasn't")
_PLURAL = word_set("are have do were aren't haven't don't weren't")
_PAST_AUX = word_set("had did hadn't didn't was were")


@dataclass(frozen=True, slots=True)
class Levels:
    """For each token its level (MAIN, CONTENT, ASIDE) and the number of the contrast segment it stands in."""

    level: list[int]
    segment: list[int]
    bare_if: tuple[int, ...]  # tokens "if" that open a condition on the main statement


def find_levels(tokens: Tokens, hits: dict[int, Hit], first: int, end: int, rules: PositionRules) -> Levels:
    """Assign levels and segments to the tokens from `first` to `end`; `hits` are the cues by first token."""
    count = len(tokens)
    level, segment = [MAIN] * count, [0] * count
    depth, part = MAIN, 0
    stack: list[tuple[str, int]] = []
    main_form: Form | None = None
    started = False
    conditions: list[int] = []
    skip_to = first
    for at in range(first, end):
        word = tokens.low[at]
        if at >= skip_to:
            if word in CONCESSIONS or (word == "even" and at + 1 < end and tokens.low[at + 1] in {"if", "though"}):
                part, depth, stack = part + 1, MAIN, [("leading", MAIN)] if not started else []
                main_form = None if not stack else main_form
            elif word in _COORDINATORS or (word in ADVERSATIVES):
                returns = word == ";" or _resumes(tokens, hits, at + 1, end, main_form, rules)
                if depth != MAIN and returns:
                    depth, stack = MAIN, []
                if word in ADVERSATIVES and (depth == MAIN or returns):
                    part += 1
            elif word in {",", "–", "—", ")"} and stack:
                opener, before = stack[-1]
                if word == "," and opener == "leading":
                    depth, stack, part = before, [], part + 1
                elif word == "," and main_form is Form.THIRD and _agrees_next(hits, at + 1, main_form):
                    depth, stack = MAIN, []
                elif (opener in _CLOSED_BY_COMMA and word == ",") or (opener == "leading-aside" and word == ","):
                    depth = before
                    stack.pop()
            elif word in CONTENT_OPENERS and started:
                stack.append((word, depth))
                depth = max(depth, CONTENT)
            elif word in ASIDE_OPENERS or (word == "as" and _is_causal(tokens, at, end)):
                if word in {"who", "whom", "which", "whose"} and not started:
                    stack.append((word, depth))
                else:
                    stack.append((word if started else "leading-aside", depth))
                depth = ASIDE
            elif word in {"if", "unless"}:
                if (
                    depth <= CONTENT
                    and started
                    and (
                        at == 0
                        or tokens.low[at - 1]
                        not in {"even", "only", "as", "sure", "know", "doubt", "wonder", "wonders", "ask", "asks", "doubts"}
                    )
                ):
                    conditions.append(at)
                stack.append((word if started else "leading-aside", depth))
                depth = ASIDE
        hit = hits.get(at)
        if hit is not None:
            if (
                main_form is None
                and depth == MAIN
                and hit.cue.form in (Form.BASE, Form.THIRD, Form.PAST)
                and hit.cue.shape == "verb"
                and not (at and tokens.low[at - 1] in MODALS)
            ):
                main_form = hit.cue.form
            started = True
            skip_to = max(skip_to, hit.last)
        elif main_form is None and depth == MAIN:
            if word in _SINGULAR:
                main_form = Form.THIRD
            elif word in _PLURAL:
                main_form = Form.BASE
            elif word in _PAST_AUX:
                main_form = Form.PAST
            if main_form is not None:
                started = True
        if at > first + 1 or word not in {"although", "while"}:
            started = started or at > first + 6
        level[at], segment[at] = depth, part
        if hit is not None:
            inner = depth
            for inside in range(at + 1, min(hit.last, count)):
                level[inside], segment[inside] = inner, part
            last = tokens.low[hit.last - 1]
            if (
                last in CONTENT_OPENERS
                and depth == MAIN
                and hit.cue.kind in {"assertion", "report", "attitude", "act", "demand"}
            ):
                stack.append((last, depth))
                depth = CONTENT
            elif hit.cue.kind in {"assertion", "report"} and depth == MAIN and hit.cue.shape == "verb":
                stack.append(("said", depth))
                depth = CONTENT
            elif last in {"if", "unless", "until", "once", "when", "after"} and hit.cue.kind in {"condition", "abstention"}:
                stack.append((last if started else "leading-aside", depth))
                depth = ASIDE
            elif hit.cue.kind == "condition" and hit.cue.shape == "phrase":
                stack.append(("condition", depth))
                depth = ASIDE
    return Levels(level, segment, tuple(conditions))


def _is_causal(tokens: Tokens, at: int, end: int) -> bool:
    """ ", as his crews know" is a reason or a time; "view it as a tool", "as long as", "as well as" are not."""
    if at == 0 or at + 1 >= end:
        return False
    return tokens.low[at - 1] == "," or tokens.low[at + 1] in {"they", "it", "he", "she"}


def _agrees_next(hits: dict[int, Hit], at: int, main: Form) -> bool:
    hit = hits.get(at)
    return hit is not None and hit.cue.shape == "verb" and hit.cue.form is main


def _resumes(tokens: Tokens, hits: dict[int, Hit], at: int, end: int, main: Form | None, rules: PositionRules) -> bool:
    """Whether the words from `at` take the main statement up again: a pronoun, or a verb that agrees with the main one."""
    while at < end and (is_adverb(tokens.low[at], rules) or tokens.low[at] in {",", "and", "but", "also"}):
        if (hit := hits.get(at)) is not None and hit.cue.shape == "verb":
            break
        at += 1
    if at >= end:
        return False
    word = tokens.low[at]
    if word in PRONOUNS:
        return True
    if word in {"will", "would", "won't", "wouldn't"}:
        return True
    if word in _SINGULAR:
        return main in (Form.THIRD, None) or (main is Form.PAST and word == "was") or main is Form.PAST
    if word in _PLURAL:
        return main in (Form.BASE, Form.PAST, None)
    if word in _PAST_AUX:
        return main in (Form.PAST, None)
    if word in MODALS:
        return False
    hit = hits.get(at)
    form = hit.cue.form if hit is not None and hit.cue.shape == "verb" else rules.plain_verbs.get(word)
    if form is None or form is Form.ING:
        return False
    if main is None:
        return form in (Form.THIRD, Form.PAST)
    return form is main or (form is Form.PAST and main is Form.THIRD and hit is not None)
