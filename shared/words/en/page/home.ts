export const home = {
  title: 'Projects',
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
