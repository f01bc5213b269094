import { Refusal } from './api';
import type { Problem, VerifyReport } from './types';

/** A line of the answer; the last one has the report or the problem that ended it. */
interface Line {
  report?: VerifyReport;
  problem?: Problem;
}

/** Checks the history and all that was derived from it, which takes a while. */
export async function verify(): Promise<VerifyReport> {
  const answer = await fetch('/api/v1/ledger/verify', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
  });
  const text = (await answer.text()).trim();
  const last = JSON.parse(text.slice(text.lastIndexOf('\n') + 1)) as Line & Problem;
  if (answer.ok && last.report) return last.report;
  const problem = last.problem ?? last;
  throw new Refusal(answer.status, problem.code, problem.detail ?? problem.title);
}
