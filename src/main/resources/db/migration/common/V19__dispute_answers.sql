-- How often the proof of a dispute was answered, so that no code is guessed.
ALTER TABLE dispute ADD COLUMN answers SMALLINT DEFAULT 0 NOT NULL;
