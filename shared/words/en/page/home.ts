import { isolated } from '../../../isolated.ts'
import { plural } from '../plural.ts'

export const home = {
  title: 'Home',
  search: 'Search everything that was ever said',
  waits: 'Waits for you',
  runs: 'Running',
  latest: 'Worked at last',
  noSessions: 'No sessions yet. Open a project and send the first message.',
  /** How far the transcripts that agents kept on this machine are taken in. */
  filling: (done: number, total: number) =>
    `Looking through what agents kept on this machine: ${done} of ${plural(total, { one: '1 session', other: `${total} sessions` })}`,
  showAll: (count: number) => `Show all ${count}`,
  projects: 'Projects',
  found: 'Found on this machine',
  foundHint: 'Sessions were found in these folders. Nobody has opened them in Skein yet.',
  missing: 'The folder is gone. What was said in it can still be read.',
  origin: {
    terminal: 'Began in a terminal',
    background: 'Began in the background',
    other: 'Began in another program'
  },
  onBranch: 'On the branch',
  branch: (name: string) => `Branch ${isolated(name)}`,
  firstRun:
    'Open a folder to begin. Nothing leaves this machine except what an agent sends to its own model.',
  openFolder: 'Open folder',
  opening: 'Opening…',
  pathLabel: 'Folder path',
  pathPlaceholder: '/home/you/code/project',
  pathHint: 'A full path on the machine Skein runs on.',
  pathMissing: 'Type the full path of a folder first.',
  recent: 'Recent projects',
  remove: (name: string) => `Remove ${name} from the list`,
  removeTitle: (name: string) => `Remove ${name}?`,
  removeBody: 'Removes it from Skein. Files stay where they are.',
  removeConfirm: 'Remove',
  agents: 'Agents on this machine',
  agentReady: 'Ready',
  agentNotReady: 'Not available',
  chooseProgram: 'Choose its program…',
  chosenProgram: (path: string) => `Program: ${path}`,
  programTitle: (agent: string) => `Where is ${agent}?`,
  programLabel: 'Full path of the program; empty to let Skein find it'
}
