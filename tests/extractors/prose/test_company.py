"""The protagonist of an essay, whose title may be a headline, a pun or a letter's subject."""

import pytest

from extractors.analysis import Analysis
from extractors.prose import read_prose_company

COMPANIES = [
    # title, text, company
    ("Marlow Instruments: Advice to the Board", "You asked what Marlow should do. The board of Marlow meets soon.", "Marlow Instruments"),
    ("Ostrava Lens: Advice to the Supervisory Board", "The Supervisory Board asked me. Sales fell.", "Ostrava Lens"),
    ("Tarn Freight Lines Hits the Wall", "Tarn Freight Lines hauls milk. Tarn is old. Few trust Tarn now.", "Tarn Freight Lines"),
    ("Glassmaker Orrin Weighs Its Future", "The furnace at Orrin Glass was lit long ago. Orrin is small, and Orrin knows it.", "Orrin Glass"),
    ("From Hill to Cup: Sabo Coffee at a Fork", "Sabo Coffee roasts on the hill. Sabo sells by the cup.", "Sabo Coffee"),
    ("Why Copper Finch should stop", "I like Copper Finch. They brew. Copper Finch was started in a garage.", "Copper Finch"),
    ("Ledgerly's pricing mess", "Users of Ledgerly pay little. The trouble with Ledgerly is its price. Rivals of Ledgerly know it.", "Ledgerly"),
    ("On doing nothing", "It is a fine thing to do nothing, and few do it well.", None),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "company"), COMPANIES)
def test_company(title, text, company):
    assert (
        read_prose_company(Analysis(f"{title}\n\n{text} That is all there is to say about it for the time being.\n")) == company
    )
