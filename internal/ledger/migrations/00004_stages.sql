-- +goose Up

-- Every state that a fulfilment went through, numbered from 1: when, by which
-- entry, and where and by whom when it was at a station.
CREATE TABLE fulfilment_stage (
    fulfilment TEXT    NOT NULL,
    number     INTEGER NOT NULL,
    state      TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    seq        INTEGER NOT NULL,
    station    TEXT    NOT NULL,
    badge      TEXT    NOT NULL,
    PRIMARY KEY (fulfilment, number)
) STRICT, WITHOUT ROWID;

-- How many fulfilments were picked, packed or closed in each quarter of an hour
-- since 1970 UTC. Each counts once for a state, in the quarter in which it
-- first came there.
CREATE TABLE throughput (
    quarter     INTEGER NOT NULL,
    state       TEXT    NOT NULL,
    fulfilments INTEGER NOT NULL,
    PRIMARY KEY (quarter, state)
) STRICT, WITHOUT ROWID;

-- What somebody has to look after, however long the history is.
CREATE INDEX print_job_trouble ON print_job (number) WHERE state IN ('unknown', 'failed', 'expired');
CREATE INDEX stock_blocked ON stock (place, sku) WHERE blocked > 0;
