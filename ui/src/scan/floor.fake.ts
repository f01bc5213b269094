import { vi } from 'vitest';

// What jsdom lacks and a floor has: sheets that open, and a server that answers.

/** jsdom has no dialogs. */
export function openDialogs(): void {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  };
}

/** Answers every scan as good, and returns the codes that were scanned. */
export function answerScans(): string[] {
  const codes: string[] = [];
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    codes.push((JSON.parse(body) as { code: string }).code);
    return Response.json({ seq: 0, outcome: 'good', said: { code: 'help' }, text: '' });
  });
  return codes;
}

/** Waits for what is loaded after the first look. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  await vi.dynamicImportSettled();
}
