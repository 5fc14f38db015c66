CREATE TABLE trainings (
  authority text NOT NULL,
  training_id uuid NOT NULL,
  school_id uuid NOT NULL,
  state text NOT NULL,
  title text NOT NULL,
  topics jsonb NOT NULL,
  first_on date NOT NULL,
  days jsonb NOT NULL,
  provider text NOT NULL,
  staff_ids jsonb NOT NULL,
  cancelled_because text,
  PRIMARY KEY (authority, training_id)
);
CREATE INDEX trainings_of_school ON trainings (authority, school_id, first_on, training_id);
CREATE INDEX trainings_by_day ON trainings (authority, first_on, training_id);

CREATE TABLE intervention_leads (
  authority text NOT NULL,
  lead_id uuid NOT NULL,
  school_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  intervention text NOT NULL,
  title text,
  since date NOT NULL,
  until date NOT NULL,
  PRIMARY KEY (authority, lead_id)
);
CREATE INDEX intervention_leads_of_school
  ON intervention_leads (authority, school_id, intervention, since, lead_id);
CREATE INDEX intervention_leads_by_intervention
  ON intervention_leads (authority, intervention, since, lead_id);
