"""Varied case solutions for measurements: the same seed and number give the same text, no two numbers the same one.

The sentences are put together from lists of this module. They are for speed alone: what is found in them is not judged.
"""

import random
from pathlib import Path

PLACES = [
    "Norland",
    "Estavia",
    "Quillport",
    "Maravel",
    "Tessaly",
    "Brinmoor",
    "Ashgrove",
    "Velmont",
    "Corrinth",
    "Halden",
    "Osterby",
    "Lindara",
]
TRADES = [
    "Foods",
    "Airways",
    "Energy",
    "Textiles",
    "Robotics",
    "Clinics",
    "Ferries",
    "Media",
    "Seeds",
    "Ceramics",
    "Logistics",
    "Insurance",
]
GIVEN = [
    "Ana",
    "Bruno",
    "Chidi",
    "Dagny",
    "Emeka",
    "Farah",
    "Goran",
    "Hanne",
    "Ivo",
    "Jelena",
    "Kenji",
    "Lucía",
    "Mirza",
    "Noor",
    "Oluf",
    "Petra",
]
FAMILY = [
    "Abara",
    "Brandt",
    "Castell",
    "Duarte",
    "Eklund",
    "Fofana",
    "Grimaldi",
    "Hollis",
    "Ivanov",
    "Jansson",
    "Kowal",
    "Lindqvist",
    "Moreau",
    "Nakata",
]
OFFICES = ["Chief Executive", "Chief Financial Officer", "Chairman", "Head of Operations", "Founder", "Plant Manager"]
GROUPS = ["Store Managers", "Lenders", "Pilots' Union", "Minority Shareholders", "Regulators", "Suppliers", "Early Adopters"]
THINGS = ["Revenue", "Operating Profit", "Market Share", "Customer Base", "Order Backlog", "Unit Cost", "Churn", "Net Debt"]
VIEWS = [
    "supports the plan because it protects the margin",
    "opposes any sale of the core business",
    "worries that the timetable is too tight",
    "welcomes new capital but insists on a seat on the board",
    "warns that service will suffer during the change",
    "reported on the state of the depots without taking a side",
]
ACTIONS = [
    "open a second plant near the port",
    "license the design to a regional partner",
    "close the weakest branches and retrain their staff",
    "buy the supplier that holds the patents",
    "move all sales to subscriptions",
    "keep the present course and pay down debt",
]
REASONS = [
    "lowers the cost of each order",
    "keeps control of the brand",
    "answers the price cuts of the largest rival",
    "spreads the risk over several markets",
    "frees cash for the next season",
]
DOUBTS = [
    "loss of bargaining power toward the largest customer",
    "delays while permits are pending",
    "departure of the engineers who know the system",
    "a downturn in the home market",
    "integration cost that nobody has measured",
]
FACTS = [
    "The company runs its own fleet and rents warehouses by the month",
    "Quality is checked by hand at the end of each line",
    "Two thirds of all orders arrive through agents",
    "Training takes six weeks and is repeated every spring",
    "Maintenance was moved to an outside firm after the merger",
]


