-- What is remembered of each reporter: track record, suspicion, the numbers he reported last. The id is his pseudonym cut
-- to 64 bits.
CREATE TABLE reporter (
  id BIGINT PRIMARY KEY,
  pseudonym BYTEA NOT NULL,
  state BYTEA NOT NULL
);

-- Reports that wait to be judged by what others say later: at the time due by the clock of an import of later reports, or
-- at the latest by the clock on the wall, which for imported history runs from the import.
CREATE TABLE judgement (
  id BIGINT PRIMARY KEY,
  due BIGINT NOT NULL,
  latest BIGINT NOT NULL,
  digest BIGINT NOT NULL,
  reporter BIGINT NOT NULL,
  number_key VARCHAR(80) NOT NULL,
  number_kind SMALLINT NOT NULL,
  negative SMALLINT NOT NULL,
  chance DOUBLE PRECISION NOT NULL
);

CREATE INDEX judgement_due ON judgement (due);
CREATE INDEX judgement_latest ON judgement (latest);

-- Reporters whose reports are held back now. kind: 1 by the model, 2 by a moderator.
CREATE TABLE quarantine (
  reporter BIGINT PRIMARY KEY,
  pseudonym BYTEA NOT NULL,
  kind SMALLINT NOT NULL,
  since BIGINT NOT NULL,
  opinions INTEGER NOT NULL
);

-- Every quarantine and every lifting, by whom, and how many opinions it took back or restored. Append-only.
CREATE TABLE reporter_act (
  id BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  reporter BIGINT NOT NULL,
  pseudonym BYTEA NOT NULL,
  act VARCHAR(16) NOT NULL,
  actor VARCHAR(64) NOT NULL,
  opinions INTEGER NOT NULL,
  note VARCHAR(500)
);

CREATE INDEX reporter_act_reporter ON reporter_act (reporter);
