-- +goose Up

-- The truth: one row per decision, in the order of the commits. at is
-- microseconds since 1970 UTC. verdict is JSON, events and records are JSON
-- arrays, the latter of {id, digest}. hash is SHA-256 over the previous hash
-- and the stored bytes of this row.
CREATE TABLE entry (
    seq     INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,
    station TEXT    NOT NULL,
    raw     TEXT    NOT NULL,
    verdict BLOB    NOT NULL,
    events  BLOB    NOT NULL,
    records BLOB    NOT NULL,
    hash    BLOB    NOT NULL
) STRICT;

-- The last entry, written with every commit: entries cut off at the end show.
CREATE TABLE head (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    seq  INTEGER NOT NULL,
    hash BLOB    NOT NULL
) STRICT;

-- projection is the version of apply that made the derived tables.
CREATE TABLE projection (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL
) STRICT;

-- Personal data and secrets, JSON in body. An entry holds the id and the
-- SHA-256 of salt and body; deleting the row erases the data.
CREATE TABLE record (
    id   TEXT PRIMARY KEY,
    salt BLOB NOT NULL,
    body BLOB NOT NULL
) STRICT;

-- Answers to repeated keys. at is microseconds since 1970 UTC; seq is 0 when
-- the decision made no entry.
CREATE TABLE idempotency (
    key       TEXT PRIMARY KEY,
    body_hash BLOB    NOT NULL,
    seq       INTEGER NOT NULL,
    verdict   BLOB    NOT NULL,
    status    INTEGER NOT NULL,
    response  BLOB,
    at        INTEGER NOT NULL
) STRICT;

CREATE INDEX idempotency_at ON idempotency (at);
