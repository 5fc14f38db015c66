CREATE TABLE class_places (
  authority text NOT NULL,
  learner_id uuid NOT NULL,
  class_id uuid NOT NULL,
  is_own_class boolean NOT NULL,
  PRIMARY KEY (authority, learner_id, class_id)
);

CREATE TABLE parents (
  authority text NOT NULL,
  learner_id uuid NOT NULL,
  person_id uuid NOT NULL,
  relationship text NOT NULL,
  since timestamptz NOT NULL,
  PRIMARY KEY (authority, learner_id, person_id)
);

CREATE TABLE professionals (
  authority text NOT NULL,
  engagement_id uuid NOT NULL,
  learner_id uuid NOT NULL,
  person_id uuid NOT NULL,
  profession text NOT NULL,
  basis text NOT NULL,
  until date NOT NULL,
  engaged_at timestamptz NOT NULL,
  engaged_by text NOT NULL,
  released_at timestamptz,
  PRIMARY KEY (authority, engagement_id)
);
CREATE INDEX professionals_of_learner
  ON professionals (authority, learner_id, engaged_at, engagement_id);

CREATE TABLE caseloads (
  authority text NOT NULL,
  learner_id uuid NOT NULL,
  person_id uuid NOT NULL,
  given_at timestamptz NOT NULL,
  given_by text NOT NULL,
  PRIMARY KEY (authority, learner_id, person_id)
);

CREATE TABLE restrictions (
  authority text NOT NULL,
  restriction_id uuid NOT NULL,
  learner_id uuid NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL,
  scope text NOT NULL,
  reference text NOT NULL,
  reason text NOT NULL,
  review_on date NOT NULL,
  imposed_at timestamptz NOT NULL,
  imposed_by text NOT NULL,
  lifted_at timestamptz,
  lifted_because text,
  PRIMARY KEY (authority, restriction_id)
);
CREATE INDEX restrictions_of_learner
  ON restrictions (authority, learner_id, imposed_at, restriction_id);

CREATE TABLE young_people (
  authority text NOT NULL,
  learner_id uuid NOT NULL,
  account_person_id uuid,
  passed_on date,
  capacity text,
  capacity_found_on date,
  representatives jsonb NOT NULL,
  PRIMARY KEY (authority, learner_id)
);

CREATE TABLE emergencies (
  authority text NOT NULL,
  access_id uuid NOT NULL,
  learner_id uuid NOT NULL,
  person_id uuid NOT NULL,
  reason text NOT NULL,
  words text NOT NULL,
  opened_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (authority, access_id)
);
CREATE INDEX emergencies_by_time ON emergencies (authority, opened_at, access_id);

CREATE TABLE rights_passed (
  authority text NOT NULL,
  learner_id uuid NOT NULL,
  passed_on date NOT NULL,
  PRIMARY KEY (authority, learner_id)
);
