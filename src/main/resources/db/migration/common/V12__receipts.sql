-- The log of receipts: one leaf for each report that was sent, in order and without gaps. Rows are only ever added.
CREATE TABLE receipt_leaf (
  place BIGINT PRIMARY KEY,
  report_id BIGINT NOT NULL,
  hash BYTEA NOT NULL
);
CREATE INDEX receipt_leaf_report ON receipt_leaf (report_id);

-- Roots of full subtrees of 2^8, 2^16, … leaves, so that a proof reads few rows.
CREATE TABLE receipt_tree (
  height SMALLINT NOT NULL,
  place BIGINT NOT NULL,
  hash BYTEA NOT NULL,
  PRIMARY KEY (height, place)
);

CREATE TABLE receipt_head (
  id SMALLINT PRIMARY KEY,
  log_size BIGINT NOT NULL,
  -- Roots of the full subtrees at the right edge.
  roots BYTEA NOT NULL
);
INSERT INTO receipt_head (id, log_size, roots) VALUES (1, 0, '');

-- Which reports belong to one case of one reporter, under a keyed hash of both.
CREATE TABLE report_case (
  case_hash UUID NOT NULL,
  report_id BIGINT NOT NULL,
  PRIMARY KEY (case_hash, report_id)
);