def case_text(number: int, seed: int = 0) -> str:
    """The `number`-th document: 5 to 13 thousand characters, one of several heading and bullet styles."""
    draw = random.Random(f"{seed}-{number}")
    company = f"{draw.choice(PLACES)} {draw.choice(TRADES)}"
    bullet = draw.choice(["  • ", "- ", "* "])
    mark = draw.choice(["", "## ", ""])
    lines = [f"{mark[1:]}{company}: {draw.choice(ACTIONS).capitalize()} ({number})", ""]

    def heading(words: str) -> None:
        lines.extend(["", f"{mark}{words}", ""])

    def items(texts: list[str]) -> None:
        lines.extend(f"{bullet}{text}" for text in texts)

    heading("Financial Metrics")
    items([f"{draw.choice(THINGS)}: {_figure(draw)} {_source(draw)}." for _ in range(draw.randint(7, 14))])
    heading("Operational Facts")
    items([f"{draw.choice(FACTS)}, {_figure(draw).lower()} {_source(draw)}." for _ in range(draw.randint(6, 12))])
    heading("Stakeholder Positions")
    items([f"{_holder(draw)}: {draw.choice(VIEWS).capitalize()} {_source(draw)}." for _ in range(draw.randint(5, 10))])
    heading("Information Gaps")
    items([f"The effect of {draw.choice(DOUBTS)} on {draw.choice(THINGS).lower()}." for _ in range(draw.randint(2, 4))])
    heading("Core Strategic Question")
    items([f"How can {company} {draw.choice(ACTIONS)} without {draw.choice(DOUBTS)}?"])
    heading("Structural Analysis")
    lines.extend(
        f"{name}: {_sentences(draw, company, draw.randint(6, 12))}\n"
        for name in draw.sample(["SWOT", "Value Chain", "Five Forces"], 2)
    )
    heading("Strategic Options")
    for i, action in enumerate(draw.sample(ACTIONS, draw.randint(2, 4)), start=1):
        lines.extend([f"Option {i}: {action.capitalize()}. {_sentences(draw, company, 5)}", ""])
        items([f"Rationale: It {draw.choice(REASONS)}.", f"Trade-off: {draw.choice(DOUBTS).capitalize()}."])
        lines.append("")
    heading("Preliminary Recommendation")
    lines.append(f"{company} should pursue Option {draw.randint(1, 2)}. {_sentences(draw, company, 7)}")
    heading("Critical Path")
    steps = range(1, draw.randint(4, 7))
    lines.extend(f"{i}. Months {3 * i - 2}-{3 * i}: {draw.choice(ACTIONS).capitalize()}." for i in steps)
    heading("Key Constraints")
    items([f"{draw.choice(THINGS)}: {draw.choice(DOUBTS).capitalize()}." for _ in range(draw.randint(2, 4))])
    heading("Risks")
    items([f"{draw.choice(DOUBTS).capitalize()} ({draw.choice(['high', 'medium', 'low'])} probability)." for _ in range(3)])
    heading("Verdict")
    lines.append(draw.choice(["APPROVED FOR LEADERSHIP REVIEW", "REQUIRES REVISION"]))
    return "\n".join(lines) + "\n"


def write_cases(folder: Path, count: int, seed: int = 0) -> int:
    """Write `count` documents into `folder`, a thousand to a subfolder, and give their characters."""
    characters = 0
    for number in range(count):
        path = folder / f"{number // 1000:03}" / f"case-{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = case_text(number, seed)
        path.write_text(text, encoding="utf-8", newline="\n")
        characters += len(text)
    return characters


def _figure(draw: random.Random) -> str:
    year = draw.randint(2004, 2024)
    amount = draw.choice(
        [
            f"${draw.randint(2, 900)} million",
            f"{draw.randint(2, 80)} percent",
            f"€{draw.randint(1, 40)}.{draw.randint(1, 9)} billion",
        ]
    )
    return draw.choice(
        [
            f"Rose from {draw.randint(1, 40)} percent in {year - 3} to {draw.randint(41, 90)} percent in {year}",
            f"Reached {amount} in {year}",
            f"More than {draw.randint(2, 900)},000 customers by late {year}",
            f"Fell by nearly {draw.randint(3, 60)} percent between {year - 2} and {year}",
            f"Projected at {amount} by {year + 3}",
        ]
    )  # fmt: skip


def _source(draw: random.Random) -> str:
    n = draw.randint(1, 30)
    return draw.choice(
        [f"(Exhibit {n % 9 + 1})", f"(Paragraph {n})", f"(Paragraphs {n}-{n + 2})", f"(Exhibit {n % 9 + 1}; Paragraph {n})"]
    )


def _holder(draw: random.Random) -> str:
    return draw.choice([f"{draw.choice(GIVEN)} {draw.choice(FAMILY)} ({draw.choice(OFFICES)})", draw.choice(GROUPS)])


def _sentences(draw: random.Random, company: str, count: int) -> str:
    shapes = [
        lambda: f"{company} would {draw.choice(ACTIONS)}, which {draw.choice(REASONS)}.",
        lambda: f"The cost is put at ${draw.randint(2, 90)} million over {draw.randint(2, 5)} years.",
        lambda: (
            f"What speaks against it is {draw.choice(DOUBTS)}, and {draw.choice(FACTS)[0].lower()}{draw.choice(FACTS)[1:]}."
        ),
        lambda: f"{draw.choice(GIVEN)} {draw.choice(FAMILY)} {draw.choice(VIEWS)}.",
    ]
    return " ".join(draw.choice(shapes)() for _ in range(count))
