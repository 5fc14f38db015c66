CREATE TABLE monitorings (
  authority text NOT NULL,
  monitoring_id uuid NOT NULL,
  learner_id uuid NOT NULL,
  school_id uuid,
  concern_id uuid,
  continues uuid,
  aspect text NOT NULL,
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  limited_to jsonb NOT NULL,
  measures jsonb NOT NULL,
  measurements jsonb NOT NULL,
  is_open boolean NOT NULL,
  outcome text,
  reason text,
  ended_on date,
  ended_by text,
  started_at timestamptz NOT NULL,
  started_by text NOT NULL,
  PRIMARY KEY (authority, monitoring_id)
);
CREATE INDEX monitorings_of_learner
  ON monitorings (authority, learner_id, ends_on, monitoring_id);
CREATE INDEX monitorings_of_school
  ON monitorings (authority, school_id, is_open, ends_on, monitoring_id);

CREATE TABLE pupil_progress_forms (
  authority text NOT NULL,
  form_id uuid NOT NULL,
  learner_id uuid NOT NULL,
  school_id uuid,
  class_id uuid,
  school_year bigint NOT NULL,
  term text NOT NULL,
  content jsonb NOT NULL,
  results jsonb NOT NULL,
  submitted_on date NOT NULL,
  submitted_at timestamptz NOT NULL,
  submitted_by text NOT NULL,
  earlier jsonb NOT NULL,
  PRIMARY KEY (authority, form_id)
);
CREATE INDEX pupil_progress_forms_of_learner
  ON pupil_progress_forms (authority, learner_id, school_year, term, submitted_at, form_id);
CREATE INDEX pupil_progress_forms_of_school
  ON pupil_progress_forms (authority, school_id, school_year, term, submitted_at, form_id);
CREATE INDEX pupil_progress_forms_of_class
  ON pupil_progress_forms (authority, class_id, school_year, term, submitted_at, form_id);

CREATE TABLE referrals (
  authority text NOT NULL,
  referral_id uuid NOT NULL,
  learner_id uuid NOT NULL,
  school_id uuid,
  kind text NOT NULL,
  service text NOT NULL,
  service_name text,
  reason text NOT NULL,
  proposed_on date NOT NULL,
  state text NOT NULL,
  awaiting text,
  last_step_on date NOT NULL,
  steps jsonb NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (authority, referral_id)
);
CREATE INDEX referrals_of_learner ON referrals (authority, learner_id, proposed_on, referral_id);
CREATE INDEX referrals_of_school
  ON referrals (authority, school_id, awaiting, proposed_on, referral_id);

CREATE TABLE school_thresholds (
  authority text NOT NULL,
  school_id uuid NOT NULL,
  version bigint NOT NULL,
  thresholds jsonb NOT NULL,
  set_on date NOT NULL,
  set_at timestamptz NOT NULL,
  set_by text NOT NULL,
  earlier jsonb NOT NULL,
  PRIMARY KEY (authority, school_id)
);

CREATE TABLE answered_prompts (
  authority text NOT NULL,
  prompt_id uuid NOT NULL,
  learner_id uuid NOT NULL,
  prompt jsonb NOT NULL,
  answer text NOT NULL,
  words text NOT NULL,
  answered_on date NOT NULL,
  answered_at timestamptz NOT NULL,
  answered_by text NOT NULL,
  PRIMARY KEY (authority, prompt_id)
);
CREATE INDEX answered_prompts_of_learner
  ON answered_prompts (authority, learner_id, answered_at, prompt_id);

-- Copies of what other services publish.
CREATE TABLE school_terms (
  authority text NOT NULL,
  school_id uuid NOT NULL,
  school_year bigint NOT NULL,
  terms jsonb NOT NULL,
  PRIMARY KEY (authority, school_id, school_year)
);

CREATE TABLE heard_concerns (
  authority text NOT NULL,
  concern_id uuid NOT NULL,
  learner_id uuid NOT NULL,
  PRIMARY KEY (authority, concern_id)
);
CREATE INDEX heard_concerns_of_learner ON heard_concerns (authority, learner_id, concern_id);

CREATE TABLE reviewed_targets (
  authority text NOT NULL,
  target_id uuid NOT NULL,
  learner_id uuid NOT NULL,
  area text NOT NULL,
  reviews jsonb NOT NULL,
  PRIMARY KEY (authority, target_id)
);
CREATE INDEX reviewed_targets_of_learner ON reviewed_targets (authority, learner_id, target_id);
