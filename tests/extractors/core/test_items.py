"""Items: what each field makes of its part, on small planted documents."""

import pytest

from extractors import extract_brief
from extractors.items.analyses import framework_of
from extractors.items.closing import decide
from extractors.items.risks import read_levels
from extractors.items.roadmap import read_timing
from schemas import CaseBrief


def brief(section: str, body: str, *, title: str = "Acme Boats: Rowing Upstream") -> CaseBrief:
    return extract_brief(f"{title}\n\n{section}\n\n{body}\n")


LEVELS = [
    ("Likelihood: high. Impact: medium.", "high", "medium"),
    ("Probability: low; severity: high.", "low", "high"),
    ("The impact would be high, though the likelihood is medium.", "medium", "high"),
    ("The probability is moderate and the effect serious.", "medium", "high"),
    ("The likelihood of such claims is medium, but their impact would be high.", "medium", "high"),
    ("A low-probability, high-impact event.", "low", "high"),
    ("High likelihood, low impact.", "high", "low"),
    ("Likelihood and impact are both high.", "high", "high"),
    ("The chances are slim, and so is the damage.", "low", "low"),
    ("This is unlikely, but the damage would be severe.", "low", "high"),
    ("It happens often and does moderate harm.", "high", "medium"),
    ("We regard the likelihood as high.", "high", None),
    ("This is a high-consequence risk.", None, "high"),
    ("Rivals are likely to cut prices, with a high cost for everybody.", None, None),
    ("The high street may be lost.", None, None),
]


@pytest.mark.parametrize(("passage", "likelihood", "severity"), LEVELS)
def test_levels_are_only_what_the_text_states(passage: str, likelihood: str | None, severity: str | None) -> None:
    levels = read_levels(passage)
    assert (levels.get("likelihood"), levels.get("severity")) == (likelihood, severity)


TIMINGS = [
    ("Months 1-3", "month", 1, 3),
    ("months 4 to 9", "month", 4, 9),
    ("Month 1", "month", 1, 1),
    ("Weeks 40–44", "week", 40, 44),
    ("Days 15-60", "day", 15, 60),
    ("Q3", "quarter", 3, 3),
    ("Q1-Q2", "quarter", 1, 2),
    ("quarters 3 and 4", "quarter", 3, 4),
    ("year 2", "year", 2, 2),
    ("Year One", "year", 1, 1),
    ("M4-M8", "month", 4, 8),
    ("first quarter", "quarter", 1, 1),
    ("within 6 weeks", "week", 1, 6),
]


@pytest.mark.parametrize(("words", "unit", "start", "end"), TIMINGS)
def test_timing(words: str, unit: str, start: int, end: int) -> None:
    timing = read_timing(words, 0, len(words))
    assert timing is not None
    assert (timing.unit, timing.start, timing.end) == (unit, start, end)


def test_no_timing_is_made_up() -> None:
    assert read_timing("Sign three dealers", 0, 18) is None


VERDICTS = [
    ("APPROVED FOR LEADERSHIP REVIEW", "approved"),
    ("Approved", "approved"),
    ("APPROVED WITH CONDITIONS: agree the price first", "approved_with_conditions"),
    ("Approved, subject to legal advice", "approved_with_conditions"),
    ("CONDITIONALLY APPROVED", "approved_with_conditions"),
    ("Proceed once the bank has signed", "approved_with_conditions"),
    ("REQUIRES REVISION: quantify the flows", "needs_revision"),
    ("Return to the team for rework", "needs_revision"),
    ("REJECTED", "rejected"),
    ("Not approved", "rejected"),
    ("Noted", "other"),
]


@pytest.mark.parametrize(("words", "decision"), VERDICTS)
def test_decisions(words: str, decision: str) -> None:
    assert decide(words) == decision


FRAMEWORKS = [
    (["Jobs-to-be-Done"], "", "jobs_to_be_done"),
    (["Value Chain Shift"], "", "value_chain"),
    (["Bargaining Power"], "", "five_forces"),
    (["SWOT"], "", "swot"),
    (["PESTLE"], "", "pestel"),
    (["Ansoff Matrix"], "", "ansoff"),
    (["Unit Economics"], "", "financial"),
    (["Culture"], "", "other"),
    (["Resources"], "The skills are rare and hard to imitate.", "vrio"),
    ([], "The cash cow is the old line.", "bcg_matrix"),
]


@pytest.mark.parametrize(("names", "passage", "framework"), FRAMEWORKS)
def test_frameworks(names: list[str], passage: str, framework: str) -> None:
    assert framework_of(names, passage) == framework


