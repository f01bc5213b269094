/**
 * Lets no press of a button move the focus: the Enter of a scanner that types
 * would press it again, and a field would lose it. Returns what ends it.
 */
export function keepFocus(page: Window): () => void {
  const hold = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest('button')) event.preventDefault();
  };
  page.addEventListener('mousedown', hold);
  return () => page.removeEventListener('mousedown', hold);
}
