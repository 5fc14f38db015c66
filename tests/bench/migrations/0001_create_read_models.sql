CREATE TABLE open_diaries (
    authority text NOT NULL,
    diary_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    notes bigint NOT NULL,
    minutes bigint NOT NULL,
    last_on date NOT NULL,
    PRIMARY KEY (authority, diary_id)
);

CREATE TABLE written_notes (
    authority text NOT NULL,
    note_id uuid NOT NULL,
    diary_id uuid NOT NULL,
    on_day date NOT NULL,
    text text NOT NULL,
    actor text NOT NULL,
    PRIMARY KEY (authority, note_id)
);

CREATE TABLE time_spent (
    authority text NOT NULL,
    subject_id uuid NOT NULL,
    minutes bigint NOT NULL,
    PRIMARY KEY (authority, subject_id)
);
