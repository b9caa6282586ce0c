"""English inflection, as far as cue lexicons need it: the forms of a verb, the plural of a noun, the other spelling."""

import re
from enum import StrEnum

from extractors.positions.words import word_set


class Form(StrEnum):
    """The form of an inflected cue."""

    BASE = "base"
    THIRD = "third"  # he opposes
    PAST = "past"  # past tense and participle are not told apart
    ING = "ing"
    FIXED = "fixed"  # an adjective, noun or phrase, not inflected


IRREGULAR_PAST: dict[str, tuple[str, ...]] = {
    "be": ("was", "were", "been"), "beat": ("beat", "beaten"), "become": ("became", "become"), "begin": ("began", "begun"),
    "bet": ("bet",), "bid": ("bid",), "break": ("broke", "broken"), "bring": ("brought",),
    "build": ("built",), "buy": ("bought",), "choose": ("chose", "chosen"), "come": ("came", "come"), "cost": ("cost",),
    "cut": ("cut",), "do": ("did", "done"), "draw": ("drew", "drawn"), "dream": ("dreamed", "dreamt"),
    "drive": ("drove", "driven"), "fall": ("fell", "fallen"), "feel": ("felt",), "fight": ("fought",),
    "freeze": ("froze", "frozen"), "speak": ("spoke", "spoken"), "find": ("found",),
    "get": ("got", "gotten"), "give": ("gave", "given"), "go": ("went", "gone"), "grow": ("grew", "grown"), "have": ("had",),
    "hear": ("heard",), "hold": ("held",), "keep": ("kept",), "know": ("knew", "known"), "lead": ("led",),
    "lean": ("leaned", "leant"), "leave": ("left",), "lend": ("lent",), "let": ("let",), "lose": ("lost",), "make": ("made",),
    "mean": ("meant",), "meet": ("met",), "pay": ("paid",), "put": ("put",), "quit": ("quit",), "read": ("read",),
    "run": ("ran", "run"), "say": ("said",), "see": ("saw", "seen"), "seek": ("sought",), "sell": ("sold",),
    "send": ("sent",), "set": ("set",), "shake": ("shook", "shaken"), "shrink": ("shrank", "shrunk"), "sit": ("sat",),
    "spend": ("spent",), "split": ("split",), "stand": ("stood",), "sting": ("stung",),
    "strike": ("struck",), "swear": ("swore", "sworn"), "take": ("took", "taken"), "teach": ("taught",), "tell": ("told",),
    "think": ("thought",), "throw": ("threw", "thrown"), "understand": ("understood",), "withdraw": ("withdrew", "withdrawn"),
    "withhold": ("withheld",), "win": ("won",), "write": ("wrote", "written"), "overrun": ("overran", "overrun"),
    "undo": ("undid", "undone"), "forbid": ("forbade", "forbidden"), "hurt": ("hurt",), "bear": ("bore", "borne"),
    "deal": ("dealt",), "eat": ("ate", "eaten"), "flee": ("fled",), "hang": ("hung",), "lie": ("lay", "lain"),
    "rise": ("rose", "risen"), "sink": ("sank", "sunk"), "steal": ("stole", "stolen"), "tear": ("tore", "torn"),
    "wear": ("wore", "worn"), "outgrow": ("outgrew", "outgrown"), "undercut": ("undercut",),
    "underwrite": ("underwrote", "underwritten"),
    "foresee": ("foresaw", "foreseen"), "overpay": ("overpaid",), "undergo": ("underwent", "undergone"),
}  # fmt: skip
_DOUBLING = word_set(
    """
    abet admit beg ban bar brag cap clap commit compel concur confer cop deter drag drop drum fit flag grab hop
    infer jot kid lag mop nag nod occur omit pan permit pin plan plot prefer prod quit refer regret rip rob rub run
    rebut scrap scrub set ship shrug shun shut sit skip slam slip slim snap snub spot spur squat stem step stop
    strip submit swap tap tip trim trap transfer wrap win cut get put let bet bid split begin
    """
)
_VOWELS = "aeiou"
_ENDS_IN_L = re.compile(r"[^aeiou][aeiou]l$")


