/** About the copies Skein keeps of what agents wrote, and about what agents delete. */
import { plural } from '../plural.ts'

const sessions = (count: number): string =>
  plural(count, { one: `${count} session`, other: `${count} sessions` })
const days = (count: number): string => plural(count, { one: `${count} day`, other: `${count} days` })

export const vault = {
  title: 'Vault',
  keep: 'Keep a copy of every session',
  ask: (count: number, size: string) =>
    `Agents delete what was said after some weeks. The vault keeps an exact copy of every transcript, with its subagents and long outputs, in Skein's data folder. There are ${sessions(count)} here (${size}); compressed, the copies take about a fifth of that. Nothing leaves this machine.`,
  question: 'Keep a copy of everything that was said?',
  questionSize: (count: number, size: string, copies: string) =>
    `Agents delete what was said after some weeks. The vault would keep ${sessions(count)} (${size}) in about ${copies}, exact and on this machine only. The settings change it at any time.`,
  yes: 'Keep copies',
  notNow: 'Not now',
  keepHint: (count: number, size: string) => `${sessions(count)} in the vault, ${size} on the disk.`,
  off: (count: number, size: string) =>
    count === 0
      ? 'No copies are kept.'
      : `Nothing new is copied. ${sessions(count)} stay in the vault (${size}).`,
  protects: 'Which sessions',
  protectsHint: 'Of projects you opened: not those that were only found on this machine.',
  all: 'All',
  projects: 'Of projects I opened',
  expiring: (count: number, isKept: boolean) =>
    isKept
      ? `${sessions(count)} would have been deleted this week`
      : `${sessions(count)} will be deleted this week`,
  noneExpiring: 'No session will be deleted this week',
  expiringHint: (isKept: boolean): string =>
    isKept
      ? 'Their agent’s clean-up deletes them. What is in the vault stays readable, and comes back by one click.'
      : 'Their agent’s clean-up deletes them for good, unless the vault keeps a copy.',
  show: 'Show',
  hide: 'Hide',
  deletedAt: (date: string) => `deleted on ${date}`,
  deletedNow: 'deleted by the next clean-up',
  unnamed: 'A session without a title',
  more: (count: number) => `and ${count} more`,
  verify: 'Check the copies',
  verifyHint: 'Reads every copy and compares it with its checksum.',
  verifyButton: 'Check now',
  verifying: (done: number, total: number) => `${done} of ${total} checked…`,
  verified: (count: number): string =>
    count === 0 ? 'There is nothing to check yet.' : `All is well: ${sessions(count)} checked.`,
  damaged: (count: number) => `${sessions(count)} with a damaged copy:`,
  retention: (agent: string) => `How long ${agent} keeps its transcripts`,
  retentionHint: (count: number, isChosen: boolean) =>
    isChosen ? `${days(count)}, as its settings say.` : `${days(count)}: its settings say nothing else.`,
  lengthen: 'Keep for a year…',
  lengthenTitle: (count: number) => `Keep transcripts for ${days(count)}?`,
  lengthenBody: (path: string) => `This changes one line in ${path}; everything else in it stays as it is.`,
  noFile: 'There is no such file yet. It is made with this in it:',
  change: 'The exact change',
  confirm: 'Change the file',
  lengthened: (count: number) => `Transcripts are kept for ${days(count)} from now on.`,
  failed: (why: string) => `The vault could not be asked: ${why}`
}
