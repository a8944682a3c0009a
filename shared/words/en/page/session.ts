import { unreachable } from '../../../errors.ts'
import type { Sender } from '../../../session.ts'
import { plural } from '../plural.ts'
export const session = {
  main: 'Session',
  transcript: 'Transcript',
  loadFailed: 'This session could not be loaded',
  loadingOlder: 'Loading older messages…',
  jumpToLatest: 'Jump to latest',
  newMessages: (count: number) => plural(count, { one: '1 new message', other: `${count} new messages` }),
  you: 'You',
  system: 'Skein',
  sending: 'Sending…',
  sendFailed: 'Not sent.',
  sendAgain: 'Send again',
  discard: 'Take back',
  turnDone: (agent: string) => `${agent} has finished.`,
  turnFailed: (agent: string) => `${agent} could not finish.`,
  turnInterrupted: (agent: string) => `${agent} was stopped.`,
  needsPermission: (agent: string) => `${agent} asks for your permission.`,
  interrupted: 'You stopped this turn.',
  failedTitle: 'This turn failed',
  failedHint: 'Nothing you wrote is lost. Fix what the message names, then try again.',
  retry: 'Try again',
  compacted: 'Conversation summarised here',
  hookSays: 'A hook says',
  namedHookSays: (hook: string) => `Hook ${hook}`,
  cleared: 'Context cleared: what follows begins anew',
  compactedHint:
    'To save space the agent goes on with a summary of what stands above. You still see all of it.',
  resumed: 'Resumed here',
  retrying: (reason: string, seconds: number, attempt: number, limit: number) =>
    `${reason} Trying again in ${seconds} s, attempt ${attempt} of ${limit}.`,
  retryingNow: (reason: string, attempt: number, limit: number) =>
    `${reason} Trying again now, attempt ${attempt} of ${limit}.`,
  working: 'Working',
  waitingForYou: 'Waits for your answer below',
  stopping: 'Stopping…',
  lasted: (milliseconds: number) => {
    const seconds = Math.round(milliseconds / 1000)
    if (seconds < 60) return `${seconds} s`
    const minutes = Math.floor(seconds / 60)
    return minutes < 60
      ? `${minutes} min ${seconds % 60} s`
      : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
  },
  tools: (count: number) => plural(count, { one: '1 tool', other: `${count} tools` }),
  thinking: 'Thinking',
  thought: 'Thought',
  thoughtSecret: 'What it thought here is kept secret by the maker of the model.',
  uploaded: (file: string) => `File for code execution: ${file}`,
  from: (kind: Sender['kind'], name: string | null) => {
    const who = name === null ? '' : ` ${name}`
    switch (kind) {
      case 'teammate':
        return `Message from teammate${who}`
      case 'session':
        return `Message from another session${who === '' ? '' : `:${who}`}`
      case 'agent':
        return `Message from another agent${who === '' ? '' : `:${who}`}`
      case 'channel':
        return `Message from channel${who}`
      case 'schedule':
        return 'Scheduled message'
      case 'system':
        return 'Message from the agent’s program'
      default:
        return unreachable(kind)
    }
  },
  unknownBlock: 'Something this version of Skein cannot draw',
  image: 'Image',
  openImage: 'Open image',
  closeView: 'Close',
  document: 'Document',
  openDocument: (name: string) => `Open ${name}`,
  saveDocument: (name: string) => `Save ${name}`,
  documentCut: (size: string) => `Only the beginning is here; the whole text has ${size}.`,
  messageActions: 'Message actions',
  copyMarkdown: 'Copy as Markdown',
  copyLink: 'Copy link to this message',
  copied: 'Copied',
  emptyTitle: 'What shall we work on?',
  emptyBody: (agent: string, project: string) =>
    `${agent} will work in ${project}. Describe a task, or ask about the code.`,
  emptyGuide: (project: string) =>
    `The guide is built in and needs no account. It carries out plain commands in ${project}, so that you can see how Skein works.`,
  emptyNothingStored: 'Nothing is stored until you send the first message.',
  useInstead: (agent: string) => `Use ${agent} instead`,
  emptyUnavailable: (agent: string) => `${agent} cannot run here yet.`,
  tryOne: 'Try one of these',
  suggestions: {
    sentences: [
      'Explain how this project is put together',
      'Find the riskiest code here and say why',
      'Run the tests and fix what fails'
    ],
    commands: ['help', 'list', 'read README.md', 'run git status', 'say 200 words']
  }
}