def verb_forms(lemma: str) -> dict[str, Form]:
    """The forms of a verb given by its base form: {'oppose': BASE, 'opposes': THIRD, 'opposed': PAST, 'opposing': ING}."""
    if lemma == "be":
        return {"be": Form.BASE, "are": Form.BASE, "am": Form.BASE, "is": Form.THIRD, "was": Form.PAST, "were": Form.PAST,
                "been": Form.PAST, "being": Form.ING}  # fmt: skip
    stem, _, tail = lemma.partition("-")  # co-fund is inflected on its last part
    if tail:
        return {f"{stem}-{form}": kind for form, kind in verb_forms(tail).items()}
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        third, regular = f"{lemma[:-1]}ies", f"{lemma[:-1]}ied"
    else:
        third = {"have": "has", "do": "does", "go": "goes"}.get(lemma) or lemma + ("es" if _hisses(lemma) else "s")
        regular = lemma + "d" if lemma.endswith("e") else _doubled(lemma) + "ed"
    past = IRREGULAR_PAST.get(lemma, (regular,))
    if lemma.endswith("ie"):
        ing = f"{lemma[:-2]}ying"
    elif lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        ing = f"{lemma[:-1]}ing"
    else:
        ing = f"{_doubled(lemma)}ing"
    if (
        lemma.endswith("l")
        and lemma[-2:-1] in tuple(_VOWELS)
        and lemma[-3:-2] not in tuple(_VOWELS)
        and lemma not in IRREGULAR_PAST
    ):
        past = (*past, f"{lemma}led")  # cancelled beside canceled
    forms = dict.fromkeys(past, Form.PAST)
    return {lemma: Form.BASE, third: Form.THIRD, ing: Form.ING, **{f: k for f, k in forms.items() if f != lemma}}


def plural(noun: str) -> str:
    """The plural of a noun in lower case: 'agency' gives 'agencies', 'chief' 'chiefs', 'chairman' 'chairmen'."""
    if re.search(r"(?:wo|[^aeiou]|e)man$", noun) and noun != "german":
        return f"{noun[:-3]}men"
    if noun in {"person"}:
        return "people"
    if noun.endswith("y") and len(noun) > 1 and noun[-2] not in _VOWELS:
        return f"{noun[:-1]}ies"
    return noun + ("es" if _hisses(noun) and not noun.endswith("o") else "s")


def spellings(phrase: str) -> tuple[str, ...]:
    """A phrase in British spelling, and in American spelling where that differs: 'favour' gives ('favour', 'favor')."""
    american = phrase
    for british, other in _PAIRS:
        american = re.sub(rf"\b{british}", other, american)
    return (phrase,) if american == phrase else (phrase, american)


_PAIRS = (
    ("favour", "favor"), ("endeavour", "endeavor"), ("labour", "labor"), ("honour", "honor"), ("neighbour", "neighbor"),
    ("behaviour", "behavior"), ("criticis", "criticiz"), ("emphasis(?=e)", "emphasiz"), ("prioritis", "prioritiz"),
    ("recognis", "recogniz"), ("apologis", "apologiz"), ("subsidis", "subsidiz"), ("jeopardis", "jeopardiz"),
    ("cannibalis", "cannibaliz"), ("demoralis", "demoraliz"), ("organis", "organiz"), ("antagonis", "antagoniz"),
    ("sceptic", "skeptic"), ("defence", "defense"), ("programme", "program"), ("licence", "license"), ("theatre", "theater"),
    ("centre", "center"), ("capitalis", "capitaliz"), ("destabilis", "destabiliz"), ("scrutinis", "scrutiniz"),
    ("penalis", "penaliz"), ("marginalis", "marginaliz"), ("sympathis", "sympathiz"), ("realis", "realiz"),
    ("counsellor", "counselor"), ("councillor", "councilor"), ("judgement", "judgment"), ("modernis", "moderniz"),
    ("revitalis", "revitaliz"), ("specialis(?=e)", "specializ"), ("authoris", "authoriz"), ("polaris", "polariz"),
    ("co-operat", "cooperat"), ("trivialis", "trivializ"), ("commercialis", "commercializ"), ("privatis", "privatiz"),
)  # fmt: skip


def _hisses(word: str) -> bool:
    return word.endswith(("s", "x", "z", "ch", "sh", "o"))


def _doubled(lemma: str) -> str:
    return lemma + lemma[-1] if lemma in _DOUBLING else lemma
