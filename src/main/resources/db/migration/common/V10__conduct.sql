-- What people told of how they were contacted: of each reporter and number the latest report that tells any.
CREATE TABLE conduct_fact (
  report_id BIGINT PRIMARY KEY,
  number_id BIGINT NOT NULL,
  reporter BIGINT NOT NULL,
  network BIGINT NOT NULL,
  contact_at BIGINT NOT NULL,
  -- One bit for each fact.
  facts INTEGER NOT NULL
);
CREATE INDEX conduct_fact_number ON conduct_fact (number_id, reporter);

-- The same summed for each number. Replicas hold in memory what is shown.
CREATE TABLE conduct_sum (
  number_id BIGINT NOT NULL,
  number_key VARCHAR(80) NOT NULL,
  people INTEGER NOT NULL,
  counts VARCHAR(120) NOT NULL,
  last_at BIGINT NOT NULL,
  shown BOOLEAN NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (number_id, number_key)
);
CREATE INDEX conduct_sum_changed ON conduct_sum (changed_at);
