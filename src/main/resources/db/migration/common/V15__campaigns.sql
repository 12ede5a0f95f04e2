-- Keys that the values of cases are made with, one for each period, sealed. A key that is no longer accepted is deleted, and nobody
-- can try values against the marks made with it any more.
CREATE TABLE case_period (
  period INTEGER PRIMARY KEY,
  sealed VARCHAR(300) NOT NULL
);

-- What reports share: cases (keyed hashes of blinded values), likeness of texts (keyed), signatures (keyed hashes).
CREATE TABLE campaign_trace (
  report_id BIGINT NOT NULL,
  kind SMALLINT NOT NULL,
  mark BIGINT NOT NULL,
  number_key VARCHAR(80) NOT NULL,
  contact_at BIGINT NOT NULL,
  PRIMARY KEY (report_id, kind, mark)
);
CREATE INDEX campaign_trace_at ON campaign_trace (contact_at);
CREATE INDEX campaign_trace_number ON campaign_trace (number_key);

CREATE TABLE campaign (
  id VARCHAR(40) PRIMARY KEY,
  created_at BIGINT NOT NULL,
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  ended_at BIGINT,
  people INTEGER NOT NULL,
  -- Whether people who do not know each other were called about one matter.
  third_parties BOOLEAN NOT NULL
);

CREATE TABLE campaign_member (
  number_key VARCHAR(80) PRIMARY KEY,
  campaign_id VARCHAR(40) NOT NULL,
  -- One bit for each kind of link.
  links INTEGER NOT NULL,
  share DOUBLE PRECISION NOT NULL,
  networks INTEGER NOT NULL,
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  joined_at BIGINT NOT NULL
);
CREATE INDEX campaign_member_campaign ON campaign_member (campaign_id);

-- Links that a moderator has cut: what was reported of the number until then links it no longer.
CREATE TABLE campaign_cut (
  number_key VARCHAR(80) PRIMARY KEY,
  campaign_id VARCHAR(40) NOT NULL,
  cut_at BIGINT NOT NULL,
  actor VARCHAR(64) NOT NULL,
  note VARCHAR(500)
);

INSERT INTO snapshot_version (name, version) VALUES ('campaign', 0);

-- Work that one replica does at a time, until when (Unix seconds) if it does not prolong that.
CREATE TABLE job_lease (
  name VARCHAR(40) PRIMARY KEY,
  holder VARCHAR(40) NOT NULL,
  until_at BIGINT NOT NULL
);
INSERT INTO job_lease (name, holder, until_at) VALUES ('campaigns', '', 0);
INSERT INTO job_lease (name, holder, until_at) VALUES ('retention', '', 0);
