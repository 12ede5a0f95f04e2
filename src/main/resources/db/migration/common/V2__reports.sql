-- The hot tables. Rows of numbers and pages are found by a whole number made of their key (KeyIds): E.164 numbers keep
-- their order in it, so that the numbers of a block lie together, and H2 stores a table by such a key without a second tree.

-- Reports are append-only: a later report of the same reporter on the same number takes the earlier one's place in the
-- tally without touching its row. Only state changes: 0 live, 1 withdrawn, 2 suppressed.
CREATE TABLE report (
  id BIGINT PRIMARY KEY,
  number_id BIGINT NOT NULL,
  number_key VARCHAR(80) NOT NULL,
  number_kind SMALLINT NOT NULL,
  channel SMALLINT NOT NULL,
  category SMALLINT NOT NULL,
  occurred_at BIGINT NOT NULL,
  accepted_at BIGINT NOT NULL,
  digest BIGINT NOT NULL,
  reporter_short BIGINT NOT NULL,
  reporter BYTEA NOT NULL,
  network BIGINT NOT NULL,
  weight DOUBLE PRECISION NOT NULL,
  tier SMALLINT NOT NULL,
  state SMALLINT NOT NULL,
  client VARCHAR(64) NOT NULL,
  note VARCHAR(2000),
  details VARCHAR(8000)
);

-- For making a tally anew, and for finding what a reporter said of a number before.
CREATE INDEX report_number ON report (number_id, reporter_short);

-- What was stored under an Idempotency-Key.
CREATE TABLE idempotency (
  key_hash UUID PRIMARY KEY,
  report_id BIGINT NOT NULL,
  fingerprint BIGINT NOT NULL,
  accepted_at BIGINT NOT NULL
);

-- state is what a lookup reads; dossier is what a write needs besides.
CREATE TABLE tally (
  id BIGINT PRIMARY KEY,
  number_key VARCHAR(80) NOT NULL,
  version BIGINT NOT NULL,
  state BYTEA NOT NULL,
  dossier BYTEA NOT NULL
);

CREATE TABLE block_page (
  id BIGINT PRIMARY KEY,
  page_key VARCHAR(80) NOT NULL,
  version BIGINT NOT NULL,
  state BYTEA NOT NULL
);

-- The change log names every tally and page that a transaction changed, with the new versions. seq is drawn by updating
-- the one row of change_head as the transaction's last statement: the row stays locked until the commit, so the numbers
-- become visible in order and without gaps, and a reader that asks for seq > last can never skip a late commit.
CREATE TABLE change_head (
  id SMALLINT PRIMARY KEY,
  seq BIGINT NOT NULL
);

INSERT INTO change_head (id, seq) VALUES (1, 0);

CREATE TABLE change_log (
  seq BIGINT PRIMARY KEY,
  changed_at BIGINT NOT NULL,
  items TEXT NOT NULL
);

CREATE TABLE import_job (
  id UUID PRIMARY KEY,
  client VARCHAR(64) NOT NULL,
  format VARCHAR(20) NOT NULL,
  state VARCHAR(12) NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at BIGINT,
  lines BIGINT NOT NULL,
  taken BIGINT NOT NULL,
  doubled BIGINT NOT NULL,
  refused BIGINT NOT NULL,
  detail VARCHAR(8000)
);
