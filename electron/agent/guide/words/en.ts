/** The guide in English. */
import { MOST_WORDS } from '../readCommand.ts'

const commands = `| Type this | and I |
|---|---|
| \`list\` or \`list src\` | list a folder of this project |
| \`read README.md\` | show a file |
| \`search todo\` | find a text in the project’s files |
| \`run git status\` | run a command, once you have allowed it |
| \`write notes.txt Hello\` | write a file, once you have allowed it |
| \`edit notes.txt old => new\` | change one place of a file, once you have allowed it |
| \`say 200 words\` | give a long answer (up to ${MOST_WORDS} words), to watch it stream or to stop it |
| \`ask Shall I?\`, \`plan A tidy-up\` | put a question or a plan to you |
| \`tasks\`, \`think 50 words\`, \`agent Look around\` | show a list of tasks, thinking, another agent’s errand |
| \`fail\` | show what a turn that failed looks like |
| \`help\` | show this again |`

const help = `## Welcome to Skein

Skein is a home for coding-agent sessions: it opens your projects, runs agents on this machine, and keeps every session readable and resumable.

I am the **guide**. I am built in and need no account. There is no model behind me: I carry out plain commands, so that you can see how a session works before you hand one to an agent that thinks.

${commands}

### What to try

1. **Watch a tool at work.** Type \`list\`. The step I take appears as a line of its own; open it to see everything that came back.
2. **Decide what may happen.** Type \`run git status\`. Nothing runs before you answer, and you may change the command first. *Permission mode* decides how often you are asked.
3. **Stop at any time.** Type \`say 2000 words\` and press *Stop*. What had arrived stays.
4. **Keep typing.** A message you send while I work waits in the queue until I am done.
5. **Close the window and come back.** The session is still here, and so is everything in it.

For real work, start a new session and choose **Claude Code** as its agent.`

const unknown = `I am the guide, not a model: I carry out plain commands and did not recognise one in that.

${commands}

To ask questions about your code and have it changed, start a new session and choose **Claude Code** as its agent. Type \`help\` for a short tour of Skein.`

const fail =
  'You asked for a turn that fails, so this one is about to. What I said before the failure stays readable.'

/** What stands for something in the usage of a command; what is not named stands as it is. */
const places: Readonly<Record<string, string>> = {}

