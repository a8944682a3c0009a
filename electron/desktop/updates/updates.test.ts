import { describe, expect, test } from 'vitest'
import type { UpdateReport, UpdateState } from '../../../shared/updates.ts'
import { handClock } from '../../../tests/support/handClock.ts'
import { silentLog } from '../../log.ts'
import { afterUpdateEvent, notesText } from './updateEvent.ts'
import type { UpdateEvent } from './updateEvent.ts'
import { firstLookMs, nextLookMs, Updates } from './updates.ts'
import type { UpdatesOptions, UpdateSource } from './updates.ts'

const at = '2026-11-23T10:00:00.000Z'
const ready: UpdateState = { phase: 'ready', version: '2.0.0', notes: null }

describe('the state', () => {
  test('goes from looking over fetching to ready', () => {
    const events: readonly UpdateEvent[] = [
      { type: 'checking' },
      { type: 'found', version: '2.0.0' },
      { type: 'progress', percent: 41.6 },
      { type: 'downloaded', version: '2.0.0', notes: null }
    ]
    const states: UpdateState[] = []
    events.reduce<UpdateState>(
      (state, event) => {
        const next = afterUpdateEvent(state, event, at)
        states.push(next)
        return next
      },
      { phase: 'current', checkedAt: null }
    )
    expect(states).toEqual([
      { phase: 'checking' },
      { phase: 'downloading', version: '2.0.0', percent: 0 },
      { phase: 'downloading', version: '2.0.0', percent: 42 },
      ready
    ])
  })

  test.each<UpdateEvent>([
    { type: 'checking' },
    { type: 'none' },
    { type: 'failed', reason: 'net::ERR_CONNECTION_REFUSED' },
    { type: 'progress', percent: 3 }
  ])('stays ready whatever a later look brings: %j', (event) => {
    expect(afterUpdateEvent(ready, event, at)).toBe(ready)
  })

  test.each([
    ['ERR_UPDATER_INVALID_SIGNATURE: not signed', 'unsigned'],
    ['sha512 checksum mismatch, expected a, got b', 'damaged'],
    ['write ENOSPC', 'disk_full'],
    ['net::ERR_INTERNET_DISCONNECTED', 'unreachable'],
    ['HttpError: 404 "latest-linux.yml"', 'nothing_there'],
    ['Cannot update while running on a read-only volume.', 'read_only'],
    ['something else entirely', 'other']
  ])('knows what went wrong: %s', (reason, why) => {
    const state = afterUpdateEvent({ phase: 'checking' }, { type: 'failed', reason }, at)
    expect(state).toEqual({ phase: 'failed', why })
  })
})

test.each([
  [null, null],
  ['', null],
  ['<ul><li>One</li><li>Two <b>bold</b></li></ul><script>x</script>', '• One\n• Two bold\nx'],
  [
    [
      { version: '2', note: 'B' },
      { version: '1', note: null }
    ],
    'B'
  ]
])('release notes %j are plain text', (notes, text) => {
  expect(notesText(notes)).toBe(text)
})

describe('updates', () => {
  function begin(options: Partial<UpdatesOptions> & { readonly events?: readonly UpdateEvent[] } = {}) {
    const clock = handClock()
    const said: string[] = []
    const reports: UpdateReport[] = []
    const source: UpdateSource = {
      look: async (channel, tell) => {
        said.push(`look ${channel}`)
        for (const event of options.events ?? []) tell(event)
      },
      install: () => {
        said.push('install')
        return true
      },
      hold: () => said.push('hold')
    }
    const updates = new Updates({
      source,
      version: '1.0.0',
      channel: () => 'stable',
      remembered: () => null,
      remember: ({ version, notes }) => said.push(`remember ${version} ${notes ?? '-'}`),
      mayQuit: () => Promise.resolve(true),
      settle: async () => void said.push('settle'),
      startAgain: () => said.push('start again'),
      onChange: (report) => reports.push(report),
      clock,
      log: silentLog,
      ...options
    })
    return { updates, clock, said, reports }
  }
  const downloaded: UpdateEvent = { type: 'downloaded', version: '2.0.0', notes: 'New tides.' }

  test('are looked for a while after the start, and then a few times a day', async () => {
    const { updates, clock, said } = begin()
    updates.start()
    clock.advance(firstLookMs - 1)
    expect(said).toEqual([])
    clock.advance(1)
    await Promise.resolve()
    await Promise.resolve()
    clock.advance(nextLookMs)
    expect(said).toEqual(['look stable', 'look stable'])
    updates.stop()
    clock.advance(nextLookMs * 3)
    expect(said).toHaveLength(2)
  })

  test('are settled before they are installed', async () => {
    const { updates, said } = begin({ events: [downloaded] })
    await updates.check()
    await updates.install()
    expect(said).toEqual(['look stable', 'remember 2.0.0 New tides.', 'settle', 'install'])
  })

  test('are not installed before they are ready, nor when the person stays', async () => {
    const early = begin()
    await early.updates.install()
    const stayed = begin({ events: [downloaded], mayQuit: () => Promise.resolve(false) })
    await stayed.updates.check()
    await stayed.updates.install()
    expect([early.said, stayed.said.includes('settle')]).toEqual([[], false])
  })

  test('that cannot be installed leave the old version, started again', async () => {
    const source: UpdateSource = {
      look: async (_channel, tell) => tell(downloaded),
      install: () => false,
      hold: () => undefined
    }
    const { updates, said } = begin({ source })
    await updates.check()
    await updates.install()
    expect(said).toEqual(['remember 2.0.0 New tides.', 'settle', 'start again'])
  })

  test('are held when the system ends the app, and not looked for any more', () => {
    const { updates, clock, said } = begin()
    updates.start()
    updates.hold()
    clock.advance(nextLookMs)
    expect(said).toEqual(['hold'])
  })

  test('that cannot come here are neither looked for nor installed', async () => {
    const { updates, clock, said } = begin({ source: { unsupported: 'archive' } })
    updates.start()
    clock.advance(nextLookMs)
    await updates.check()
    expect([said, updates.report.state]).toEqual([[], { phase: 'unsupported', why: 'archive' }])
  })

  test('tell what is new once, in the version that brings it', () => {
    const news = { version: '1.0.0', notes: 'New tides.' }
    const fresh = begin({ remembered: () => news })
    expect([fresh.updates.report.news, fresh.said]).toEqual([news, ['remember 1.0.0 -']])
    fresh.updates.dismissNews()
    expect(fresh.reports.at(-1)?.news).toBeNull()
    for (const kept of [{ ...news, version: '2.0.0' }, { ...news, notes: null }, 'x', null]) {
      expect(begin({ remembered: () => kept }).updates.report.news).toBeNull()
    }
  })
})
