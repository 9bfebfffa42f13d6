"""Sixty more sentences as people write them, each with a word of the trade in it.

They were written without looking at the list of words. At first 50 of the 60 words were marked; the
list has grown since. Of two more sets of sixty, made of rarer words in the same way, 42 and 42 were
marked before the list was added to: whoever writes is helped most of the time, not always.
"""

from __future__ import annotations

from outreach.plain.check import Checker

SENTENCES = (
    ("We only need an aggregated table each month.", "aggregated"),
    ("Your engineers expose a secure endpoint for us.", "endpoint"),
    ("The trusted research environment stays in your building.", "trusted research environment"),
    ("All of it runs in a secure enclave.", "secure enclave"),
    ("We sign a memorandum on data protection first.", "data protection"),
    ("A data catalogue tells others what you hold.", "data catalogue"),
    ("We follow the FAIR principles.", "FAIR"),
    ("The records are tokenised before we see them.", "tokenised"),
    ("A data trust would hold them for you.", "data trust"),
    ("We deduplicate the lists at night.", "deduplicate"),
    ("Each customer becomes a hashed key.", "hashed"),
    ("Your antenna logs give us origin-destination matrices.", "origin-destination matrices"),
    ("A neural network fills the gaps.", "neural network"),
    ("We geocode every clinic.", "geocode"),
    ("The shapefile is updated each year.", "shapefile"),
    ("We train the model on two years of counts.", "model"),
    ("The data schema is agreed beforehand.", "data schema"),
    ("Output goes to a business intelligence tool.", "business intelligence"),
    ("A sandbox lets your people try it.", "sandbox"),
    ("We draw a stratified sample.", "stratified"),
    ("The confidence interval is wide in small districts.", "confidence interval"),
    ("We report the standard error beside it.", "standard error"),
    ("A backend service collects the counts.", "backend"),
    ("The front-end shows a map.", "front-end"),
    ("We push a CSV file to you.", "CSV"),
    ("The response comes as JSON.", "JSON"),
    ("Statistical disclosure control is applied.", "disclosure control"),
    ("Small cells are suppressed by a threshold rule.", "suppressed"),
    ("We calibrate against the census.", "calibrate"),
    ("The workflow is automated.", "workflow"),
    ("Your KPIs will improve.", "KPIs"),
    ("Stakeholder engagement begins in May.", "Stakeholder"),
    ("We leverage existing infrastructure.", "leverage"),
    ("A proof of concept takes six weeks.", "proof of concept"),
    ("The use case was chosen together.", "use case"),
    ("Onboarding takes a day.", "Onboarding"),
    ("The deliverables are listed below.", "deliverables"),
    ("Capacity building is part of the offer.", "Capacity building"),
    ("We anonymize at source with noise injection.", "noise injection"),
    ("The codebase is open source.", "open source"),
    ("A virtual machine is set up for you.", "virtual machine"),
    ("The VPN stays closed at night.", "VPN"),
    ("We backcast with a Bayesian method.", "Bayesian"),
    ("An outlier is removed by hand.", "outlier"),
    ("The correlation is strong.", "correlation"),
    ("We benchmark it against last year.", "benchmark"),
    ("Data subjects keep all their rights.", "Data subjects"),
    ("The legal basis is public interest.", "legal basis"),
    ("Two-factor authentication protects the page.", "authentication"),
    ("The bandwidth is small.", "bandwidth"),
    ("We scrape nothing.", "scrape"),
    ("The raster has cells of one kilometre.", "raster"),
    ("A longitudinal view shows the trend.", "longitudinal"),
    ("Data quality is checked weekly.", "Data quality"),
    ("We harmonise definitions across partners.", "harmonise"),
    ("The taxonomy has nine classes.", "taxonomy"),
    ("Batch processing happens on Sundays.", "Batch processing"),
    ("The cluster is hosted in the capital.", "cluster"),
    ("It is scalable to other regions.", "scalable"),
    ("The heatmap updates daily.", "heatmap"),
)


def test_words_of_the_trade_are_marked_as_people_write_them() -> None:
    assert len(SENTENCES) == 60
    checker = Checker()
    missed = [
        word
        for sentence, word in SENTENCES
        if not any(
            word.casefold() in found.word.casefold() for found in checker.check(sentence).words
        )
    ]
    assert len(missed) <= 3, missed
