CREATE TABLE parents_words (
  authority text NOT NULL,
  words_id uuid NOT NULL,
  learner_id uuid NOT NULL,
  parent_id uuid,
  written_by uuid,
  needs text,
  strengths text,
  challenges text,
  language text NOT NULL,
  told_on date NOT NULL,
  told_by text NOT NULL,
  version bigint NOT NULL,
  corrections jsonb NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (authority, words_id)
);
CREATE INDEX parents_words_of_learner
  ON parents_words (authority, learner_id, told_on, words_id);
CREATE INDEX parents_words_of_parent
  ON parents_words (authority, learner_id, parent_id, told_on, words_id);
