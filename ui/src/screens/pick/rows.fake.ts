import type { Station } from '../../data/types';

// Rows of a picking station in each state, as the server makes them.

const name = 'Notebook A5, 160 pages Terrazzo, slate';
const sku = 'NOT-05B';
const location = 'E-13-02';
const order = 'SO-10006';

const station: Station = { id: 'pick-1', kind: 'pick', seq: 100, code: 'TLSPICK108', scanner: { state: 'up' } };
const worker: Station = { ...station, badge: 'B-0001', outcome: 'good', said: { code: 'welcome', subject: 'B-0001' } };
const line = { location, sku, name, order, tote: 'T-0042', picked: 0, quantity: 3, here: false };
const walking: Station = {
  ...worker,
  work: 'L-000004',
  list: { id: 'L-000004', mode: 'single', orders: 1, lines: 2, left: 2, units: 5, picked: 0 },
  carries: [{ slot: 1, order, tote: 'T-0042', units: 5, picked: 0 }],
  line,
  then: 'E-14-01',
};
const there: Station = {
  ...walking,
  line: { ...line, here: true, picked: 1 },
  list: { ...walking.list!, picked: 1 },
  next: { code: 'next_item', location, sku, name, tote: 'T-0042', order, quantity: 1, of: 3 },
};
const cart: Station = {
  ...walking,
  list: { id: 'L-000007', mode: 'cart', orders: 3, lines: 6, left: 4, units: 14, picked: 5 },
  carries: [
    { slot: 1, order, tote: 'T-0042', units: 5, picked: 3 },
    { slot: 2, order: 'SO-10011', tote: 'T-0043', units: 4, picked: 2 },
    { slot: 3, order: 'SO-10012', tote: 'T-0044', units: 5, picked: 0 },
  ],
  line: { ...line, order: 'SO-10011', tote: 'T-0043', here: true, picked: 2, quantity: 2 },
  in_hand: 2,
};

function without<K extends keyof Station>(row: Station, ...fields: K[]): Omit<Station, K> {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !fields.includes(name as K))) as Omit<Station, K>;
}

