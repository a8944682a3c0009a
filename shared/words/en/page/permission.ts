import { isolated } from '../../../isolated.ts'

type Act = (subject?: string, server?: string) => string
/** By the code of the act; the server speaks English, and its titles stand as they come. */
const acts: Readonly<Record<string, Act>> = {}

export const permission = {
  acts,
  region: 'Permission request',
  count: (index: number, total: number) => `${index} of ${total}`,
  arrived: (title: string) => `Permission request: ${isolated(title)}. Press F6 to go to it.`,
  wasText: 'That looked like typing, so nothing was answered. Press the key alone, after a short pause.',
  byKeyboard: 'Answer by keyboard',
  allowOnce: 'Allow once',
  edit: 'Edit',
  editCommand: 'Command',
  editInput: 'Input of the tool, as JSON',
  editHint: 'Carried out as it stands here, this once.',
  editEmpty: 'There is nothing to carry out. Write something, or cancel.',
  editNotObject: 'This must be a JSON object: names and values between { and }.',
  editNotJson: (reason: string) => `This is not valid JSON yet. ${reason}`,
  allowEdited: 'Allow as edited',
  forSession: 'For this session',
  forProject: 'For this project',
  rule: 'Do not ask again for',
  anyUse: 'any use',
  deny: 'Deny',
  addNote: 'Deny with a note',
  noteLabel: 'Tell the agent what to do instead',
  noteSend: 'Deny and send note',
  outside: 'Outside the project',
  outsideHint: 'This path is not inside the project folder.',
  more: (lines: number, characters: number) =>
    lines > 0
      ? `${lines.toLocaleString('en')} more lines`
      : `${characters.toLocaleString('en')} more characters`,
  moreFields: (count: number) => `${count.toLocaleString('en')} more fields`,
  moreValues: (count: number) => `${count.toLocaleString('en')} more values`,
  moreBelow: 'More below',
  longName: 'A long name:',
  leadsTo: (host: string) => `This address leads to ${host}`,
  untrusted:
    'You have not said that you trust this folder, so every command asks: a command can run programs the folder brings.',
  safetyCheck: 'The agent itself raised a safety check. Look twice before you allow this.',
  agentSays: 'The agent says:',
  stumbledAt: 'It is about this path:',
  warnings: {
    noSandbox: 'It runs outside the sandbox: nothing limits what it can reach.',
    everywhere: 'Every place with this text is changed, not only one.',
    background: 'It goes on in the background.'
  },
  commandNotes: {
    marks: 'It has characters that are not seen or look like others. They are shown by their numbers.',
    pieced:
      'Parts of it are only put together when it runs: what it does cannot be told for certain from reading it.',
    variables: 'It has variables: where they lead cannot be seen here.',
    long: 'It is too long to be looked through for paths that lead out of the project.'
  },
  asItCame: 'Everything the agent sent with it:',
  moreRules: (count: number) => `and ${count.toLocaleString('en')} more rules`,
  planAsWritten: 'Show as written',
  planDrawn: 'Show as text',
  notAnswered: (what: string) => `Your answer did not arrive: ${what}`,
  planTitle: 'Ready to carry out this plan?',
  planEmpty: 'The agent wants to leave plan mode. It wrote no plan.',
  planApprove: 'Carry out, ask before changes',
  planApproveEdits: 'Carry out, accept edits',
  planKeep: 'Keep planning',
  planNote: 'Comment',
  planNoteLabel: 'What should the plan do otherwise?',
  planNoteSend: 'Keep planning with this',
  answer: 'Answer',
  skip: 'Skip',
  several: 'Several can be chosen.',
  other: 'Something else',
  otherLabel: 'Your own answer'
}
