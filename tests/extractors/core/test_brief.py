"""The brief as a whole: invariants that hold for any text, and the samples of the repository."""

import json
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from extractors import RuleError, build_nlp, extract_brief
from schemas import CaseBrief, Quantity, Section, evidences

ROOT = Path(__file__).parents[3]
SAMPLES = sorted(path for path in (ROOT / "raw").iterdir() if path.suffix in (".txt", ".md"))
_MARKS = " \t\n*_`|#.,;:()[]{}\"'“”‘’–—-•+"


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    return build_nlp()


def sample(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def words(text: str) -> list[str]:
    for mark in _MARKS:
        text = text.replace(mark, " ")
    return text.split()


def quoted(record: BaseModel, text: str) -> list[str]:
    """The places where a record's text is not made of its evidence's words, in their order."""
    wrong = []
    said, evidence = getattr(record, "text", None) or getattr(record, "title", None), getattr(record, "evidence", None)
    if said and evidence is not None and not isinstance(record, Section):
        rest = iter(words(evidence.slice(text)))
        if not all(any(word == other for other in rest) for word in words(said)):
            wrong.append(said)
    for _, value in record:
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, BaseModel):
                wrong += quoted(part, text)
    return wrong


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_evidence_quotes_its_text(path: Path, nlp: spacy.language.Language) -> None:
    text = sample(path)
    brief = extract_brief(text, nlp=nlp)
    wrong = [
        said
        for name, value in brief
        if name != "sections"
        for part in (value if isinstance(value, tuple) else (value,))
        if isinstance(part, BaseModel)
        for said in quoted(part, text)
    ]
    assert not [said for said in wrong if said != brief.title]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_json_round_trip(path: Path, nlp: spacy.language.Language) -> None:
    brief = extract_brief(sample(path), nlp=nlp)
    assert CaseBrief.model_validate_json(brief.model_dump_json()) == brief
    assert CaseBrief.model_validate(json.loads(brief.model_dump_json(indent=2))) == brief


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_same_text_same_brief(path: Path, nlp: spacy.language.Language) -> None:
    assert (
        extract_brief(sample(path), nlp=nlp).model_dump_json() == extract_brief(sample(path), nlp=build_nlp()).model_dump_json()
    )


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_docs_text_is_the_canonical_text(path: Path, nlp: spacy.language.Language) -> None:
    doc = nlp(sample(path))
    assert doc.text == sample(path)
    assert all(doc.spans[name] is not None for name in nlp.pipe_names)


PIECES = st.sampled_from([
    "Acme: Up Case Solution", "1. Evidence Brief", "Financial Metrics", "- Sales: $4m in 2020 (Exhibit 1)", "| a | 2020 |", "|---|---|", "| b | 4% |", "Stakeholders",
    "• Ann Lee (Chair): opposes it", "Options", "Option 1: Sell. Now.", "Pros", "+ quick", "Cons:", "Recommendation", "We choose Option 1.", "Critical Path", "1. Do (Month 1): it",
    "Risks", "Risk 1: Fire. Likelihood high.", "Mitigation: water", "Verdict", "APPROVED", "X case study solution", "", "", "====", "----", "(", "**", "Option", "(Exhibit", "¶", "Phase 2",
    "\x00", "\u200b", "\u202e", "e\u0301", "😀", "\r", "\t\t", "\u2028", "%", "$", "12", "million", "((((", "....", "? ? ?", ":", "A.", "Q1:",
])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(PIECES, st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=30)), max_size=30),
    st.sampled_from(["\n", "\n\n", " "]),
)
def test_arbitrary_text_yields_a_valid_brief(pieces: list[str], joint: str) -> None:
    text = joint.join(pieces)
    brief = extract_brief(text)
    assert CaseBrief.model_validate_json(brief.model_dump_json()) == brief
    for where, evidence in evidences(brief):
        assert evidence.slice(text), where
    for record in _quantities(brief):
        assert record.evidence.slice(text) == record.text


def _quantities(record: BaseModel) -> list[Quantity]:
    found = [record] if isinstance(record, Quantity) else []
    for _, value in record:
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, BaseModel):
                found += _quantities(part)
    return found


@pytest.mark.parametrize("text", ["", " \n\t", "\x00\x00", "x"])
def test_a_text_with_nothing_in_it_is_an_error_in_the_diagnostics(text: str) -> None:
    brief = extract_brief(text)
    assert [d.code for d in brief.diagnostics if d.severity == "error"]
    assert brief.coverage == 0


def test_misuse_raises() -> None:
    with pytest.raises(TypeError, match="must be a string"):
        extract_brief(b"bytes")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="lone surrogate"):
        extract_brief("\ud800")


def test_one_component_alone_works_in_anybodys_pipeline() -> None:
    import extractors.components  # noqa: F401  an installed package is found by its entry points

    nlp = spacy.blank("en")
    nlp.add_pipe("case_sections")
    doc = nlp("Acme\n\nVerdict\n\nAPPROVED\n")
    assert [(span.label_, span.text.split()[0]) for span in doc.spans["case_sections"]] == [
        ("title", "Acme"),
        ("verdict", "Verdict"),
    ]


def test_a_users_rules_are_laid_over_the_packaged_ones(tmp_path: Path) -> None:
    (tmp_path / "option_points.toml").write_text(
        'source = "ours"\n\n[[rules]]\nrole = "rationale"\nlabels = ["glory"]\n', encoding="utf-8"
    )
    text = "Acme\n\nOptions\n\nOption 1: Sell. Find a buyer.\n\n- Glory: It shines.\n"
    (theirs,) = extract_brief(text, nlp=build_nlp(rules=tmp_path)).options
    (ours,) = extract_brief(text).options
    assert [s.text for s in theirs.rationale] == ["It shines."]
    assert not ours.rationale


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("unknown.toml", 'source = "x"', "no rule file has this name"),
        ("option_points.toml", "rules = 3", "`source` is missing"),
        ("option_points.toml", "= broken", "cannot be read as TOML"),
        ("option_points.toml", 'source = "x"\n[[rules]]\nrole = "rationale"\nlabels = []\ncolour = "red"\n', "rule 1: colour"),
        (
            "verdict_cues.toml",
            'source = "x"\n[[rules]]\ndecision = "approved"\npatterns = ["("]\n',
            "Mend the regular expression",
        ),
    ],
)
def test_a_bad_rule_is_told_before_work_starts(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(RuleError, match=message):
        build_nlp(rules=tmp_path)
