-- +goose Up

-- The entry that a take-over of the station's screen began with, 0 when the
-- screen is free.
ALTER TABLE session ADD COLUMN takeover INTEGER NOT NULL DEFAULT 0;
