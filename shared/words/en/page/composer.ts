import { isolated } from '../../../isolated.ts'
import { plural } from '../plural.ts'

export const composer = {
  label: 'Message',
  placeholder: (agent: string) => `Message ${agent}`,
  send: 'Send',
  stop: 'Stop',
  hint: {
    enter: 'Enter sends, Shift+Enter starts a new line',
    modEnter: (keys: string) => `${keys} sends, Enter starts a new line`
  },
  interruptHint: (keys: string) => `Queue message. ${keys} stops the agent and sends now`,
  empty: 'Type a message first',
  creating: 'The session is being created',
  notReady: 'Waiting for the connection',
  loading: 'The session is still loading',
  reading: 'Files are still being read',
  tooLong: (length: string, limit: string) =>
    `This message is too long: ${length} characters, at most ${limit} can be sent. Attach the text as files instead.`,
  tooLarge: (size: string, limit: string) =>
    `The attachments are too large together: ${size}, at most ${limit} can be sent. Remove some of them.`,
  agentUnavailable: (agent: string, reason: string) => `${agent} cannot run: ${reason}`,
  notes: 'About this message',
  rewindHint: 'Press Esc again to go back to an earlier message.',
  unknownCommand: (name: string, agent: string) =>
    `${agent} knows no command /${name}. Send again to send it as text.`,
  vanished: (paths: readonly string[]) =>
    plural(paths.length, {
      one: `There is no file ${paths[0]} in this project.`,
      other: `These files are not in this project: ${paths.join(', ')}.`
    }),
  replaced: 'What you had written was replaced.',
  undo: 'Undo',
  queue: {
    label: 'Queue',
    list: 'Next up',
    paused: (count: number) =>
      plural(count, { one: '1 message waits for you.', other: `${count} messages wait for you.` }),
    resume: 'Go on',
    edit: (text: string) => `Edit “${isolated(text)}”`,
    editLabel: 'Queued message',
    save: 'Save',
    cancel: 'Leave it as it was',
    moveUp: (text: string) => `Move “${isolated(text)}” up`,
    moveDown: (text: string) => `Move “${isolated(text)}” down`,
    sendNow: (text: string) => `Interrupt and send “${isolated(text)}” now`,
    sendThis: (text: string) => `Send “${isolated(text)}” now`,
    remove: (text: string) => `Remove “${isolated(text)}” from the queue`,
    urgent: 'Next',
    attached: (count: number): string => plural(count, { one: 'attachment', other: 'attachments' }),
    onlyAttached: (count: number) => plural(count, { one: '1 attachment', other: `${count} attachments` })
  },
  attach: {
    button: 'Attach files',
    list: 'Attachments',
    drop: 'Drop files to attach them',
    dropNowhere: 'Files go along with a message. Open a session and drop them there.',
    reading: (count: number) => plural(count, { one: 'Reading 1 file…', other: `Reading ${count} files…` }),
    remove: (name: string) => `Remove ${name}`,
    inline: 'Paste as text',
    pictureName: 'Picture',
    pastedName: (number: number) => (number === 1 ? 'Pasted text.txt' : `Pasted text ${number}.txt`),
    textMeasure: (size: string, lines: number) =>
      `${size}, ${plural(lines, { one: '1 line', other: `${lines} lines` })}`,
    madeSmaller: (
      from: { readonly width: number; readonly height: number },
      to: { readonly width: number; readonly height: number }
    ) => `Made smaller: ${from.width} × ${from.height} → ${to.width} × ${to.height}`,
    otherImage: (name: string, format: string) =>
      `${name} was not attached: agents cannot see ${format} pictures. Save it as PNG or JPEG.`,
    brokenImage: (name: string) =>
      `${name} was not attached: it cannot be read as a picture. It may be damaged.`,
    otherType: (name: string) =>
      `${name} was not attached: only pictures (PNG, JPEG, GIF, WebP), PDF and text files can be sent. If it is in the project, mention it with @.`,
    tooLarge: (name: string, size: string, limit: string) =>
      `${name} was not attached: it has ${size}, at most ${limit} can be sent. If it is in the project, mention it with @.`,
    tooMany: (limit: number, names: readonly string[]) =>
      `At most ${limit} files can be attached. Not attached: ${names.join(', ')}.`,
    pasteTooLong: (length: string, limit: string) =>
      `The text was not pasted: it has ${length} characters, at most ${limit} can be sent. Save it as a file in the project and mention it with @.`,
    unreadable: (name: string) =>
      `${name} was not attached: it cannot be read. It may be a folder, or it has been moved; mention folders with @.`
  },
  commands: {
    label: 'Commands',
    loading: (agent: string) => `Asking ${agent} for its commands…`,
    none: (agent: string) => `${agent} offers no commands here.`,
    noMatch: 'No such command.'
  },
  files: {
    label: 'Files',
    searching: 'Searching…',
    none: 'No file fits. Ignored files are left out.'
  },
  mode: 'Permission mode',
  agent: 'Agent',
  model: 'Model',
  modelDefault: 'Default model',
  modelDefaultHint: 'Whatever the agent would choose',
  effort: 'Effort',
  effortDefault: 'Default effort',
  effortDefaultHint: 'Whatever suits the model',
  sessionOptions: (chosen: string) => `Mode and effort: ${chosen}`,
  bypassTitle: 'Let the agent do anything?',
  bypassBody:
    'In this mode nothing is asked: the agent can change and delete files and run any command as you. Use it only where nothing can be lost. In a folder you have not trusted, commands may ask all the same.',
  bypassConfirm: 'Bypass permissions'
}