def test_a_metric_has_label_text_figures_and_citation() -> None:
    found = brief(
        "Financial Metrics", "• Sales: Revenue rose from $3 million in 2019 to $4 million in 2021 (Exhibit 2)."
    ).metrics
    assert [(m.name, m.text) for m in found] == [("Sales", "Revenue rose from $3 million in 2019 to $4 million in 2021")]
    assert [(q.value, q.unit, q.role) for q in found[0].quantities] == [(3e6, "USD", "from"), (4e6, "USD", "to")]
    assert [(c.kind, c.locator) for c in found[0].citations] == [("exhibit", "2")]


def test_a_metric_without_label_is_named_by_what_is_measured() -> None:
    found = brief(
        "Key figures", "- The average price of a boat is $900 (p. 3).\n- In 2021, exports to Peru fell by 8% (p. 4)."
    ).metrics
    assert [m.name for m in found] == ["average price of a boat", "exports to Peru"]


def test_a_table_of_metrics_takes_unit_scale_and_period_from_its_header() -> None:
    table = "| EUR million | 2020 | 2021 | Source |\n|---|---|---|---|\n| Sales | 310 | 355 | Exhibit 1 |\n| Cost | 290 | 301 | Exhibit 2 |"
    found = brief("Key figures", table).metrics
    assert [m.name for m in found] == ["Sales", "Cost"]
    assert [(q.value, q.unit, str(q.period.start)[:4] if q.period else None) for q in found[0].quantities] == [
        (310e6, "EUR", "2020"),
        (355e6, "EUR", "2021"),
    ]
    assert [c.locator for c in found[1].citations] == ["2"]
    assert found[0].text == "310 | 355"


HOLDERS = [
    ("Ann Lee (Chair): Supports the sale of the yard", "Ann Lee", "Chair", "person", "supportive"),
    ("Ann Lee, Chair: opposes the sale of the yard", "Ann Lee", "Chair", "person", "critical"),
    ("**Ann Lee** (Chair): opposes the sale", "Ann Lee", "Chair", "person", "critical"),
    ("Dr. Ann Lee (Chair): opposes the sale", "Dr. Ann Lee", "Chair", "person", "critical"),
    ("Harbour Bank: Would lend more, provided that the yard is sold", "Harbour Bank", None, "organization", "mixed"),
    ("Boat builders: fear for their jobs", "Boat builders", None, "group", "critical"),
]


@pytest.mark.parametrize(("line", "name", "role", "kind", "stance"), HOLDERS)
def test_stakeholders(line: str, name: str, role: str | None, kind: str, stance: str) -> None:
    found = brief("Stakeholder Positions", f"- {line} (Paragraph 4)").stakeholders
    assert [(s.name, s.role, s.kind, s.stance) for s in found] == [(name, role, kind, stance)]
    assert found[0].citations[0].locator == "4"


def test_stakeholders_as_terms_above_definitions() -> None:
    body = "Ann Lee (chair)\n    Opposes the sale of the yard (par. 3).\n\nIsland mayors\n    Welcome it (par. 4)."
    assert [(s.name, s.stance) for s in brief("Players\n-------", body).stakeholders] == [
        ("Ann Lee", "critical"),
        ("Island mayors", "supportive"),
    ]


LEADS = [
    "Option {n}: {title}. {text}",
    "Option {n} - {title}. {text}",
    "Option {n} – {title}: {text}",
    "**Option {n}: {title}.** {text}",
    "**Option {n}: {title}**\n\n{text}",
    "### Option {n}: {title}\n\n{text}",
    "OPTION {n} - {title}\n{text}",
    "Alternative {n}: {title}. {text}",
    "{n}. {title}. {text}",
    "{n}) {title}: {text}",
]


@pytest.mark.parametrize("lead", LEADS)
@pytest.mark.parametrize("number", ["1", "B"])
def test_option_leads(lead: str, number: str) -> None:
    other = "2" if number == "1" else "C"
    body = "\n\n".join(
        lead.format(n=n, title=title, text=text) + "\n\n- Rationale: It is quick.\n- Trade-off: It is dear."
        for n, title, text in [
            (number, "Sell the Yard", "Find a buyer before June."),
            (other, "Row On", "Change nothing at all."),
        ]
    )
    shape = "## Strategic Options" if lead.startswith("#") else "Strategic Options"
    found = brief(shape, body).options
    assert [(o.number, o.title, o.text) for o in found] == [
        (number, "Sell the Yard", "Find a buyer before June."),
        (other, "Row On", "Change nothing at all."),
    ]
    assert [[s.text for s in o.rationale] for o in found] == [["It is quick."]] * 2
    assert [[s.text for s in o.trade_offs] for o in found] == [["It is dear."]] * 2


