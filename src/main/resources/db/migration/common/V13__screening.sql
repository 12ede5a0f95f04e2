-- Screening jobs. Their texts lie here and not in files, so that every replica reaches them, on whichever machine it runs, and so that a
-- part's result and the note that it is done are one transaction.
CREATE TABLE screening (
  id VARCHAR(40) PRIMARY KEY,
  client VARCHAR(64) NOT NULL,
  -- receiving, running, done, failed
  state VARCHAR(12) NOT NULL,
  created_at BIGINT NOT NULL,
  -- When the client was last heard of while it sends.
  heard_at BIGINT NOT NULL,
  started_at BIGINT,
  ended_at BIGINT,
  expires_at BIGINT NOT NULL,
  -- How the text is made and what was asked for, as JSON.
  setup VARCHAR(100000),
  name VARCHAR(200),
  parts INT NOT NULL,
  rows_in_all BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  -- Of client and Idempotency-Key; of what was sent under it.
  idempotency VARCHAR(40) UNIQUE,
  fingerprint VARCHAR(40),
  failure VARCHAR(2000)
);
CREATE INDEX screening_state ON screening (state);

CREATE TABLE screening_part (
  job VARCHAR(40) NOT NULL,
  part INT NOT NULL,
  -- 0 waits, 1 is worked on, 2 is done
  state SMALLINT NOT NULL,
  owner VARCHAR(40),
  leased_until BIGINT NOT NULL,
  tries INT NOT NULL,
  row_count INT NOT NULL,
  refused INT NOT NULL,
  -- Bytes of the result before it is packed.
  size BIGINT NOT NULL,
  -- What the rows say together, as JSON.
  summary VARCHAR(200000),
  PRIMARY KEY (job, part)
);
CREATE INDEX screening_part_state ON screening_part (state, job, part);

-- What was sent (result 0) and what became of it (result 1), packed, in pieces that both databases take.
CREATE TABLE screening_text (
  job VARCHAR(40) NOT NULL,
  part INT NOT NULL,
  result SMALLINT NOT NULL,
  piece INT NOT NULL,
  packed BYTEA NOT NULL,
  PRIMARY KEY (job, part, result, piece)
);
