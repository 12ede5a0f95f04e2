-- Published versions: what a replica made, every replica serves. Files are cut into parts of a megabyte.
CREATE TABLE publication (
  version BIGINT PRIMARY KEY,
  created_at BIGINT NOT NULL,
  manifest VARCHAR(8000) NOT NULL
);

CREATE TABLE publication_file (
  version BIGINT NOT NULL,
  name VARCHAR(40) NOT NULL,
  part INTEGER NOT NULL,
  content BYTEA NOT NULL,
  PRIMARY KEY (version, name, part)
);

-- Who publishes now, until when (Unix seconds) if it does not prolong that.
CREATE TABLE publication_lease (
  id SMALLINT PRIMARY KEY,
  holder VARCHAR(40) NOT NULL,
  until BIGINT NOT NULL
);

INSERT INTO publication_lease (id, holder, until) VALUES (1, '', 0);
