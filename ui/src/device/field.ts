const typable = new Set(['text', 'search', 'url', 'tel', 'email', 'password', 'number', 'date', 'time', 'datetime-local', 'month', 'week']);

/** What a person can type into. */
export type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** The field that has the focus, if one has. */
export function focusedField(page: Document): Field | null {
  const focused = page.activeElement;
  if (focused instanceof HTMLInputElement) return typable.has(focused.type) ? focused : null;
  return focused instanceof HTMLTextAreaElement || focused instanceof HTMLSelectElement ? focused : null;
}

/** Remembers how a field is, and returns what puts it back so. */
export function remember(field: Field): () => void {
  const { value } = field;
  const selection = selectionOf(field);
  return () => {
    if (field.value !== value) {
      field.value = value;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      // What a select shows has changed by the key already.
      if (field instanceof HTMLSelectElement) field.dispatchEvent(new Event('change', { bubbles: true }));
    }
    if (selection && !(field instanceof HTMLSelectElement)) field.setSelectionRange(...selection);
  };
}

/** Null for a field that has no selection to speak of, such as a number. */
function selectionOf(field: Field): [number, number, 'forward' | 'backward' | 'none'] | null {
  if (field instanceof HTMLSelectElement || field.selectionStart === null || field.selectionEnd === null) return null;
  return [field.selectionStart, field.selectionEnd, field.selectionDirection ?? 'none'];
}
