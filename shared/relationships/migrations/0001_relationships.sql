-- Who stands how to whom: folded from what `learners` publishes, the same in every service.
CREATE TABLE places_at_school (
    authority text NOT NULL,
    learner_id uuid NOT NULL,
    school_id uuid NOT NULL,
    PRIMARY KEY (authority, learner_id)
);
-- Is a learner at one of the schools that the asking transaction may see?
CREATE FUNCTION has_place_shown(of_authority text, of_learner uuid) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM places_at_school p
        WHERE p.authority = of_authority AND p.learner_id = of_learner
    )
$$;
CREATE INDEX places_by_school ON places_at_school (authority, school_id, learner_id);

CREATE TABLE posts (
    authority text NOT NULL,
    post_id uuid NOT NULL,
    person_id uuid NOT NULL,
    post text NOT NULL,
    school_id uuid,
    PRIMARY KEY (authority, post_id)
);
CREATE INDEX posts_by_person ON posts (authority, person_id);
CREATE INDEX posts_by_post ON posts (authority, post);

CREATE TABLE class_staff (
    authority text NOT NULL,
    class_id uuid NOT NULL,
    person_id uuid NOT NULL,
    school_id uuid NOT NULL,
    post text NOT NULL,
    PRIMARY KEY (authority, class_id, person_id)
);
CREATE INDEX class_staff_by_person ON class_staff (authority, person_id);

CREATE TABLE classmates (
    authority text NOT NULL,
    class_id uuid NOT NULL,
    learner_id uuid NOT NULL,
    PRIMARY KEY (authority, class_id, learner_id)
);

CREATE TABLE ties (
    authority text NOT NULL,
    tie_id uuid NOT NULL,
    kind text NOT NULL,
    learner_id uuid NOT NULL,
    person_id uuid NOT NULL,
    until timestamptz,
    PRIMARY KEY (authority, tie_id)
);
CREATE INDEX ties_by_person ON ties (authority, person_id);
CREATE INDEX ties_by_learner ON ties (authority, learner_id, kind);
