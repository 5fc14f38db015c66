from services.assessments.domain.instruments import CATALOGUES, CURRENT
from services.assessments.domain.result import Shape


def test_versions_are_numbered_from_one_without_gaps() -> None:
    assert sorted(CATALOGUES) == list(range(1, CURRENT + 1))


def test_every_instrument_has_names_shapes_and_a_source() -> None:
    for catalogue in CATALOGUES.values():
        for code, instrument in catalogue.items():
            assert code == instrument.code
            assert instrument.welsh
            assert instrument.english
            assert instrument.shapes
            assert instrument.source.startswith("domain.md")


def test_version_1_is_as_results_were_recorded_under_it() -> None:
    assert {code: instrument.shapes for code, instrument in CATALOGUES[1].items()} == {
        "personalised_reading_english": ("standardised_score",),
        "personalised_reading_welsh": ("standardised_score",),
        "personalised_numeracy_procedural": ("standardised_score",),
        "personalised_numeracy_reasoning": ("standardised_score",),
        "number_stacks": ("checklist",),
        "hertfordshire_reading": ("age_equivalent", "count_of"),
        "phonics": ("count_of", "checklist"),
        "sight_words": ("count_of", "checklist"),
        "dyslexia_screener": ("standardised_score",),
        "dynamo_maths": ("checklist",),
        "routes_for_learning": ("checklist",),
    }


def test_what_the_brief_names_is_in_the_catalogue_with_its_shapes() -> None:
    assert {code: instrument.shapes for code, instrument in CATALOGUES[CURRENT].items()} == {
        "personalised_reading_english": ("standardised_score", "narrative"),
        "personalised_reading_welsh": ("standardised_score", "narrative"),
        "personalised_numeracy_procedural": ("standardised_score", "narrative"),
        "personalised_numeracy_reasoning": ("standardised_score", "narrative"),
        "read_write_inc_phonics": ("stage", "count_of", "checklist"),
        "phonics": ("count_of", "checklist"),
        "sight_words": ("count_of", "checklist"),
        "number_stacks": ("checklist", "count_of"),
        "hertfordshire_reading": ("age_equivalent", "count_of"),
        "dyslexia_screener": ("standardised_score", "stanine", "banded_risk"),
        "dyslexia_portfolio": (
            *("standardised_score", "percentile", "stanine", "banded_risk", "narrative"),
        ),
        "dynamo_maths": ("banded_risk", "checklist", "narrative"),
        "routes_for_learning": ("stage", "checklist", "narrative"),
    }


def test_an_instrument_has_stages_and_bands_in_order_where_its_results_are_of_them() -> None:
    for instrument in CATALOGUES[CURRENT].values():
        assert bool(instrument.stages) == (Shape.STAGE in instrument.shapes)
        assert bool(instrument.bands) == (Shape.BANDED_RISK in instrument.shapes)
        for named in (instrument.stages, instrument.bands, instrument.parts):
            assert len({one.code for one in named}) == len(named)
            assert all(one.welsh and one.english for one in named)


def test_read_write_inc_goes_from_sounds_through_the_colours() -> None:
    stages = [one.code for one in CATALOGUES[CURRENT]["read_write_inc_phonics"].stages]
    assert stages[:4] == ["set_1", "ditty", "red", "green"]
    assert stages[-1] == "grey"


def test_every_instrument_says_what_it_measures_and_how_surely_we_know_it() -> None:
    for instrument in CATALOGUES[CURRENT].values():
        assert instrument.aspects
        assert instrument.confidence is not None


def test_what_could_be_recorded_under_version_1_can_be_still() -> None:
    for code, instrument in CATALOGUES[1].items():
        assert set(instrument.shapes) <= set(CATALOGUES[CURRENT][code].shapes)
