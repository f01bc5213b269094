-- +goose Up

-- What every code stands for. One code can be several things of different
-- kinds; factor is how many units one scan of it counts.
CREATE TABLE code (
    code   TEXT NOT NULL,
    kind   TEXT NOT NULL,
    ref    TEXT NOT NULL,
    factor INTEGER NOT NULL,
    PRIMARY KEY (code, kind)
) STRICT, WITHOUT ROWID;

-- The last serial given out by each number range.
CREATE TABLE counter (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Items. on_hand is the sum of all bins; reserved of it is promised to order
-- lines; blocked could not be found.
CREATE TABLE item (
    sku           TEXT PRIMARY KEY,
    name          TEXT    NOT NULL,
    gtin          TEXT    NOT NULL,
    weight_grams  INTEGER NOT NULL,
    length_mm     INTEGER NOT NULL,
    width_mm      INTEGER NOT NULL,
    height_mm     INTEGER NOT NULL,
    fragile       INTEGER NOT NULL,
    price_minor   INTEGER NOT NULL,
    currency      TEXT    NOT NULL,
    rate          INTEGER NOT NULL,
    case_gtin     TEXT    NOT NULL,
    case_quantity INTEGER NOT NULL,
    on_hand       INTEGER NOT NULL DEFAULT 0 CHECK (on_hand >= 0),
    reserved      INTEGER NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    blocked       INTEGER NOT NULL DEFAULT 0 CHECK (blocked >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE location (
    id       TEXT PRIMARY KEY,
    code     TEXT    NOT NULL,
    zone     TEXT    NOT NULL,
    aisle    TEXT    NOT NULL,
    bay      TEXT    NOT NULL,
    level    TEXT    NOT NULL,
    position TEXT    NOT NULL,
    sequence INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Where units are: bins, hands, totes, parcels. allocated units of a bin are on
-- pick lists.
CREATE TABLE stock (
    place     TEXT    NOT NULL,
    sku       TEXT    NOT NULL,
    quantity  INTEGER NOT NULL CHECK (quantity >= 0),
    allocated INTEGER NOT NULL DEFAULT 0 CHECK (allocated >= 0),
    blocked   INTEGER NOT NULL DEFAULT 0 CHECK (blocked >= 0),
    PRIMARY KEY (place, sku)
) STRICT, WITHOUT ROWID;

CREATE INDEX stock_sku ON stock (sku, place);

-- The keys of stock counts, each of which counts once.
CREATE TABLE counted (
    key TEXT PRIMARY KEY,
    seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- state is 'placed' or 'cancelled'; customer is a record.
CREATE TABLE orders (
    id             TEXT PRIMARY KEY,
    version        INTEGER NOT NULL,
    placed_at      INTEGER NOT NULL,
    channel        TEXT    NOT NULL,
    service        TEXT    NOT NULL,
    ship_by        INTEGER NOT NULL,
    currency       TEXT    NOT NULL,
    tax_included   INTEGER NOT NULL,
    shipping_minor INTEGER NOT NULL,
    country        TEXT    NOT NULL,
    gift           INTEGER NOT NULL,
    note           INTEGER NOT NULL,
    customer       TEXT    NOT NULL,
    digest         TEXT    NOT NULL,
    state          TEXT    NOT NULL,
    reason         TEXT    NOT NULL DEFAULT '',
    seq            INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- ordered = cancelled + reserved + picked + missing, always; packed and
-- shipped of the picked units.
CREATE TABLE order_line (
    order_id         TEXT    NOT NULL,
    number           INTEGER NOT NULL,
    sku              TEXT    NOT NULL,
    ordered          INTEGER NOT NULL,
    cancelled        INTEGER NOT NULL DEFAULT 0,
    reserved         INTEGER NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    picked           INTEGER NOT NULL DEFAULT 0 CHECK (picked >= 0),
    packed           INTEGER NOT NULL DEFAULT 0 CHECK (packed >= 0),
    unit_price_minor INTEGER NOT NULL,
    discount_minor   INTEGER NOT NULL,
    rate             INTEGER NOT NULL,
    PRIMARY KEY (order_id, number),
    CHECK (ordered >= cancelled + reserved + picked),
    CHECK (packed <= picked)
) STRICT, WITHOUT ROWID;

CREATE INDEX order_line_sku ON order_line (sku) WHERE ordered > cancelled + picked;

CREATE TABLE fulfilment (
    id       TEXT PRIMARY KEY,
    order_id TEXT    NOT NULL,
    state    TEXT    NOT NULL,
    ship_by  INTEGER NOT NULL,
    missing  INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE INDEX fulfilment_order ON fulfilment (order_id);
CREATE INDEX fulfilment_state ON fulfilment (state, ship_by, id);

CREATE TABLE hold (
    order_id TEXT NOT NULL,
    kind     TEXT NOT NULL,
    by       TEXT NOT NULL,
    at       INTEGER NOT NULL,
    PRIMARY KEY (order_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE pick_list (
    id      TEXT PRIMARY KEY,
    mode    TEXT    NOT NULL,
    state   TEXT    NOT NULL,
    badge   TEXT    NOT NULL DEFAULT '',
    ship_by INTEGER NOT NULL,
    lines   INTEGER NOT NULL,
    place   TEXT    NOT NULL DEFAULT '',
    seq     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX pick_list_state ON pick_list (state, ship_by, id);

CREATE TABLE pick_slot (
    list       TEXT    NOT NULL,
    slot       INTEGER NOT NULL,
    fulfilment TEXT    NOT NULL,
    order_id   TEXT    NOT NULL,
    tote       TEXT    NOT NULL DEFAULT '',
    PRIMARY KEY (list, slot)
) STRICT, WITHOUT ROWID;

CREATE INDEX pick_slot_fulfilment ON pick_slot (fulfilment);

CREATE TABLE pick_line (
    list       TEXT    NOT NULL,
    line       INTEGER NOT NULL,
    slot       INTEGER NOT NULL,
    order_line INTEGER NOT NULL,
    sku        TEXT    NOT NULL,
    location   TEXT    NOT NULL,
    sequence   INTEGER NOT NULL,
    quantity   INTEGER NOT NULL,
    picked     INTEGER NOT NULL DEFAULT 0,
    put        INTEGER NOT NULL DEFAULT 0,
    shorted    INTEGER NOT NULL DEFAULT 0,
    skips      INTEGER NOT NULL DEFAULT 0,
    cancelled  INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (list, line),
    CHECK (put >= 0 AND picked >= put AND quantity >= picked + shorted)
) STRICT, WITHOUT ROWID;

CREATE TABLE tote (
    id         TEXT PRIMARY KEY,
    code       TEXT NOT NULL,
    fulfilment TEXT NOT NULL DEFAULT '',
    list       TEXT NOT NULL DEFAULT '',
    place      TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE INDEX tote_fulfilment ON tote (fulfilment) WHERE fulfilment <> '';

CREATE TABLE parcel (
    id              TEXT PRIMARY KEY,
    fulfilment      TEXT    NOT NULL,
    order_id        TEXT    NOT NULL,
    number          INTEGER NOT NULL,
    state           TEXT    NOT NULL,
    station         TEXT    NOT NULL,
    badge           TEXT    NOT NULL,
    tote            TEXT    NOT NULL,
    sscc            TEXT    NOT NULL DEFAULT '',
    tracking_number TEXT    NOT NULL DEFAULT '',
    service         TEXT    NOT NULL DEFAULT '',
    weight_grams    INTEGER NOT NULL DEFAULT 0,
    place           TEXT    NOT NULL DEFAULT '',
    seq             INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX parcel_fulfilment ON parcel (fulfilment);

CREATE TABLE invoice (
    id          TEXT PRIMARY KEY,
    fulfilment  TEXT    NOT NULL UNIQUE,
    order_id    TEXT    NOT NULL,
    currency    TEXT    NOT NULL,
    net_minor   INTEGER NOT NULL,
    tax_minor   INTEGER NOT NULL,
    total_minor INTEGER NOT NULL,
    snapshot    TEXT    NOT NULL,
    at          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE print_job (
    id         TEXT PRIMARY KEY,
    number     INTEGER NOT NULL,
    printer    TEXT    NOT NULL,
    document   TEXT    NOT NULL,
    station    TEXT    NOT NULL,
    order_id   TEXT    NOT NULL,
    fulfilment TEXT    NOT NULL,
    parcel     TEXT    NOT NULL,
    snapshot   TEXT    NOT NULL,
    attempt    TEXT    NOT NULL,
    copy       INTEGER NOT NULL,
    state      TEXT    NOT NULL,
    reason     TEXT    NOT NULL DEFAULT '',
    digest     TEXT    NOT NULL DEFAULT '',
    queued_at  INTEGER NOT NULL,
    moved_at   INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX print_job_queue ON print_job (printer, number) WHERE state IN ('queued', 'sending', 'unknown');
CREATE INDEX print_job_number ON print_job (number);
CREATE INDEX print_job_parcel ON print_job (parcel);
CREATE INDEX print_job_order ON print_job (order_id);

-- Working data: who renders a job, until when.
CREATE TABLE print_claim (
    job   TEXT PRIMARY KEY,
    until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The exact bytes that were sent; they show an address and can be erased.
CREATE TABLE print_bytes (
    job   TEXT PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE site (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    body TEXT NOT NULL
) STRICT;

CREATE TABLE station (
    id        TEXT PRIMARY KEY,
    kind      TEXT NOT NULL,
    labels    TEXT NOT NULL,
    documents TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE badge (
    id     TEXT PRIMARY KEY,
    role   TEXT NOT NULL,
    key    TEXT NOT NULL,
    holder TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What a station holds, as JSON; entry is the one with the answer to its last
-- read, fulfilment and list are copies to look it up by.
CREATE TABLE session (
    station    TEXT PRIMARY KEY,
    body       TEXT    NOT NULL,
    entry      INTEGER NOT NULL,
    fulfilment TEXT    NOT NULL,
    list       TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- Working data: up to which entry the answers of a station were heard.
CREATE TABLE answered (
    station TEXT PRIMARY KEY,
    entry   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
