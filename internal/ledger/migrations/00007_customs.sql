-- +goose Up

-- What customs ask of an item: its code in the Harmonized System, and the
-- country it was made in.
ALTER TABLE item ADD COLUMN hs_code TEXT NOT NULL DEFAULT '';
ALTER TABLE item ADD COLUMN origin TEXT NOT NULL DEFAULT '';
