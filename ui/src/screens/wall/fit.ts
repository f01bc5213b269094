/** Text is not made smaller than this share of what the style asks for. */
const least = 0.45;

/**
 * Makes the text of an inline block smaller until it fits the width of its
 * parent: languages differ, and a word that is cut off is none.
 */
export function fit(text: HTMLElement): () => void {
  const box = text.parentElement!;
  let frame = 0;
  const set = () => {
    frame = 0;
    text.style.fontSize = '';
    const room = box.clientWidth;
    const asked = text.getBoundingClientRect().width;
    if (room === 0 || asked <= room) return;
    const size = parseFloat(getComputedStyle(text).fontSize);
    text.style.fontSize = `${Math.floor(size * Math.max(least, room / asked) * 10) / 10}px`;
  };
  // New words are fitted before they are painted. Another width comes without
  // words too: of the screen, or when a font takes the place of its stand-in.
  const said = new MutationObserver(set);
  const resized = new ResizeObserver(() => {
    frame ||= requestAnimationFrame(set);
  });
  said.observe(text, { characterData: true, childList: true, subtree: true });
  resized.observe(box);
  resized.observe(text);
  set();
  return () => {
    said.disconnect();
    resized.disconnect();
    cancelAnimationFrame(frame);
  };
}
