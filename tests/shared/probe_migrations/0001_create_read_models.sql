CREATE TABLE tallies (
    authority text NOT NULL,
    counter_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    count bigint NOT NULL,
    last text NOT NULL,
    size text NOT NULL,
    counted_on date,
    marks jsonb NOT NULL,
    largest jsonb,
    PRIMARY KEY (authority, counter_id)
);
CREATE INDEX tallies_by_count ON tallies (authority, count);

CREATE TABLE totals (
    authority text NOT NULL,
    subject_id uuid NOT NULL,
    total bigint NOT NULL,
    PRIMARY KEY (authority, subject_id)
);
