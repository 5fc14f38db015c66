CREATE TABLE census_needs (
  authority text NOT NULL,
  learner_id uuid NOT NULL,
  record_id uuid NOT NULL,
  provision text,
  needs jsonb NOT NULL,
  support jsonb NOT NULL,
  effective_on date NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (authority, learner_id, record_id)
);
CREATE INDEX census_needs_of_learner
  ON census_needs (authority, learner_id, effective_on, recorded_at, record_id);

CREATE TABLE census (
  authority text NOT NULL,
  learner_id uuid NOT NULL,
  school_id uuid NOT NULL,
  at_school_since date NOT NULL,
  left_on date,
  upn text NOT NULL,
  former_upns jsonb NOT NULL,
  year_group text NOT NULL,
  tier text NOT NULL,
  records jsonb NOT NULL,
  is_listed boolean NOT NULL,
  PRIMARY KEY (authority, learner_id)
);
CREATE INDEX census_by_school ON census (authority, school_id, upn, learner_id) WHERE is_listed;

CREATE TABLE former_upns (
  authority text NOT NULL,
  learner_id uuid NOT NULL,
  upn text NOT NULL,
  PRIMARY KEY (authority, learner_id, upn)
);

CREATE TABLE transfer_files (
  authority text NOT NULL,
  import_id uuid NOT NULL,
  school_id uuid NOT NULL,
  source text NOT NULL,
  imported_at timestamptz NOT NULL,
  imported_by text NOT NULL,
  digest text NOT NULL,
  counts jsonb NOT NULL,
  warnings jsonb NOT NULL,
  PRIMARY KEY (authority, import_id)
);
CREATE INDEX transfer_files_by_time ON transfer_files (authority, imported_at, import_id);

ALTER TABLE roster_imports ADD COLUMN is_delta boolean NOT NULL DEFAULT false;
ALTER TABLE roster_imports ALTER COLUMN is_delta DROP DEFAULT;
