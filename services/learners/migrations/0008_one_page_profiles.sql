CREATE TABLE one_page_profiles (
  authority text NOT NULL,
  learner_id uuid NOT NULL,
  version_id uuid NOT NULL,
  version bigint NOT NULL,
  headings jsonb NOT NULL,
  childs_voice jsonb NOT NULL,
  helped_by jsonb NOT NULL,
  written_on date NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (authority, learner_id, version_id)
);
CREATE INDEX one_page_profiles_by_version
  ON one_page_profiles (authority, learner_id, version, version_id);
