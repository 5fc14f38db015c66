-- Every result so far was recorded under the first catalogue, and none with a printed stanine.
ALTER TABLE assessment_results
  ADD COLUMN catalogue bigint NOT NULL DEFAULT 1,
  ADD COLUMN own_version bigint,
  ADD COLUMN sheet_id uuid;
ALTER TABLE assessment_results ALTER COLUMN catalogue DROP DEFAULT;
UPDATE assessment_results SET result = result || '{"stanine": null}'
  WHERE result ->> 'kind' = 'standardised_score';
UPDATE assessment_results SET earlier = (
    SELECT jsonb_agg(
      CASE WHEN value #>> '{result,kind}' = 'standardised_score'
        THEN jsonb_set(value, '{result,stanine}', 'null') ELSE value END
      ORDER BY place)
    FROM jsonb_array_elements(earlier) WITH ORDINALITY AS one (value, place))
  WHERE earlier <> '[]';
CREATE INDEX assessment_results_of_sheet
  ON assessment_results (authority, sheet_id, taken_on, result_id) WHERE sheet_id IS NOT NULL;

CREATE TABLE missed_assessments (
  authority text NOT NULL,
  missed_id uuid NOT NULL,
  learner_id uuid NOT NULL,
  instrument text NOT NULL,
  due_on date NOT NULL,
  reason text NOT NULL,
  sheet_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (authority, missed_id)
);
CREATE INDEX missed_assessments_of_learner
  ON missed_assessments (authority, learner_id, due_on, missed_id);
CREATE INDEX missed_assessments_of_sheet
  ON missed_assessments (authority, sheet_id, due_on, missed_id);

CREATE TABLE school_instruments (
  authority text NOT NULL,
  instrument_id uuid NOT NULL,
  school_id uuid NOT NULL,
  code text NOT NULL,
  version bigint NOT NULL,
  definition jsonb NOT NULL,
  defined_at timestamptz NOT NULL,
  retired_on date,
  PRIMARY KEY (authority, instrument_id)
);
CREATE INDEX school_instruments_of_school
  ON school_instruments (authority, school_id, code, instrument_id);

CREATE TABLE assessment_timetables (
  authority text NOT NULL,
  timetable_id uuid NOT NULL,
  school_id uuid NOT NULL,
  school_year bigint NOT NULL,
  entries jsonb NOT NULL,
  version bigint NOT NULL,
  kept_at timestamptz NOT NULL,
  kept_by text NOT NULL,
  PRIMARY KEY (authority, timetable_id)
);
CREATE INDEX assessment_timetables_of_school
  ON assessment_timetables (authority, school_id, school_year, timetable_id);

CREATE TABLE learner_years (
  authority text NOT NULL,
  learner_id uuid NOT NULL,
  school_id uuid NOT NULL,
  year_group text,
  PRIMARY KEY (authority, learner_id)
);
CREATE INDEX learner_years_of_school
  ON learner_years (authority, school_id, year_group, learner_id);
