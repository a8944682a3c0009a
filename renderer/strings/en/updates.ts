export const updates = {
  title: 'Updates',
  channel: 'Versions',
  channelHint: 'Beta versions come earlier and have been used by fewer people.',
  channels: { stable: 'Stable', beta: 'Beta' },
  version: (version: string) => `Skein ${version}`,
  check: 'Look for updates',
  install: 'Restart and update',
  neverChecked: 'Skein looks for updates by itself.',
  current: (time: string) => `This is the newest version. Looked at ${time}.`,
  checking: 'Looking for updates…',
  downloading: (version: string, percent: number) => `Fetching ${version}, ${percent} %`,
  ready: (version: string) => `${version} is ready. It is installed when you quit Skein, or now.`,
  readyShort: (version: string) => `Skein ${version} is ready`,
  restart: 'Restart',
  newsTitle: (version: string) => `Skein is now ${version}`,
  close: 'Go on'
}
