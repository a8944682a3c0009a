export const doctor = {
  title: 'Is all well?',
  intro: 'What Skein needs of this machine, and what helps where something is amiss.',
  looking: 'Looking',
  findings: 'Findings',
  states: { ok: 'All is well', warn: 'Worth knowing', bad: 'Trouble', unknown: 'Not known' },
  again: 'Look again',
  copyReport: 'Copy report',
  reportCopied: 'Report copied',
  notCopied: 'The browser did not let Skein copy. Export the diagnostics instead.',
  actions: {
    open_folder: { data: 'Open the data folder', logs: 'Open the log folder', crashes: 'Open their folder' },
    copy: 'Copy the command',
    open_settings: 'Open settings',
    try_again: 'Try again'
  },
  copied: (command: string) => `Copied: ${command}`,
  homeMore: 'See what helps',
  diagnostics: 'Export diagnostics…',
  diagnosticsTitle: 'Diagnostics',
  diagnosticsHint:
    'This is all that is saved, and it is sent to nobody. Read it before you give it away: no message is in it, your home folder is written ~, and what looks like a key was taken out.',
  diagnosticsMaking: 'Collecting',
  diagnosticsSave: 'Save…',
  diagnosticsSaved: (path: string) => `Saved to ${path}`,
  settingsTitle: 'Help with problems',
  settingsRow: 'Agents, login shell, disk, logs',
  settingsHint: 'Looks whether everything is there, and makes a text for whoever helps you.',
  settingsButton: 'Look whether all is well',
  keys: {
    label: (agent: string) => `API key of ${agent}`,
    hint: 'Kept by your system’s keychain, given to this agent’s processes only, never shown again. Without one the agent uses its own login.',
    browserHint: (variable: string) =>
      `In browser mode a key is taken from the environment: set ${variable} before you start Skein.`,
    kept: 'A key is kept',
    none: 'No key is kept',
    add: 'Keep a key…',
    replace: 'Replace…',
    remove: 'Remove',
    removeTitle: 'Remove the key?',
    removeBody: 'The agent then uses its own login, or a key of the environment.',
    dialogTitle: (agent: string) => `An API key for ${agent}`,
    dialogLabel: 'API key',
    notAKey: 'This is no API key: a key is one word of at least 8 letters, digits and signs.',
    notAnswered: 'The app did not answer. Try again.',
    refusals: {
      no_keychain:
        'This system has no keychain that Skein could use, so it keeps no key. Set up a keychain (on Linux: GNOME Keyring or KWallet), or set the key in the environment.',
      plain_text:
        'This system would keep the key behind a password everybody knows, so Skein keeps none. Set up GNOME Keyring or KWallet and start Skein again, or set the key in the environment.',
      not_written:
        'The key could not be kept: the data folder cannot be written. Look at “Is all well?”, then try again.'
    }
  }
}
