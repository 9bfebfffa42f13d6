"""What colleagues only went on with is taken over as it is, beside whatever needs more thought."""

from __future__ import annotations

from outreach.document.adoption import differences
from outreach.merge.bringing import merge
from outreach.network.kinds import Organisation, Person
from outreach.persuasion.kinds import Need
from tests.merge.conftest import Pair


def test_values_that_were_written_and_emptied_again_show_as_the_log_has_them(pair: Pair) -> None:
    mine, theirs, partner = pair
    with theirs.edit("b") as edit:
        edit.set(partner, influence=4, country="KE")
    with theirs.edit("b again") as edit:
        edit.set(partner, influence=None, about=None)
    (fit,) = merge(mine, theirs.path).fits
    assert {f.field: (f.before, f.after) for f in fit.fields} == {
        "about": ("An operator", ""),
        "country": ("", "KE"),
    }
    found = mine.get(Organisation, partner)
    assert found is not None
    assert (found.influence, found.country, found.about) == (None, "KE", None)
    assert differences(mine.connection, mine.model) == []


def test_a_record_that_somebody_went_on_with_goes_with_what_it_needs(pair: Pair) -> None:
    mine, theirs, partner = pair
    with mine.edit("Heard") as edit:
        need = edit.add(Need, statement="Better forecasts", organisation=partner)
    merge(theirs, mine.path)
    with theirs.edit("Sharper") as edit:
        edit.set(need, statement="Better forecasts of the rains")
    with theirs.edit("Away") as edit:
        edit.delete(partner)
    merge(mine, theirs.path)
    assert mine.get(Need, need) is None and mine.get(Organisation, partner) is None
    assert differences(mine.connection, mine.model) == []


def test_a_deletion_on_one_side_hides_what_went_on_on_the_other_until_it_is_back(
    pair: Pair,
) -> None:
    mine, theirs, partner = pair
    with mine.edit("Heard") as edit:
        person = edit.add(Person, name="Ana", organisation=partner)
    merge(theirs, mine.path)
    with mine.edit("Away") as edit:
        edit.delete(partner)
    with theirs.edit("Promoted") as edit:
        edit.set(person, job_title="Director")
    merge(mine, theirs.path)
    found = mine.get(Person, person)
    assert found is not None and (found.organisation, found.job_title) == (None, "Director")
    assert differences(mine.connection, mine.model) == []


def test_without_words_the_same_comes_in(pair: Pair) -> None:
    mine, theirs, partner = pair
    with theirs.edit("b") as edit:
        edit.set(partner, influence=4)
    report = merge(mine, theirs.path, in_words=False)
    assert report.edits == 1 and report.fits == [] and report.changes.rows == {partner}
    found = mine.get(Organisation, partner)
    assert found is not None and found.influence == 4
