"""An assessment result: recorded once, corrected by a new fact, the value before still there."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.assessments.domain.instrument_definition import Measures, OwnInstrument
from services.assessments.domain.instruments import CURRENT, instrument_of
from services.assessments.domain.result import Result, shape_of
from services.assessments.domain.result_faults import faults_of
from shared.modelling.decider import CommandRefused, Decider
from shared.modelling.message import message

AGES_IN_MONTHS = range(1, 26 * 12)  # the system ends at 25 (domain.md §1.1)


@message
class RecordAssessmentResult:
    """Put a result on record, as printed; `today` is the day of asking.

    `own` is the instrument as the learner's school defines it now, where the catalogue has none of
    that code; `sheet_id` names the class list or the file that the result came with.
    """

    result_id: UUID
    learner_id: UUID
    instrument: str
    form: str
    taken_on: date
    age_at_test_months: int
    result: Result
    today: date
    own: OwnInstrument | None = None
    sheet_id: UUID | None = None


@message
class CorrectAssessmentResult:
    """Say what the record should have said, and why; None stands as it is."""

    correction_id: UUID
    form: str | None
    age_at_test_months: int | None
    result: Result | None
    reason: str
    today: date


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class ScoreSheet:
    """What can be miscopied: the form or version of the test, the age at test, and the result."""

    form: str
    age_at_test_months: int
    result: Result


@message
class AssessmentResultRecorded:
    """`catalogue` is the version of the instruments that the result was checked against.

    By a school's own instrument, it was checked against `own`.
    """

    VERSION = 2  # own instruments and sheets are new, and a stanine printed beside a score

    result_id: UUID
    learner_id: UUID
    instrument: str
    catalogue: int
    taken_on: date
    sheet: ScoreSheet
    own: OwnInstrument | None = None
    sheet_id: UUID | None = None


@message
class AssessmentResultCorrected:
    """The whole sheet as it should have been; the one before is in the facts before."""

    VERSION = 2  # a stanine printed beside a score is new

    correction_id: UUID
    instrument: str
    sheet: ScoreSheet
    reason: str
    corrected_on: date


Command = RecordAssessmentResult | CorrectAssessmentResult
Event = AssessmentResultRecorded | AssessmentResultCorrected


@dataclass(frozen=True)
class Correction:
    """A correction made, and the sheet that stood until then."""

    corrected: AssessmentResultCorrected
    earlier: ScoreSheet


@dataclass(frozen=True)
class AssessmentResult:
    """A result as it stands, as it was recorded, and every correction between."""

    recorded: AssessmentResultRecorded
    sheet: ScoreSheet
    corrections: tuple[Correction, ...] = ()


State = AssessmentResult | None  # None until the result is recorded


def decide(on_record: State, command: Command) -> list[Event]:
    match command:
        case RecordAssessmentResult():
            return _record(on_record, command)
        case CorrectAssessmentResult():
            if on_record is None:
                raise CommandRefused("result_not_recorded", "result_id")
            return _correct(on_record, command)


def _record(on_record: State, command: RecordAssessmentResult) -> list[Event]:
    recorded = _recorded(command)
    if on_record is not None:
        return _on_record_already(on_record.recorded, recorded)
    if command.taken_on > command.today:
        raise CommandRefused("taken_on_in_future", "taken_on")
    _refuse_what_cannot_be(recorded, recorded.sheet)
    return [recorded]


def _recorded(command: RecordAssessmentResult) -> AssessmentResultRecorded:
    return AssessmentResultRecorded(
        result_id=command.result_id,
        learner_id=command.learner_id,
        instrument=command.instrument,
        catalogue=CURRENT,
        taken_on=command.taken_on,
        sheet=ScoreSheet(
            form=command.form,
            age_at_test_months=command.age_at_test_months,
            result=command.result,
        ),
        own=command.own,
        sheet_id=command.sheet_id,
    )


def _on_record_already(
    recorded: AssessmentResultRecorded, again: AssessmentResultRecorded
) -> list[Event]:
    """With which list it came, and by which definition, is not what a result says."""
    said = replace(again, catalogue=recorded.catalogue, own=recorded.own)
    if replace(said, sheet_id=recorded.sheet_id) != recorded:
        raise CommandRefused("result_already_recorded", "result_id")
    return []


def _correct(on_record: AssessmentResult, command: CorrectAssessmentResult) -> list[Event]:
    for made in on_record.corrections:
        if made.corrected.correction_id == command.correction_id:
            return _corrected_already(made, command)
    sheet = _as_corrected(on_record.sheet, command)
    if not command.reason.strip():
        raise CommandRefused("reason_missing", "reason")
    if sheet == on_record.sheet:
        raise CommandRefused("correction_changes_nothing")
    _refuse_what_cannot_be(on_record.recorded, sheet)
    return [
        AssessmentResultCorrected(
            correction_id=command.correction_id,
            instrument=on_record.recorded.instrument,
            sheet=sheet,
            reason=command.reason,
            corrected_on=command.today,
        )
    ]


def _corrected_already(made: Correction, command: CorrectAssessmentResult) -> list[Event]:
    asked = (_as_corrected(made.earlier, command), command.reason)
    if asked != (made.corrected.sheet, made.corrected.reason):
        raise CommandRefused("correction_already_made", "correction_id")
    return []


def _as_corrected(sheet: ScoreSheet, command: CorrectAssessmentResult) -> ScoreSheet:
    age = command.age_at_test_months
    return ScoreSheet(
        form=sheet.form if command.form is None else command.form,
        age_at_test_months=sheet.age_at_test_months if age is None else age,
        result=sheet.result if command.result is None else command.result,
    )


def _refuse_what_cannot_be(recorded: AssessmentResultRecorded, sheet: ScoreSheet) -> None:
    instrument = _instrument_of(recorded)
    if shape_of(sheet.result) not in instrument.shapes:
        raise CommandRefused("shape_not_of_instrument", "result.shape")
    if not sheet.form.strip():
        raise CommandRefused("form_missing", "form")
    if sheet.age_at_test_months not in AGES_IN_MONTHS:
        raise CommandRefused("age_at_test_out_of_range", "age_at_test")
    for code, field in faults_of(sheet.result, instrument):
        raise CommandRefused(code, field)


def _instrument_of(recorded: AssessmentResultRecorded) -> Measures:
    own = recorded.own
    if own is None:
        return instrument_of(recorded.catalogue, recorded.instrument)
    if own.retired_on is not None and recorded.taken_on > own.retired_on:
        raise CommandRefused("instrument_retired", "instrument")
    return own.definition


def evolve(on_record: State, event: Event) -> State:
    match event:
        case AssessmentResultRecorded():
            return AssessmentResult(event, event.sheet)
        case AssessmentResultCorrected():
            assert on_record is not None
            correction = Correction(event, on_record.sheet)
            corrections = (*on_record.corrections, correction)
            return replace(on_record, sheet=event.sheet, corrections=corrections)


assessment_result: Decider[State, Command, Event] = Decider(None, decide, evolve)
