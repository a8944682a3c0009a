export const settings = {
  title: 'Settings',
  back: 'Back',
  loading: 'Loading settings',
  notSaved: (what: string) => `Not saved: ${what}`,
  appearance: {
    title: 'Appearance',
    theme: 'Theme',
    fontSize: 'Text size',
    fontSizeHint: 'Of everything: prose, code and controls.',
    pixels: (count: number) => `${count} px`,
    motion: 'Motion',
    motions: { system: 'As the system', reduce: 'As little as possible' },
    language: 'Language',
    languageHint: 'The window loads again; nothing is lost.',
    systemLanguage: 'As the system'
  },
  keys: {
    title: 'Keys',
    send: 'Send a message with',
    enter: 'Enter',
    modEnter: (mod: string) => `${mod}+Enter`,
    sendHint: 'The other one starts a new line.',
    all: 'All shortcuts'
  },
  agents: {
    title: 'Agents',
    found: 'Agents on this machine',
    default: 'Agent of new sessions',
    effort: (agent: string) => `Effort of ${agent}`,
    effortHint:
      'How much it thinks before it answers, in new sessions. More takes longer and uses more tokens.',
    effortOwn: 'Default',
    editor: 'Editor',
    editorHint:
      'Opens files that an answer names. A program and its arguments; {path} and {line} are filled in. Empty: the system decides.',
    editorPlaceholder: 'code --goto {path}:{line}',
    save: 'Save'
  },
  permissions: {
    title: 'Permissions',
    default: 'Permission mode of new sessions',
    rules: 'Always allowed',
    rulesHint:
      'What you allowed for a project. Agents in it do these things without asking until you take the rule back or stop trusting the folder.',
    noRules:
      'Nothing is allowed for good. When an agent asks, you can allow a thing for the project; it is then listed here.',
    noProjects: 'No project is open yet.',
    anyUse: 'any use (from an older version: no longer counts)',
    takeBack: (rule: string) => `Take back ${rule}`,
    takenBack: 'Taken back',
    trusted: 'Trusted projects',
    trustedHint:
      'In these folders agents load the CLAUDE.md, hooks, MCP servers and settings the folder brings, and run harmless reads (like git status) without asking. All of these can run programs of the folder as you.',
    noneTrusted: 'No folder is trusted.',
    untrust: (project: string) => `Stop trusting ${project}`
  },
  power: {
    title: 'Power',
    awake: 'Stay awake while an agent works',
    awakeHint: 'The display may go dark. While an agent waits for you, the machine may sleep.',
    always: 'Always',
    plugged: 'When plugged in',
    never: 'Never'
  },
  notifications: {
    title: 'Notifications',
    turnEnd: 'When an agent has finished',
    turnFailed: 'When an agent has failed',
    waiting: 'When an agent waits for your answer',
    hint: 'Only while Skein is not in front.',
    quiet: 'Quiet hours',
    quietHint: 'In these hours nothing is shown but the number on the icon.',
    from: 'From',
    to: 'to',
    blocked:
      'This browser does not let Skein notify you. Allow notifications for this page in the browser’s own settings.',
    done: (agent: string) => `${agent} has finished`,
    failed: (agent: string) => `${agent} has failed`,
    asks: (agent: string) => `${agent} waits for your answer`
  }
}
