"""The cue files: every pattern compiles, and what cannot be used is refused with its place."""

import pytest

from extractors.prose.cues import Role, load_prose_grammar
from extractors.prose.levels import load_phrases
from extractors.rulebook import RuleError

ROLES = [
    ("We therefore recommend the second route.", Role.RECOMMENDATION),
    ("Our advice is to wait.", Role.RECOMMENDATION),
    ("My money is on the merger.", Role.RECOMMENDATION),
    ("The charter is the one to take.", Role.RECOMMENDATION),
    ("Three ways forward suggest themselves.", Role.OPTIONS),
    ("A second course would be to sell the mill.", Role.OPTIONS),
    ("Alternatively, the club could move.", Role.OPTIONS),
    ("What, then, can be done?", Role.OPTIONS),
    ("The plan is not without danger.", Role.RISKS),
    ("There is also the risk that the bank loses patience.", Role.RISKS),
    ("The chief danger is a strike.", Role.RISKS),
    ("Opinions inside the company differ sharply.", Role.POSITIONS),
    ("The case is silent on the price of land.", Role.OTHER),
    ("Against each of these dangers something can be done.", Role.OTHER),
]


@pytest.mark.parametrize(("sentence", "role"), ROLES)
def test_the_strongest_cue_tells_the_role(sentence, role):
    said = sentence.lower()
    cues = load_prose_grammar().read(said, frozenset(said.strip(".?").replace(",", "").split()))
    assert max(cues, key=lambda cue: cue.weight).role is role


STARTS = [
    ("another possibility is to wait.", Role.OPTIONS, True),
    ("it would also cost a good deal.", Role.OPTIONS, False),
    ("the drawback is the price.", Role.OPTIONS, False),
    ("finally, the owners could sell.", Role.OPTIONS, True),
    ("a strike would close the mill.", Role.RISKS, True),
    ("the likelihood is low.", Role.RISKS, False),
    ("in that case the bank would call the loan.", Role.RISKS, False),
    ("it is also possible that nobody comes.", Role.RISKS, True),
]


@pytest.mark.parametrize(("said", "role", "begins"), STARTS)
def test_a_start_tells_a_new_item_from_more_of_the_last(said, role, begins):
    assert (load_prose_grammar().start(said, role) > 0) is begins


def test_an_overlay_may_replace_a_cue_by_name(tmp_path):
    (tmp_path / "prose_cues.toml").write_text(
        'source = "ours"\n[[rules]]\nname = "our advice"\nrole = "recommendation"\nweight = 4.0\npattern = "zut alors"\n'
    )
    said = "our advice: zut alors."
    names = [cue.name for cue in load_prose_grammar(tmp_path).read(said, frozenset(said.split()))]
    assert names == ["our advice"]


@pytest.mark.parametrize(
    ("file", "rule", "told"),
    [
        ("prose_cues", 'name = "x"\nrole = "risks"\nweight = 1.0\npattern = "{nowhere} b"', "no words for {nowhere}"),
        ("prose_cues", 'name = "x"\nrole = "risks"\nweight = 1.0\npattern = "(unclosed"', "Mend the regular expression"),
        ("prose_starts", 'name = "x"\nlist = "steps"\nweight = 1.0\npattern = "abc"', "list"),
        ("prose_words", 'name = "course"\nwords = []', "words"),
    ],
)
def test_rules_that_cannot_be_used_are_refused(tmp_path, file, rule, told):
    (tmp_path / f"{file}.toml").write_text(f'source = "ours"\n[[rules]]\n{rule}\n')
    with pytest.raises(RuleError, match=r".*") as refusal:
        load_prose_grammar(tmp_path)
    assert told in str(refusal.value)


def test_a_level_phrase_that_is_no_pattern_is_refused(tmp_path):
    (tmp_path / "prose_levels.toml").write_text(
        'source = "ours"\n[[rules]]\nname = "x"\nscale = "severity"\nlevel = "low"\npattern = "(oops"\n'
    )
    with pytest.raises(RuleError, match="Mend the regular"):
        load_phrases(tmp_path)
