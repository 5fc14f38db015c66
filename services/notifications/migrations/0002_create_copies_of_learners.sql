CREATE TABLE parents_of_learner (
    authority text NOT NULL,
    learner_id uuid NOT NULL,
    parent_id uuid NOT NULL,
    linked_at timestamptz NOT NULL,
    PRIMARY KEY (authority, learner_id, parent_id)
);

CREATE TABLE learner_directory (
    authority text NOT NULL,
    learner_id uuid NOT NULL,
    school_id uuid NOT NULL,
    PRIMARY KEY (authority, learner_id)
);
