import { toolFailures } from '../../../toolFailures.ts'
import { plural } from '../plural.ts'

const number = (count: number): string => count.toLocaleString('en')

/** States of a task by their name on the wire. */
const taskStates: Readonly<Record<string, string | undefined>> = {
  pending: 'to do',
  in_progress: 'in progress',
  completed: 'done',
  deleted: 'removed'
}

export const tool = {
  verbs: {
    read: 'Read',
    edit: 'Edit',
    write: 'Write',
    run: 'Run',
    output: 'Output of',
    stop: 'Stop',
    search: 'Search',
    find: 'Find',
    list: 'List',
    fetch: 'Fetch',
    web: 'Search the web',
    agent: 'Agent',
    tasks: 'Update tasks',
    newTask: 'New task',
    readTasks: 'Read tasks',
    plan: 'Plan',
    ask: 'Ask',
    notebook: 'Edit notebook',
    skill: 'Use skill',
    advisor: 'Ask the advisor',
    code: 'Run code',
    workflow: 'Workflow'
  },
  lines: (count: number) => plural(count, { one: '1 line', other: `${number(count)} lines` }),
  matches: (count: number) => plural(count, { one: '1 result', other: `${number(count)} results` }),
  steps: (count: number) => plural(count, { one: '1 step', other: `${number(count)} steps` }),
  within: (what: string, place: string) => `${what} in ${place}`,
  progress: (done: number, all: number) => `${number(done)} of ${number(all)}`,
  exitCode: (code: number) => `exit code ${code}`,
  noOutput: 'No output',
  /** By the code a tool gives for why it failed. */
  failures: toolFailures,
  running: 'Running',
  waiting: 'Waits for you',
  stopped: 'Stopped',
  failed: 'Failed',
  denied: 'You denied this',
  deniedNote: 'You denied this, and said:',
  held: { plan_mode: 'Held back by plan mode', dont_ask: 'Not done: nobody is to be asked' },
  planApproved: 'Approved',
  planKept: 'You want to go on planning',
  planKeptNote: 'You want to go on planning, and said:',
  answered: 'Answered',
  skipped: 'You skipped this',
  skippedNote: 'You skipped this, and said:',
  showAll: (count: number) => `Show all ${number(count)} lines`,
  showLess: 'Show less',
  showWhole: (size: string) => `Show all (${size})`,
  showMore: (more: number, all: number) => `Show ${number(more)} more of ${number(all)}`,
  showAllResults: (count: number) => `Show all ${number(count)} results`,
  showAllTasks: (count: number) => `Show all ${number(count)} tasks`,
  unfoldLines: (count: number) =>
    plural(count, { one: 'Show 1 unchanged line', other: `Show ${number(count)} unchanged lines` }),
  loadingWhole: 'Loading…',
  wholeFailed: 'The whole output could not be loaded.',
  input: 'Input',
  output: 'Result',
  prompt: 'Task given',
  report: 'Report',
  noInput: 'No input',
  openLarge: 'Open larger',
  largeDiff: (path: string) => `Changes to ${path}`,
  binary: (size: string) => `This is no text, so no lines are compared. ${size}.`,
  newText: 'What the cell holds now',
  removedCell: 'The cell is removed.',
  unknownParts: 'Parts this version of Skein cannot draw',
  taskStates,
  taskList: 'Tasks',
  tasksDone: (done: number, all: number) => `${number(done)} of ${number(all)} done`
}
