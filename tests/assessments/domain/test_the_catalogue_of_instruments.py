from services.assessments.domain.instruments import CATALOGUES, CURRENT


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
