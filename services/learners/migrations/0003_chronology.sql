CREATE TABLE chronology (
  authority text NOT NULL,
  learner_id uuid NOT NULL,
  source text NOT NULL,
  position bigint NOT NULL,
  event_id uuid NOT NULL,
  kind text NOT NULL,
  thing_kind text NOT NULL,
  thing_id uuid NOT NULL,
  detail text,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (authority, learner_id, source, position)
);
CREATE INDEX chronology_in_order
  ON chronology (authority, learner_id, occurred_at, recorded_at, source, position);
