-- Appeals that were upheld, and those of them that were reversed later. Append-only.
CREATE TABLE appeal_act (
  id BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  number_id BIGINT NOT NULL,
  number_key VARCHAR(80) NOT NULL,
  number_kind SMALLINT NOT NULL,
  act VARCHAR(16) NOT NULL,
  -- Names the appeal, so that it is carried out once whoever repeats the request.
  reference VARCHAR(100) NOT NULL UNIQUE,
  -- The act that this one reverses; 0 if none.
  reverses BIGINT NOT NULL,
  actor VARCHAR(64) NOT NULL,
  opinions INTEGER NOT NULL,
  reporters INTEGER NOT NULL,
  goodwill DOUBLE PRECISION NOT NULL,
  note VARCHAR(500)
);

CREATE INDEX appeal_act_number ON appeal_act (number_id);

-- What an appeal overruled: the state of each opinion before, and whether it was counted against its reporter.
CREATE TABLE appeal_opinion (
  appeal BIGINT NOT NULL,
  reporter BIGINT NOT NULL,
  digest BIGINT NOT NULL,
  state SMALLINT NOT NULL,
  judged SMALLINT NOT NULL,
  PRIMARY KEY (appeal, reporter)
);

CREATE INDEX appeal_opinion_reporter ON appeal_opinion (reporter);
