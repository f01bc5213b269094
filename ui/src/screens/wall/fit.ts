/** Text is not made smaller than this share of what the style asks for. */
const least = 0.45;

/**
 * Makes a text smaller until it fits the width of its element: languages
 * differ, and a word that is cut off is none.
 */
export function fit(element: HTMLElement): () => void {
  const set = () => {
    element.style.fontSize = '';
    const room = element.clientWidth;
    const asked = element.scrollWidth;
    if (room === 0 || asked <= room) return;
    const size = parseFloat(getComputedStyle(element).fontSize);
    element.style.fontSize = `${Math.floor(size * Math.max(least, room / asked) * 10) / 10}px`;
  };
  const resized = new ResizeObserver(set);
  const said = new MutationObserver(set);
  resized.observe(element);
  said.observe(element, { characterData: true, childList: true, subtree: true });
  set();
  // A font that arrives is not as wide as the one that stood in for it; it is
  // measured once it is drawn with.
  const drawn = () => requestAnimationFrame(() => requestAnimationFrame(set));
  document.fonts?.addEventListener('loadingdone', drawn);
  void document.fonts?.ready.then(drawn);
  return () => {
    resized.disconnect();
    said.disconnect();
    document.fonts?.removeEventListener('loadingdone', drawn);
  };
}
