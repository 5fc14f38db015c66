-- Where a learner is now stands among the relationships.
DROP TABLE learner_directory;
