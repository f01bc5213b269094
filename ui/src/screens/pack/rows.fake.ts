import type { Packing, PrintJob, Station } from '../../data/types';

// Rows of a packing station in each state, as the server makes them.

const order = 'SO-10442';
const notebook = { sku: 'NOT-05B', name: 'Notebook A5, 160 pages Terrazzo, slate' };
const mug = { sku: 'MUG-450-W', name: 'Mug 450 ml Harbour, white' };

const station: Station = { id: 'pack-3', kind: 'pack', seq: 100, code: 'TLSPACK368', scanner: { state: 'up' }, printer: { state: 'up' } };
const worker: Station = { ...station, badge: 'B-0005', outcome: 'good', said: { code: 'welcome', subject: 'B-0005' } };

const packing: Packing = {
  order, service: 'standard', ship_by: '2026-11-25T15:00:00Z', country: 'NO', parcel_number: 1, state: 'open',
  verified: false, weight_grams: 840,
  lines: [
    { ...mug, quantity: 2, packed: 2, fragile: true },
    { ...notebook, quantity: 3, packed: 1 },
    { sku: 'PEN-01', name: 'Pen, black', quantity: 12, packed: 0 },
  ],
};
const open: Station = {
  ...worker, work: order, tote: 'T-0042', packing,
  said: { code: 'item_packed', ...notebook, order, quantity: 1, of: 3 },
  next: { code: 'next_unit', ...notebook, order, quantity: 1, of: 3 },
};

const job: PrintJob = {
  id: 'J-000107', printer: 'zpl+tcp://192.0.2.10:9100', document: 'label', state: 'sent', station: 'pack-3', order,
  parcel: 'P-000071', copy: 0, queued_at: '2026-11-25T13:19:58Z', at: '2026-11-25T13:20:00Z',
};
const full: Packing = {
  ...packing, state: 'closed', verified: true, weight_grams: 1284, sscc: '395200000000000717', tracking_number: 'NP000071NO',
  lines: packing.lines.map((line) => ({ ...line, packed: line.quantity })), job,
};
const closed: Station = {
  ...open, packing: full,
  said: { code: 'parcel_closed', order, subject: full.sscc! },
  next: { code: 'next_label', order, subject: full.sscc! },
};
const printing = (state: PrintJob['state'], reason?: string): Packing => ({ ...full, job: { ...job, state, ...(reason && { reason }) } });

export const rows = {
  badge: { ...station, next: { code: 'next_badge' } },
  between: { ...worker, next: { code: 'next_tote_or_order' } },
  onHold: { ...worker, outcome: 'bad', said: { code: 'order_on_hold', order, reason: 'address' }, next: { code: 'next_tote_or_order' } },
  empty: {
    ...worker, tote: 'T-0042',
    said: { code: 'order_packed_done', order, tote: 'T-0042' },
    next: { code: 'next_empty_tote', tote: 'T-0042' },
  },
  takeOver: {
    ...worker, outcome: 'bad', ask: 'take_over',
    said: { code: 'packed_by_other', order, subject: 'pack-1' },
    next: { code: 'next_tote_or_order' },
  },
  opened: { ...open, said: { code: 'order_opened', order, tote: 'T-0042', of: 17 }, packing: { ...packing, lines: packing.lines.map((line) => ({ ...line, packed: 0 })), weight_grams: 0 } },
  unit: open,
  written: { ...open, gift_message: 'Happy birthday, and many more!', note: 'Please no plastic around the mugs.' },
  several: { ...open, quantity: 12, said: { code: 'quantity_said', quantity: 12 } },
  wrongItem: {
    ...open, outcome: 'bad', takeover: true, takeover_seq: 101,
    said: { code: 'wrong_item_packed', got: 'LAMP-02', expected: notebook.sku, name: notebook.name, order, subject: 'SO-10450' },
    takeover_said: { code: 'wrong_item_packed', got: 'LAMP-02', expected: notebook.sku, name: notebook.name, order, subject: 'SO-10450' },
    next: { code: 'next_acknowledge' },
  },
  remove: { ...open, ask: 'remove', said: { code: 'scan_what_to_remove', order } },
  byHand: { ...open, ask: 'by_hand', said: { code: 'by_hand_again', ...notebook, order } },
  settle: {
    ...open, outcome: 'bad',
    said: { code: 'answer_unknown', reason: 'item_packed', ...notebook, order, quantity: 1, of: 3 },
    next: { code: 'next_keep_or_undo' },
  },
  close: {
    ...open, outcome: 'bad', packing: { ...full, state: 'open' },
    said: { code: 'number_range_used_up', order, subject: 'Standard' },
    next: { code: 'next_done', order },
  },
  printing: { ...closed, packing: printing('sending') },
  label: closed,
  misprint: {
    ...closed, outcome: 'bad', takeover: true, takeover_seq: 102,
    said: { code: 'label_of_other', order, got: 'TLP00010122' },
    takeover_said: { code: 'label_of_other', order, got: 'TLP00010122' },
    next: { code: 'next_acknowledge' },
  },
  paperOut: { ...closed, packing: printing('queued'), printer: { state: 'up', trouble: 'paper_out' } },
  offline: { ...closed, packing: printing('queued'), printer: { state: 'down' } },
  lost: { ...closed, packing: printing('failed', 'late') },
  unknown: {
    ...closed, packing: printing('unknown', 'broken_off'), unknown_job: job.id,
    next: { code: 'next_printed_or_reprint', order, reason: 'label', subject: job.id },
  },
  park: { ...closed, ask: 'park', said: { code: 'scan_parking_card', order } },
  dock: { ...worker, said: { code: 'dock_closed', location: 'DOCK1' }, next: { code: 'next_dock' } },
  load: { ...worker, dock: 'DOCK1', said: { code: 'handed_over', order, subject: 'P-000071', location: 'DOCK1' }, next: { code: 'next_load', location: 'DOCK1' } },
  scannerDown: { ...open, scanner: { state: 'down' } },
} satisfies Record<string, Station>;
