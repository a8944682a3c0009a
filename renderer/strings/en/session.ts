export const session = {
  main: 'Session',
  transcript: 'Transcript',
  loadFailed: 'This session could not be loaded',
  loadingOlder: 'Loading older messages…',
  jumpToLatest: 'Jump to latest',
  you: 'You',
  system: 'Skein',
  sending: 'Sending…',
  sendFailed: 'Not sent.',
  sendAgain: 'Send again',
  discard: 'Discard',
  turnDone: (agent: string) => `${agent} has finished.`,
  turnFailed: (agent: string) => `${agent} could not finish.`,
  turnInterrupted: (agent: string) => `${agent} was stopped.`,
  needsPermission: (agent: string) => `${agent} asks for your permission.`,
  interrupted: 'You stopped this turn.',
  failedTitle: 'This turn failed',
  failedHint: 'Nothing you wrote is lost. Fix what the message names, then try again.',
  retry: 'Try again',
  compacted: 'The agent summarised the conversation up to here to save space. You still see all of it.',
  retrying: (reason: string, seconds: number, attempt: number, limit: number) =>
    `${reason} Trying again in ${seconds} s, attempt ${attempt} of ${limit}.`,
  retryingNow: (reason: string, attempt: number, limit: number) =>
    `${reason} Trying again now, attempt ${attempt} of ${limit}.`,
  working: 'Working',
  waitingForYou: 'Waits for your answer below',
  stopping: 'Stopping…',
  thinking: 'Thinking',
  thought: 'Thought',
  unknownBlock: 'Something this version of Skein cannot draw',
  image: 'Image',
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
    claude: [
      'Explain how this project is put together',
      'Find the riskiest code here and say why',
      'Run the tests and fix what fails'
    ],
    guide: ['help', 'list', 'read README.md', 'run git status', 'say 200 words']
  }
}
