"""Results on record as the domain takes them."""

from typing import Any

from services.assessments.domain.progress import Taken


def taken(row: Any) -> Taken:
    """A row of the results on record, as it stands."""
    return Taken(
        result_id=row.result_id,
        instrument=row.instrument,
        taken_on=row.taken_on,
        form=row.form,
        age_at_test_months=row.age_at_test_months,
        result=row.result,
    )
