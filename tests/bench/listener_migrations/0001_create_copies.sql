CREATE TABLE heard_diaries (
    authority text NOT NULL,
    diary_id uuid NOT NULL,
    notes bigint NOT NULL,
    last_on date NOT NULL,
    PRIMARY KEY (authority, diary_id)
);
