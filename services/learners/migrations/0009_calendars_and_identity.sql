CREATE TABLE school_calendars (
  authority text NOT NULL,
  school_id uuid NOT NULL,
  school_year bigint NOT NULL,
  version bigint NOT NULL,
  days jsonb NOT NULL,
  set_for text NOT NULL,
  bank_holidays_by text NOT NULL,
  set_at timestamptz NOT NULL,
  set_by text NOT NULL,
  PRIMARY KEY (authority, school_id, school_year, version)
);

CREATE INDEX school_calendars_by_time
  ON school_calendars (authority, school_id, set_at, school_year, version);

CREATE TABLE school_closures (
  authority text NOT NULL,
  school_id uuid NOT NULL,
  closed_on date NOT NULL,
  school_year bigint NOT NULL,
  known jsonb NOT NULL,
  PRIMARY KEY (authority, school_id, closed_on)
);

CREATE TABLE learner_identities (
  authority text NOT NULL,
  learner_id uuid NOT NULL,
  uln text,
  language text,
  looked_after jsonb NOT NULL,
  registrations jsonb NOT NULL,
  told_apart jsonb NOT NULL,
  PRIMARY KEY (authority, learner_id)
);

CREATE TABLE roll_histories (
  authority text NOT NULL,
  learner_id uuid NOT NULL,
  upn text NOT NULL,
  former_upns jsonb NOT NULL,
  stays jsonb NOT NULL,
  year_groups jsonb NOT NULL,
  PRIMARY KEY (authority, learner_id)
);

CREATE TABLE likenesses (
  authority text NOT NULL,
  learner_id uuid NOT NULL,
  likeness text NOT NULL,
  PRIMARY KEY (authority, learner_id)
);
CREATE INDEX likenesses_in_order ON likenesses (authority, likeness, learner_id);

CREATE INDEX upns_by_number ON upns (authority, upn);

-- Of those on the roll before, the day on which the year group was given is in the log: a rebuild
-- finds it. Until then it counts as given long ago.
ALTER TABLE learners
  ADD COLUMN on_roll boolean NOT NULL DEFAULT true,
  ADD COLUMN left_on date,
  ADD COLUMN placed_on date NOT NULL DEFAULT DATE '1970-01-01';
CREATE INDEX learners_of_year_group
  ON learners (authority, year_group, family_name, given_name, learner_id);
