-- What is published of each number now, or that it no longer is. seq is the feed's: it rises with every row written, and is drawn from
-- the one row of published_head, which stays locked until the commit, so that numbers become visible in order.
CREATE TABLE published_number (
  number_key VARCHAR(80) PRIMARY KEY,
  seq BIGINT NOT NULL,
  kind SMALLINT NOT NULL,
  level SMALLINT NOT NULL,
  band SMALLINT NOT NULL,
  category SMALLINT NOT NULL,
  reporters SMALLINT NOT NULL,
  removed BOOLEAN NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE UNIQUE INDEX published_number_seq ON published_number (seq);

-- log_seq: up to where the change log was read; swept_at: when all published numbers were last judged anew.
CREATE TABLE published_head (
  id SMALLINT PRIMARY KEY,
  seq BIGINT NOT NULL,
  log_seq BIGINT NOT NULL,
  swept_at BIGINT NOT NULL
);

INSERT INTO published_head (id, seq, log_seq, swept_at) VALUES (1, 0, 0, 0);

-- Who is told of changes. cursor_seq: up to where he has been told.
CREATE TABLE webhook (
  id VARCHAR(40) PRIMARY KEY,
  client VARCHAR(64) NOT NULL,
  url VARCHAR(1000) NOT NULL,
  cursor_seq BIGINT NOT NULL,
  failures INTEGER NOT NULL,
  next_at BIGINT NOT NULL,
  busy_until BIGINT NOT NULL,
  last_error VARCHAR(200),
  created_at BIGINT NOT NULL
);

-- Deliveries given up: the numbers of the changes they told of, to be asked for or sent again.
CREATE TABLE webhook_dead (
  id VARCHAR(40) PRIMARY KEY,
  webhook VARCHAR(40) NOT NULL,
  from_seq BIGINT NOT NULL,
  to_seq BIGINT NOT NULL,
  error VARCHAR(200) NOT NULL,
  given_up_at BIGINT NOT NULL
);

CREATE INDEX webhook_dead_webhook ON webhook_dead (webhook);
