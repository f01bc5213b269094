/** What a cell can hold. */
export type Cell = string | number | boolean | undefined | null;

/** A column of a file: its heading, and what it holds of a row. */
export interface Column<T> {
  head: string;
  cell: (row: T) => Cell;
}

/** A spreadsheet takes a text that begins so for a formula, which could call out. */
const formula = /^[\t\r ]*[=+\-@＝＋－＠]/;
const special = /[",;\r\n\t]|^\s|\s$/;

/** The first line of a file. */
export function head<T>(columns: Column<T>[]): string {
  return line(columns.map((column) => column.head));
}

/** Rows as lines of a file. */
export function lines<T>(columns: Column<T>[], rows: readonly T[]): string {
  return rows.map((row) => line(columns.map((column) => column.cell(row)))).join('');
}

function line(cells: Cell[]): string {
  return `${cells.map(text).join(',')}\r\n`;
}

function text(cell: Cell): string {
  if (cell === undefined || cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const safe = formula.test(cell) ? `'${cell}` : cell;
  return safe !== cell || special.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Spreadsheets read a file as UTF-8 only when it begins so. */
const mark = '\ufeff';

/** Hands a file to the browser. */
export function save(name: string, content: string): void {
  const url = URL.createObjectURL(new Blob([mark, content], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
