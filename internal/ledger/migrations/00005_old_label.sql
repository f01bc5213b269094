-- +goose Up

-- Labels that count no more, were scanned, and that nobody found yet.
CREATE TABLE old_label (
    job      TEXT PRIMARY KEY,
    order_id TEXT    NOT NULL,
    station  TEXT    NOT NULL,
    reason   TEXT    NOT NULL,
    seen_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
