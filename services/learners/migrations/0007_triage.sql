CREATE TABLE triage_meetings (
  authority text NOT NULL,
  meeting_id uuid NOT NULL,
  school_id uuid NOT NULL,
  held_on date NOT NULL,
  attendee_ids jsonb NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (authority, meeting_id)
);
CREATE INDEX triage_meetings_by_day ON triage_meetings (authority, held_on, meeting_id);
CREATE INDEX triage_meetings_of_school
  ON triage_meetings (authority, school_id, held_on, meeting_id);

CREATE TABLE triage_discussions (
  authority text NOT NULL,
  discussion_id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  learner_id uuid NOT NULL,
  school_id uuid,
  held_on date NOT NULL,
  decision text NOT NULL,
  reason text NOT NULL,
  corrections jsonb NOT NULL,
  step text,
  owner_id uuid,
  due_on date,
  is_open boolean NOT NULL,
  moves jsonb NOT NULL,
  completed_on date,
  completion_note text,
  version bigint NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (authority, discussion_id)
);
CREATE INDEX triage_discussions_by_day
  ON triage_discussions (authority, held_on, discussion_id);
CREATE INDEX triage_discussions_of_meeting
  ON triage_discussions (authority, meeting_id, held_on, discussion_id);
CREATE INDEX triage_discussions_of_learner
  ON triage_discussions (authority, learner_id, held_on, discussion_id);
CREATE INDEX triage_discussions_of_owner
  ON triage_discussions (authority, owner_id, is_open, due_on, discussion_id);
CREATE INDEX triage_discussions_of_school
  ON triage_discussions (authority, school_id, is_open, due_on, discussion_id);
CREATE INDEX triage_discussions_due
  ON triage_discussions (authority, is_open, due_on, discussion_id);
