CREATE TABLE recipients (
    authority text NOT NULL,
    recipient_id uuid NOT NULL,
    given_name text NOT NULL,
    family_name text NOT NULL,
    language text NOT NULL,
    email text,
    address_number bigint NOT NULL,
    wants_email boolean NOT NULL,
    PRIMARY KEY (authority, recipient_id)
);
CREATE INDEX recipients_by_name ON recipients (authority, family_name, given_name, recipient_id);

CREATE TABLE notices (
    authority text NOT NULL,
    notice_id uuid NOT NULL,
    learner_id uuid NOT NULL,
    about text NOT NULL,
    about_id uuid NOT NULL,
    happened_at timestamptz NOT NULL,
    raised_at timestamptz NOT NULL,
    state text NOT NULL,
    PRIMARY KEY (authority, notice_id)
);
CREATE INDEX notices_by_time ON notices (authority, raised_at, notice_id);
CREATE INDEX notices_of_learner ON notices (authority, learner_id, raised_at, notice_id);
CREATE INDEX notices_by_state ON notices (authority, state, raised_at, notice_id);
-- The courier's: the few that somebody may still be owed.
CREATE INDEX notices_not_given_to_all ON notices (raised_at) WHERE state <> 'given';

CREATE TABLE deliveries (
    authority text NOT NULL,
    notice_id uuid NOT NULL,
    recipient_id uuid NOT NULL,
    learner_id uuid NOT NULL,
    about text NOT NULL,
    about_id uuid NOT NULL,
    language text NOT NULL,
    template_version bigint NOT NULL,
    given_at timestamptz NOT NULL,
    opened_at timestamptz,
    email text NOT NULL,
    email_attempts bigint NOT NULL,
    email_address_number bigint,
    email_failure text,
    email_retry_at timestamptz,
    email_given_at timestamptz,
    email_message_id text,
    PRIMARY KEY (authority, notice_id, recipient_id)
);
CREATE INDEX deliveries_of_recipient ON deliveries (authority, recipient_id, given_at, notice_id);
-- The courier's: e-mails not accepted yet.
CREATE INDEX deliveries_owed_by_email ON deliveries (given_at)
    WHERE email IN ('due', 'delayed', 'refused');
