CREATE TABLE assessment_results (
  authority text NOT NULL,
  result_id uuid NOT NULL,
  learner_id uuid NOT NULL,
  instrument text NOT NULL,
  taken_on date NOT NULL,
  form text NOT NULL,
  age_at_test_months bigint NOT NULL,
  result jsonb NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  earlier jsonb NOT NULL,
  PRIMARY KEY (authority, result_id)
);
CREATE INDEX assessment_results_of_learner
  ON assessment_results (authority, learner_id, taken_on, result_id);
CREATE INDEX assessment_results_of_instrument
  ON assessment_results (authority, learner_id, instrument, taken_on, result_id);
