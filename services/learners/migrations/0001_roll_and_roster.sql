CREATE TABLE schools (
  authority text NOT NULL,
  school_id uuid NOT NULL,
  name text NOT NULL,
  number text,
  PRIMARY KEY (authority, school_id)
);

CREATE TABLE staff_members (
  authority text NOT NULL,
  staff_member_id uuid NOT NULL,
  given_name text NOT NULL,
  family_name text NOT NULL,
  posts jsonb NOT NULL,
  PRIMARY KEY (authority, staff_member_id)
);

CREATE TABLE classes (
  authority text NOT NULL,
  class_id uuid NOT NULL,
  school_id uuid NOT NULL,
  title text NOT NULL,
  teacher_ids jsonb NOT NULL,
  PRIMARY KEY (authority, class_id)
);
CREATE INDEX classes_of_school ON classes (authority, school_id, title);

CREATE TABLE learners (
  authority text NOT NULL,
  learner_id uuid NOT NULL,
  given_name text NOT NULL,
  family_name text NOT NULL,
  born_on date NOT NULL,
  sex text,
  year_group text NOT NULL,
  school_id uuid NOT NULL,
  class_id uuid,
  tier text NOT NULL,
  tier_since date,
  PRIMARY KEY (authority, learner_id)
);
CREATE INDEX learners_by_name ON learners (authority, family_name, given_name, learner_id);
CREATE INDEX learners_of_school
  ON learners (authority, school_id, family_name, given_name, learner_id);
CREATE INDEX learners_of_class
  ON learners (authority, class_id, family_name, given_name, learner_id);
CREATE INDEX learners_of_tier
  ON learners (authority, tier, family_name, given_name, learner_id);

CREATE TABLE upns (
  authority text NOT NULL,
  learner_id uuid NOT NULL,
  upn text NOT NULL,
  PRIMARY KEY (authority, learner_id)
);

CREATE TABLE roster_imports (
  authority text NOT NULL,
  import_id uuid NOT NULL,
  imported_at timestamptz NOT NULL,
  imported_by text NOT NULL,
  digest text NOT NULL,
  counts jsonb NOT NULL,
  warnings jsonb NOT NULL,
  PRIMARY KEY (authority, import_id)
);
CREATE INDEX roster_imports_by_time ON roster_imports (authority, imported_at, import_id);