export const en = {
  help,
  unknown,
  fail,
  attachments: (names: string) =>
    `You sent ${names} along. I cannot look at attachments, so I leave that aside.`,
  places,
  needsMore: (usage: string) => `I need a little more for that: \`${usage}\`.`,
  /** Descriptions of what can be typed after a slash, by name. */
  commands: {
    help: 'A short tour of Skein',
    list: 'List a folder',
    read: 'Show a file',
    search: 'Find a text in the project',
    run: 'Run a command, once you have allowed it',
    write: 'Write a file, once you have allowed it',
    edit: 'Change one place of a file',
    say: 'Give a long answer',
    think: 'Think for a while',
    ask: 'Put a question to you',
    plan: 'Put a plan to you',
    tasks: 'Keep a list of tasks',
    agent: 'Send another agent on an errand',
    fail: 'Show a turn that fails'
  },
  phrases: [
    'Each word arrives on its own, as it does from a model,',
    'and the page draws only what is new.',
    'Scroll up while it grows and it stays where you are;',
    'scroll down again and it follows.',
    'Stop it whenever you like.'
  ],
  doing: {
    list: (path: string) => `Listing \`${path}\`.`,
    read: (path: string) => `Reading \`${path}\`.`,
    search: (text: string) => `Searching the project for “${text}”.`,
    run: 'Running a command.',
    edit: (path: string) => `Editing \`${path}\`.`,
    write: (path: string) => `Writing \`${path}\`.`
  },
  planMode:
    'The session is in plan mode, so nothing is run or written. Choose another permission mode and ask me again.',
  dontAsk:
    'Nobody is to be asked in this session, so this was not done. Choose another permission mode and ask me again.',
  decidesWhatRuns: 'This file decides what programs run later.',
  notAllowed: 'You did not allow this, so I left everything as it is.',
  unusable: (issues: string) => `The changed input cannot be used: ${issues}.`,
  ran: {
    done: 'The command is done (exit code 0).',
    exited: (code: number) => `The command ended with exit code ${code}.`,
    killed: (signal: string) => `The command was ended by ${signal}.`,
    stopped: 'The command was stopped.',
    tooLong: (minutes: number) => `The command was stopped: it took longer than ${minutes} minutes.`,
    /** What the result of the tool begins with. */
    stoppedAfter: (minutes: number) => `Stopped after ${minutes} minutes`,
    notBegun: 'Not started',
    notStarted: (reason: string) => `The command could not be started: ${reason}.`,
    cut: (most: string, all: string) => `[Only the first ${most} of ${all} are kept.]`
  },
  file: {
    outside: (file: string) =>
      `\`${file}\` leads out of this project, and I stay inside it. Open the folder it is in as a project of its own.`,
    missing: (file: string) => `There is no \`${file}\` in this project. Type \`list\` to see what there is.`,
    notAllowed: (file: string) => `\`${file}\` may not be opened: the system does not allow it.`,
    throughFile: (file: string) => `\`${file}\` goes through a file as if it were a folder.`,
    loop: (file: string) => `\`${file}\` is a link that leads in a circle or must not be followed.`,
    special: (file: string) => `\`${file}\` is not an ordinary file, so I leave it alone.`,
    tooLong: 'That path is longer than this system can handle.',
    full: (file: string) =>
      `The disk is full, so \`${file}\` could not be written. Free some space and try again.`,
    tooMany: 'Too many files are open on this machine. Close something and try again.',
    other: (file: string, code: string | null) =>
      `\`${file}\` could not be used (${code ?? 'for a reason the system does not tell'}).`,
    folderToWrite: (file: string) => `\`${file}\` is a folder, so I cannot write a file there.`,
    written: (file: string, isNew: boolean, size: string) =>
      `${file} was ${isNew ? 'created' : 'overwritten'} (${size}).`,
    changed: (file: string) => `${file} was changed.`,
    folderToRead: (file: string) => `\`${file}\` is a folder. Type \`list ${file}\` to see what is in it.`,
    unreadable: (file: string) => `\`${file}\` is not a file that can be shown.`,
    binary: (file: string, size: string) =>
      `\`${file}\` is a binary file (${size}), so there is no text to show.`,
    empty: (file: string) => `\`${file}\` is empty.`,
    holds: (file: string, lines: number, size: string) =>
      `\`${file}\` has ${lines === 1 ? '1 line' : `${lines} lines`} (${size}).`,
    cut: (most: string, all: string) => `Only the first ${most} of ${all} are shown.`,
    long: (file: string, note: string) => `\`${file}\` is long. ${note}`,
    noText: (file: string) => `\`${file}\` is not a text file, so I leave it alone.`,
    tooLarge: (file: string, most: string) => `\`${file}\` is larger than I edit (${most}).`,
    notFound: (file: string) => `That text does not stand in \`${file}\`, so nothing was changed.`,
    severalFound: (file: string, count: number) =>
      `That text stands ${count} times in \`${file}\`. Give more of it, so that I know which.`
  },
  size: { bytes: (count: number) => (count === 1 ? '1 byte' : `${count} bytes`), decimal: '.' },
  folder: {
    isFile: (file: string) => `\`${file}\` is a file. Type \`read ${file}\` to see it.`,
    nothing: 'No files.',
    empty: (folder: string) => `\`${folder}\` is empty.`,
    holds: (folder: string, folders: number, files: number, isAll: boolean) =>
      `\`${folder}\` holds ${isAll ? '' : 'at least '}${folders} folder${folders === 1 ? '' : 's'} and ${files} file${files === 1 ? '' : 's'}.`,
    first: (most: number) => `The first ${most} are shown.`
  },
  search: {
    nothing: 'No matches.',
    notFound: (text: string, files: number) =>
      `I looked through ${files} file${files === 1 ? '' : 's'} and did not find “${text}”.`,
    found: (text: string, lines: number, filesWithHits: number, files: number) =>
      `“${text}” is in ${lines === 1 ? 'one line' : `${lines} lines`} of ${filesWithHits === 1 ? 'one file' : `${filesWithHits} files`}, of ${files} file${files === 1 ? '' : 's'} I looked through.`,
    more: 'I stopped there: the project holds more than I search.'
  },
  question: {
    header: 'Question',
    options: [
      { label: 'Yes', description: 'Go ahead.' },
      { label: 'No', description: 'Leave it.' },
      { label: 'Later', description: 'Ask me again another time.' }
    ],
    before: 'I have a question before I go on.',
    unanswered: 'You did not answer, so I leave it at that.',
    nothing: 'You gave no answer.',
    answered: (said: string) => `You answered: **${said}**.`
  },
  plan: {
    steps: (subject: string) =>
      `## ${subject}\n\n1. Look at what is there.\n2. Change as little as possible.\n3. See that it works.\n\n> This plan is a sample: the guide does not carry it out.`,
    before: 'This is what I would do.',
    goOn: 'Then I go on planning.',
    noted: (note: string) => `I will think about that: ${note}`,
    approved: 'You approved the plan. Claude Code would begin with it now.'
  },
  tasks: {
    list: ['Read the tests', 'Find the cause', 'Mend it', 'Run everything once more'],
    before: 'A list of tasks, as an agent keeps it while it works.',
    updated: 'The list was updated.',
    done: 'All four are done.'
  },
  thought: 'I have thought about it. The thoughts are folded above.',
  task: {
    before: 'I send another agent on an errand.',
    mine: (task: string) => `My errand: ${task}`,
    searched: 'This is a sample: nothing was searched.',
    done: 'I am done and report back.',
    report: 'The errand is done: this is a sample of a report.',
    after: 'The other agent is back. Its own steps stand inside the line above.'
  }
}