export const rows = {
  badge: { ...station, next: { code: 'next_badge' } },
  badgeFirst: { ...station, outcome: 'bad', said: { code: 'badge_first', got: 'item' }, next: { code: 'next_badge' } },
  work: { ...worker, next: { code: 'next_take_work' } },
  noWork: { ...worker, outcome: 'bad', said: { code: 'no_work' }, next: { code: 'next_take_work' } },
  listGone: { ...worker, outcome: 'bad', said: { code: 'list_gone', subject: 'L-000004' }, next: { code: 'next_take_work' } },
  dropped: { ...worker, said: { code: 'totes_dropped', location: 'PACK1', subject: 'L-000004' }, next: { code: 'next_take_work' } },
  bind: {
    ...walking,
    carries: [{ slot: 1, order, units: 5, picked: 0 }],
    line: { location, sku, name, order, picked: 0, quantity: 3, here: false },
    said: { code: 'list_taken', subject: 'L-000004', quantity: 5 },
    next: { code: 'next_bind_tote', order, subject: 'L-000004', quantity: 1 },
  },
  toteHoldsOther: {
    ...walking,
    outcome: 'bad',
    said: { code: 'tote_holds_other', tote: 'T-0007', order: 'SO-10002', expected: order },
    next: { code: 'next_bind_tote', order, subject: 'L-000004', quantity: 1 },
  },
  walk: { ...walking, said: { code: 'tote_bound', tote: 'T-0042', order, quantity: 1 }, next: { code: 'next_location', location, sku, name, order, of: 3 } },
  wrongBin: {
    ...walking,
    outcome: 'bad',
    said: { code: 'wrong_location', expected: location, got: 'A-01-01' },
    next: { code: 'next_location', location, sku, name, order, of: 3 },
  },
  item: { ...there, said: { code: 'item_picked', sku, name, quantity: 1, of: 3, location, tote: 'T-0042' } },
  itemMisread: { ...there, outcome: 'bad', said: { code: 'misread', got: 'TLCDONE82' } },
  itemUnknown: { ...there, outcome: 'unknown', said: { code: 'unknown_code', got: '4006381333931' } },
  itemSeveral: { ...there, quantity: 2, said: { code: 'quantity_said', quantity: 2 } },
  wrongItem: {
    ...there,
    outcome: 'bad',
    said: { code: 'wrong_item', expected: sku, name, got: 'MUG-450-W', location },
    takeover: true,
    takeover_seq: 101,
    takeover_said: { code: 'wrong_item', expected: sku, name, got: 'MUG-450-W', location },
    next: { code: 'next_acknowledge' },
  },
  shortReason: { ...there, outcome: 'bad', said: { code: 'short_reason', location } },
  shorted: {
    ...without(walking, 'then'),
    said: { code: 'shorted', sku, quantity: 2, location, reason: 'fewer' },
    line: { ...line, location: 'E-14-01' },
    next: { code: 'next_location', location: 'E-14-01', sku, name, order, of: 2 },
  },
  put: {
    ...cart,
    said: { code: 'item_picked', sku, name, quantity: 2, of: 2, location, tote: 'T-0043' },
    next: { code: 'next_put', tote: 'T-0043', order: 'SO-10011', sku, name, quantity: 2 },
  },
  cartItem: {
    ...without(cart, 'in_hand'),
    line: { ...line, order: 'SO-10011', tote: 'T-0043', here: true, picked: 0, quantity: 12 },
    said: { code: 'location_confirmed', location, sku, name, of: 12 },
    next: { code: 'next_item', location, sku, name, tote: 'T-0043', order: 'SO-10011', of: 12 },
  },
  wrongTote: {
    ...cart,
    outcome: 'bad',
    said: { code: 'wrong_tote', expected: 'T-0043', got: 'T-0042', order: 'SO-10011', quantity: 2 },
    next: { code: 'next_put', tote: 'T-0043', order: 'SO-10011', sku, name, quantity: 2 },
  },
  layBack: {
    ...cart,
    outcome: 'bad',
    ask: 'lay_back',
    said: { code: 'lay_back_again', location, sku, quantity: 2 },
    next: { code: 'next_put', tote: 'T-0043', order: 'SO-10011', sku, name, quantity: 2 },
  },
  takeOver: {
    ...worker,
    outcome: 'bad',
    ask: 'take_over',
    said: { code: 'list_taken_by_other', subject: 'L-000009', tote: 'T-0051' },
    next: { code: 'next_take_work' },
  },
  drop: {
    ...without(walking, 'line', 'then'),
    list: { ...walking.list!, picked: 5, left: 0 },
    said: { code: 'item_picked', sku, name, quantity: 3, of: 3, location, tote: 'T-0042' },
    next: { code: 'next_drop', subject: 'L-000004' },
  },
  cancelled: {
    ...walking,
    outcome: 'good',
    said: { code: 'acknowledged' },
    next: { code: 'next_take_work' },
  },
  settle: {
    ...there,
    outcome: 'bad',
    said: { code: 'answer_unknown', reason: 'item_picked', sku, name, quantity: 2, of: 3, tote: 'T-0042' },
    next: { code: 'next_keep_or_undo' },
  },
  load: { ...worker, dock: 'DOCK1', said: { code: 'dock_open', location: 'DOCK1' }, next: { code: 'next_load', location: 'DOCK1' } },
  dock: { ...worker, said: { code: 'dock_closed', location: 'DOCK1' }, next: { code: 'next_dock' } },
  scannerDown: { ...there, scanner: { state: 'down' }, said: { code: 'item_picked', sku, name, quantity: 1, of: 3 } },
} satisfies Record<string, Station>;