POINTS = [
    "Pros: It is quick.\nCons: It is dear.\nNeeds: Two men.",
    "Pros\n+ It is quick.\nCons\n- It is dear.\nNeeds\n- Two men.",
    "*Advantages:* It is quick.\n\n*Disadvantages:* It is dear.\n\n*Resources required:* Two men.",
    "In favour: It is quick.\nAgainst: It is dear.\nWhat it needs: Two men.",
]


@pytest.mark.parametrize("points", POINTS)
def test_points_under_any_name(points: str) -> None:
    (option,) = brief("Options", f"Option 1: Sell the Yard. Find a buyer.\n\n{points}").options
    assert [[s.text for s in getattr(option, role)] for role in ("rationale", "trade_offs", "requirements")] == [
        ["It is quick."],
        ["It is dear."],
        ["Two men."],
    ]


def test_points_inline_in_the_paragraph() -> None:
    body = "Alternative 1: Sell. Find a buyer. Advantages: It is quick, and it pays. Disadvantages: It is dear. Resources needed: Two men."
    (option,) = brief("Alternatives", body).options
    assert option.text == "Find a buyer."
    assert [s.text for s in option.rationale] == ["It is quick, and it pays."]
    assert [s.text for s in option.requirements] == ["Two men."]


def test_options_weighed_in_another_part() -> None:
    text = (
        "Acme Boats: Rowing\n\n## Options\n\n**Option A: Sell.** Find a buyer.\n\n**Option B: Row On.** Change nothing.\n\n"
        "## Evaluation of Options\n\n**Option A**\n\n- Pro: Quick.\n\n**Row On**\n\n- Con: Slow.\n"
    )
    found = extract_brief(text).options
    assert [[s.text for s in o.rationale] + [s.text for s in o.trade_offs] for o in found] == [["Quick."], ["Slow."]]


CHOICES = [
    ("Acme should pursue Option 2. It pays.", ("2",)),
    ("We recommend the second option, and at once.", ("2",)),
    ("Acme should adopt Option 2 and keep Option 1 in reserve.", ("2",)),
    ("Rather than Option 1, the board ought to choose Option 2.", ("2",)),
    ("We recommend Options 1 and 2 together.", ("1", "2")),
    ("The board should row on; Row On costs nothing.", ("2",)),
    ("Choose 2. It pays.", ("2",)),
    ("Adopt Alternative 2, with the evening fares taken from Alternative 1.", ("2",)),
    ("Do something soon.", ()),
]


@pytest.mark.parametrize(("words", "chosen"), CHOICES)
def test_chosen_options(words: str, chosen: tuple[str, ...]) -> None:
    text = f"Acme\n\nStrategic Options\n\nOption 1: Sell the Yard. Find a buyer.\n\nOption 2: Row On. Change nothing.\n\nPreliminary Recommendation\n\n{words}\n"
    found = extract_brief(text)
    assert found.recommendation is not None
    assert found.recommendation.chosen == chosen
    assert [option.number for option in found.options if option.recommended] == list(chosen)


STEPS = [
    "1. Find a Buyer (Months 1-3): Ask three brokers.",
    "1. Months 1-3 - Find a Buyer. Ask three brokers.",
    "Phase 1 (Months 1-3): Find a Buyer - Ask three brokers.",
    "Phase 1 (months 1-3), Find a Buyer: Ask three brokers.",
    "- **Phase 1 (Months 1-3): Find a Buyer** - Ask three brokers.",
    "1. **Find a Buyer** (Months 1-3): Ask three brokers.",
    "Step 1: Find a Buyer (Months 1-3). Ask three brokers.",
]


@pytest.mark.parametrize("step", STEPS)
def test_roadmap_steps(step: str) -> None:
    (found,) = brief("Critical Path", step).roadmap
    assert (found.number, found.title, found.text) == ("1", "Find a Buyer", "Ask three brokers.")
    assert found.timing is not None
    assert (found.timing.unit, found.timing.start, found.timing.end) == ("month", 1, 3)


def test_risks_leave_their_mitigation_to_the_risk_strategy() -> None:
    body = "Risk 1: Storm. Boats may sink. Likelihood high, impact medium.\nMitigation: Stay ashore.\n\nRisk 2: Strike. Crews may stop work.\nMitigation: Talk to them."
    found = brief("Risks and Mitigation", body)
    assert [(r.title, r.text, r.likelihood, r.severity) for r in found.risks] == [
        ("Storm", "Boats may sink. Likelihood high, impact medium.", "high", "medium"),
        ("Strike", "Crews may stop work.", None, None),
    ]
    assert [s.text for s in found.risk_strategy] == ["Stay ashore.", "Talk to them."]


