import type { NoUpdates, UpdateFailure } from '../../../updates.ts'

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
  unsupported: {
    from_sources: 'This is a build from the sources: it is as new as they are.',
    archive: 'This copy came as an archive. Fetch the next one where you fetched it.',
    no_place: 'This copy was made without a place from which new versions come.'
  } satisfies Record<NoUpdates, string>,
  failed: {
    unsigned: 'The update is not signed by the makers of Skein, so it was thrown away.',
    damaged: 'The update arrived damaged, so it was thrown away. Skein tries again later.',
    disk_full: 'The disk is full, so the update could not be stored. Free some space and try again.',
    unreachable: 'The server of updates cannot be reached. Skein tries again later.',
    nothing_there: 'There is nothing for this system on the server of updates yet.',
    read_only: 'Skein runs from a disk image. Move it to the Applications folder and open it there.',
    other: 'The update could not be fetched. Skein tries again later.'
  } satisfies Record<UpdateFailure, string>,
  newsTitle: (version: string) => `Skein is now ${version}`,
  close: 'Go on'
}
