-- Who is told: what a privacy officer was told of an emergency is not the school's to read.
ALTER TABLE notices ADD COLUMN audience text NOT NULL DEFAULT 'family';
ALTER TABLE notices ALTER COLUMN audience DROP DEFAULT;
