import type { Exception } from '../../../data/types';
import type { Tone } from '../../../look/tone';
import { reason, t } from '../../../words/words.svelte';
import { to } from '../place.svelte';
import { printerTodo } from '../stations/words';

/** A question is late, what broke is a fault. */
export const tones: Record<Exception['kind'], Tone> = {
  print_unknown: 'late',
  print_failed: 'fault',
  old_label: 'fault',
  order_incomplete: 'late',
  stock_missing: 'late',
  printer_trouble: 'fault',
  scanner_down: 'fault',
};

/** The bin of a place such as bin:A-12-03; other places by their own name. */
export function bin(place = ''): string {
  return place.replace(/^bin:/, '');
}

/** What is the matter, in a sentence. */
export function matter(exception: Exception): string {
  const { kind, order = '', sku = '', name = '', station = '', quantity = 0, sscc = '' } = exception;
  switch (kind) {
    case 'print_unknown':
      return t('office_is_print_unknown', {
        Order: order, Subject: station, Name: reason(exception.document ?? ''), Expected: exception.document === 'label' ? sscc : '',
      });
    case 'print_failed':
      return t('office_is_print_failed', { Order: order, Subject: station, Name: reason(exception.document ?? '') });
    case 'old_label':
      return t('office_is_old_label', { Order: order, Subject: station, Reason: exception.reason ?? '' });
    case 'order_incomplete':
      return t('office_is_order_incomplete', { Order: order, Quantity: quantity });
    case 'stock_missing':
      return t('office_is_stock_missing', { Quantity: quantity, SKU: sku, Name: name, Location: bin(exception.place) });
    case 'printer_trouble':
      return t('office_is_printer_trouble', { Subject: station, Reason: exception.reason ?? 'not_ready' });
    case 'scanner_down':
      return t('office_is_scanner_down', { Subject: station });
  }
}

/** What somebody has to do about it. */
export function todo(exception: Exception): string {
  switch (exception.kind) {
    case 'print_unknown':
      return t('office_do_unknown', { Subject: exception.station ?? '' });
    case 'print_failed':
      return t('office_do_failed', { Subject: exception.station ?? '', Order: exception.order ?? '' });
    case 'old_label':
      return t('office_do_old_label', { Subject: exception.station ?? '' });
    case 'order_incomplete':
      return t('office_do_incomplete');
    case 'stock_missing':
      return t('office_do_missing', { Location: bin(exception.place) });
    case 'printer_trouble':
      return printerTodo(exception.reason ?? 'not_ready');
    case 'scanner_down':
      return t('office_do_scanner_down');
  }
}

/** Where more is known about it. */
export function links(exception: Exception): { name: string; href: string }[] {
  const { order, job, station, sku, place } = exception;
  const found: { name: string; href: string }[] = [];
  if (order) found.push({ name: order, href: to('orders', { at: order }) });
  if (job) found.push({ name: job, href: to('print-jobs', { at: job }) });
  if (place?.startsWith('bin:')) found.push({ name: bin(place), href: to('stock', { at: bin(place) }) });
  if (sku) found.push({ name: sku, href: to('stock', { view: 'items', at: sku }) });
  if (station) found.push({ name: station, href: to('stations', { at: station }) });
  return found;
}
