-- +goose Up

-- Papers of a printer of which nobody has evidence that they came out.
CREATE INDEX print_job_out ON print_job (printer, number) WHERE state IN ('sent', 'unknown');
