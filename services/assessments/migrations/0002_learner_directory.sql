CREATE TABLE learner_directory (
  authority text NOT NULL,
  learner_id uuid NOT NULL,
  school_id uuid NOT NULL,
  PRIMARY KEY (authority, learner_id)
);
