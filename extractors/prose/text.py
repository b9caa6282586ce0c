"""A document's running text with the roles decided, and the passages of each role as the field readers want them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from extractors.analysis import Analysis
from extractors.passages import Span
from extractors.prose.cues import ProseGrammar, Role, load_prose_grammar
from extractors.prose.enumeration import Item, items_of
from extractors.prose.reading import Sentence, read_sentences
from extractors.prose.roles import assign_roles

_KEY = "prose"  # where an analysis keeps its running text
_STRONG = 2.0
_ADVISED = 2.5
_RISKY, _STRONG_RISK = 1.7, 2.5  # behind the advice, and before it, where options are still being weighed
_IN_PASSING = 0.4
_REACH = 2  # sentences of evaluation that may stand between two options


@dataclass(frozen=True, slots=True)
class Found:
    """A passage found, and how sure that it is one (0 to 1)."""

    span: Span
    confidence: float
    sentences: tuple[Sentence, ...]


class RunningText:
    """The sentences of one analysis with their roles, and what each role's passages are."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.grammar: ProseGrammar = load_prose_grammar(analysis.overlay)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """All sentences below the title, with roles."""
        found = read_sentences(self.analysis)
        assign_roles(found, self.grammar)
        return found

    def runs(self, role: Role) -> Iterator[list[Sentence]]:
        """The longest runs of consecutive sentences that play a role."""
        run: list[Sentence] = []
        for sentence in self.sentences:
            if sentence.role is role:
                run.append(sentence)
            elif run:
                yield run
                run = []
        if run:
            yield run

    @cached_property
    def options(self) -> list[Found]:
        """The options in the order told: those of the run that tells most, and of runs that go on with its count."""
        runs = [(run, items_of(run, Role.OPTIONS, self.grammar)) for run in self.runs(Role.OPTIONS)]
        runs = [(run, items) for run, items in runs if items]
        if not runs:
            return []
        main = max(
            range(len(runs)), key=lambda i: (sum(min(item.strength, 4.0) for item in runs[i][1]) + 2 * len(runs[i][1]), -i)
        )
        items = list(runs[main][1])
        place = {id(sentence): index for index, sentence in enumerate(self.sentences)}
        last = place[id(runs[main][0][-1])]
        for run, more in runs[main + 1 :]:
            if place[id(run[0])] - last - 1 > _REACH or more[0].strength < _STRONG:
                break
            items.extend(more)
            last = place[id(run[-1])]
        first = place[id(runs[main][0][0])]
        for run, more in reversed(runs[:main]):
            if first - place[id(run[-1])] - 1 > _REACH or more[0].strength < _STRONG:
                break
            items[:0] = more
            first = place[id(run[0])]
        if len(items) < 2:
            return []
        return [_found(item) for item in items]

    @cached_property
    def recommendation(self) -> Found | None:
        """The run of advice that is plainest."""
        runs = [
            run
            for run in self.runs(Role.RECOMMENDATION)
            if sum(sentence.weight(Role.RECOMMENDATION) for sentence in run) >= _ADVISED
        ]
        if not runs:
            return self._advised_in_passing()
        run = max(runs, key=lambda run: (sum(s.weight(Role.RECOMMENDATION) for s in run), -run[0].span.start))
        best = max(sentence.weight(Role.RECOMMENDATION) for sentence in run)
        return Found(Span(run[0].span.start, run[-1].span.end), _squash(best), tuple(run))

    def _advised_in_passing(self) -> Found | None:
        """Where no run reads as advice: the paragraph behind the options that says most of what ought to be done."""
        options = self.options
        if not options:
            return None
        last = options[-1].span.end
        held = {id(sentence) for found in [*options, *self.risks] for sentence in found.sentences}
        paragraphs: dict[int, list[Sentence]] = {}
        for sentence in self.sentences:
            if sentence.span.start >= last and id(sentence) not in held and sentence.role is not Role.POSITIONS:
                paragraphs.setdefault(sentence.paragraph, []).append(sentence)
        sums = {number: sum(s.weight(Role.RECOMMENDATION) for s in paragraph) for number, paragraph in paragraphs.items()}
        best = max(sums, key=lambda number: (sums[number], -number), default=None)
        if best is None or sums[best] < _STRONG:
            return None
        run = paragraphs[best]
        return Found(Span(run[0].span.start, run[-1].span.end), _IN_PASSING, tuple(run))

    @cached_property
    def risks(self) -> list[Found]:
        """The risks, in reading order."""
        found: list[Found] = []
        advised = min((run[0].span.start for run in self.runs(Role.RECOMMENDATION)), default=0)
        for run in self.runs(Role.RISKS):
            least = _RISKY if run[0].span.start > advised or run[0].heading.role is Role.RISKS else _STRONG_RISK
            if max(sentence.weight(Role.RISKS) for sentence in run) >= least:
                found.extend(_found(item) for item in items_of(run, Role.RISKS, self.grammar))
        return found

    @cached_property
    def taken(self) -> list[Sentence]:
        """The sentences that options, recommendation and risks hold: one passage has one home."""
        held = [*self.options, *self.risks, *([self.recommendation] if self.recommendation else [])]
        return [sentence for found in held for sentence in found.sentences]


def running_text(analysis: Analysis) -> RunningText:
    """The running text of an analysis, read once and kept with it."""
    kept = analysis.fields.get(_KEY)
    if not isinstance(kept, RunningText):
        kept = analysis.fields[_KEY] = RunningText(analysis)
    return kept


def _found(item: Item) -> Found:
    own = max(sentence.margin for sentence in item.sentences)
    return Found(Span(item.start, item.end), _squash(max(item.strength, 0.0) / 2 + max(own, 0.0) / 2), tuple(item.sentences))


def _squash(strength: float) -> float:
    """A strength of 0 and more as a degree of sureness between 0.4 and 0.98."""
    return round(min(0.98, 0.4 + 0.58 * (1 - 2 ** (-strength / 1.5))), 3)
