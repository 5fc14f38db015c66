CREATE TABLE heard_counts (
    authority text NOT NULL,
    counter_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    counted jsonb NOT NULL,
    PRIMARY KEY (authority, counter_id)
);