def test_a_risk_matrix() -> None:
    table = "| Risk | Description | Probability | Impact | Mitigation |\n|---|---|---|---|---|\n| Storm | Boats sink. | High | Low | Stay ashore [Appendix C]. |"
    found = brief("Risk register", table)
    assert [(r.title, r.text, r.likelihood, r.severity, r.citations) for r in found.risks] == [
        ("Storm", "Boats sink.", "high", "low", ())
    ]
    assert [(s.text, s.citations[0].locator) for s in found.risk_strategy] == [("Stay ashore", "C")]


def test_closing_parts() -> None:
    text = "Acme\n\nVerdict\n\nAPPROVED FOR BOARD REVIEW\n\n\nOther Boats: Downstream case study solution\n\nA Third Case custom case study solution\n"
    found = extract_brief(text)
    assert found.verdict is not None
    assert (found.verdict.text, found.verdict.decision) == ("APPROVED FOR BOARD REVIEW", "approved")
    assert [case.title for case in found.related_cases] == ["Other Boats: Downstream", "A Third Case"]


COMPANIES = [
    ("Acme Boats: Rowing Upstream", "Acme Boats sells boats. Acme is old.", "Acme Boats"),
    ("ACME BOATS: ROWING UPSTREAM", "At Acme Boats nothing changes.", "Acme Boats"),
    ("Rowing Upstream: Acme Boats and the River", "Acme Boats sells boats. They say that Acme Boats is old.", "Acme Boats"),
    ("Acme Boats AB - Rowing Upstream", "Acme sells boats. Acme is old.", "Acme Boats AB"),
]


@pytest.mark.parametrize(("title", "body", "company"), COMPANIES)
def test_company(title: str, body: str, company: str) -> None:
    assert extract_brief(f"{title}\n\nIn brief\n\n{body}\n").company == company


def test_options_counted_by_a_word_of_the_documents_own() -> None:
    text = "Acme\n\nWhat could be done\n\nDoor 1: Sell. Find a buyer.\n\nDoor 2: Row On. Change nothing.\n\nRecommendation\n\nDoor 2, and at once.\n"
    found = extract_brief(text)
    assert [(o.number, o.title) for o in found.options] == [("1", "Sell"), ("2", "Row On")]
    assert found.recommendation is not None
    assert found.recommendation.chosen == ("2",)


def test_options_in_a_table() -> None:
    table = "| Option | Idea | Pros | Cons |\n|---|---|---|---|\n| 1. Sell | Find a buyer. | Quick. | Dear. |\n| 2. Row On | Wait. | Calm. | Slow. |"
    found = brief("Options compared", table).options
    assert [(o.number, o.title, o.text) for o in found] == [("1", "Sell", "Find a buyer."), ("2", "Row On", "Wait.")]
    assert [[s.text for s in (*o.rationale, *o.trade_offs)] for o in found] == [["Quick.", "Dear."], ["Calm.", "Slow."]]


def test_arguments_marked_by_their_sign() -> None:
    (option,) = brief("Options", "Option 1: Sell\n   Find a buyer.\n   (+) It is quick.\n   (-) It is dear.").options
    assert [s.text for s in option.rationale] == ["It is quick."]
    assert [s.text for s in option.trade_offs] == ["It is dear."]
    assert option.text == "Find a buyer."


def test_stakeholders_in_a_markdown_definition_list() -> None:
    body = "**Ann Lee**, chair\n: Opposes the sale (p. 3)\n\n**Boat builders**\n: Welcome it (p. 4)"
    assert [(s.name, s.role, s.stance) for s in brief("## Players", body).stakeholders] == [
        ("Ann Lee", "chair", "critical"),
        ("Boat builders", None, "supportive"),
    ]


def test_paragraphs_with_a_set_off_lead_in_are_whole_items() -> None:
    body = "Ann Lee, chair. Opposes the sale. She never changed her mind (p. 3).\n\nBoat builders. Welcome it (p. 4)."
    assert [(s.name, s.stance) for s in brief("Who stands where", body).stakeholders] == [
        ("Ann Lee", "critical"),
        ("Boat builders", "supportive"),
    ]
    risks = "Storm - Boats may sink. Likelihood: high. Impact: low.\nPrecaution: Stay ashore.\n\nStrike - Crews may stop work. Likelihood: low. Impact: high."
    found = brief("Risks", risks)
    assert [(r.title, r.likelihood, r.severity) for r in found.risks] == [("Storm", "high", "low"), ("Strike", "low", "high")]
    assert [s.text for s in found.risk_strategy] == ["Stay ashore."]
