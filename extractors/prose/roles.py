"""Which role each sentence of running text plays: cues of the sentence, the heading above it, and coherence of paragraphs.

A sentence alone is often ambiguous ("It could take years" weighs an option or names a risk), a paragraph seldom is. So the
roles are decided for the whole text at once, as the path of highest total weight, where a change of role costs more inside a
paragraph than between two (Viterbi decoding of a linear chain).
"""

from collections.abc import Sequence

from extractors.prose.cues import ProseGrammar, Role
from extractors.prose.reading import Sentence

_ROLES = tuple(Role)
_CHANGE_INSIDE = {Role.OTHER: 2.6}  # to that role; 3.4 to the others
_CHANGE_INSIDE_ELSE = 3.4
_CHANGE_BETWEEN = 0.8
_STAY_BETWEEN = {Role.RECOMMENDATION: 1.6, Role.POSITIONS: 0.4, Role.RISKS: 0.4}  # its next paragraph is usually something else
_HEADED, _HEADED_FIRST = 1.0, 1.5  # what a known heading adds to a sentence, and to one of the first paragraph under it
_HINTED = 0.6  # the share of it that a heading known by a word adds
_ANNOUNCED = 2.0  # what a sentence that announces items adds to the paragraph behind its own
_STARTED = 0.45  # the share of a start's weight that speaks for a list
_ANAPHORIC = -1.5  # a start weight below which a sentence leans on the one before
_MEASURED = frozenset({"currency", "percent", "percentage_point", "basis_point", "multiple", "measure"})
_SURE = 0.7


def assign_roles(sentences: Sequence[Sentence], grammar: ProseGrammar) -> None:
    """Give each sentence its role and by how much it beat the next best. Linear in the number of sentences."""
    if not sentences:
        return
    weights = [_weights(sentence, grammar) for sentence in sentences]
    for before, sentence, weight in zip(sentences, sentences[1:], weights[1:], strict=False):
        if sentence.first and sentence.heading is before.heading:
            for cue in before.cues:
                if cue.opens and cue.role is not Role.OTHER:
                    weight[cue.role] += _ANNOUNCED
    total = dict(weights[0])
    came: list[dict[Role, Role]] = []
    for before, sentence, weight in zip(sentences, sentences[1:], weights[1:], strict=False):
        best = max(_ROLES, key=lambda role: total[role])
        step: dict[Role, Role] = {}
        now: dict[Role, float] = {}
        headed = sentence.heading is not before.heading
        for role in _ROLES:
            if sentence.first:
                stay, change = (0.0 if headed else _STAY_BETWEEN.get(role, 0.0)), (0.0 if headed else _CHANGE_BETWEEN)
            else:
                stay, change = 0.0, _CHANGE_INSIDE.get(role, _CHANGE_INSIDE_ELSE)
            if best is role or total[role] - stay >= total[best] - change:
                step[role], now[role] = role, total[role] - stay + weight[role]
            else:
                step[role], now[role] = best, total[best] - change + weight[role]
        came.append(step)
        total = now
    role = max(_ROLES, key=lambda role: total[role])
    for index in range(len(sentences) - 1, -1, -1):
        weight = weights[index]
        sentences[index].role = role
        sentences[index].margin = weight[role] - max(weight[other] for other in _ROLES if other is not role)
        if index:
            role = came[index - 1][role]


def _weights(sentence: Sentence, grammar: ProseGrammar) -> dict[Role, float]:
    """What speaks for each role in one sentence and in its heading."""
    weights = {role: sentence.weight(role) for role in _ROLES}
    starts = {role: grammar.start(sentence.said, role) for role in (Role.OPTIONS, Role.RISKS)}
    for role, start in starts.items():
        weights[role] += _STARTED * max(start, 0.0)
    leans = not sentence.first and min(starts.values()) <= _ANAPHORIC
    weights[Role.OTHER] += 1.0 if sentence.first else 0.2 if leans else 0.6
    sure = max((said.confidence for said in sentence.positions), default=0.0)
    if sure:
        weights[Role.POSITIONS] += 2.8 * sure + (0.6 if sentence.citations and sure >= _SURE else 0.0)
    if any(str(quantity.kind) in _MEASURED for quantity in sentence.quantities) and sentence.citations:
        weights[Role.OTHER] += 1.2
    heading = sentence.heading
    if heading.role is not None:
        weight = _HEADED_FIRST if sentence.paragraph == heading.place else _HEADED
        weights[heading.role] += weight if heading.sure else _HINTED * weight
    return weights
