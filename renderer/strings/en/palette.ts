export const palette = {
  title: 'Command palette',
  placeholder: 'Search commands, sessions and projects',
  nothing: 'Nothing found.',
  commands: 'Commands',
  sessions: 'Sessions',
  projects: 'Projects'
}
