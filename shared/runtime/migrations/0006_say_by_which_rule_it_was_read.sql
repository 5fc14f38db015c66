-- By which rule of the policy a record was seen, and what for. Earlier looks were by role alone.
ALTER TABLE reads
    ADD COLUMN rule text NOT NULL DEFAULT 'role',
    ADD COLUMN purpose text NOT NULL DEFAULT 'not_said';
ALTER TABLE reads ALTER COLUMN rule DROP DEFAULT, ALTER COLUMN purpose DROP DEFAULT;
