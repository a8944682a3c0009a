import { expect, it } from 'vitest'
import type { SessionMessage } from '../../shared/session.ts'
import { ExportedSession, jsonExport } from './jsonExport.ts'
import { facts, message, png, session, text } from '../../tests/support/export/testExport.ts'

function exported(...pages: readonly SessionMessage[][]): unknown {
  const document = jsonExport(facts)
  const pieces = pages.flatMap((messages) => [...document.page(messages)])
  const parsed: unknown = JSON.parse([document.begin(), ...pieces, document.end()].join(''))
  return parsed
}

const head = {
  version: 1,
  exportedAt: '2026-01-06T08:00:00.000Z',
  exportedBy: { name: 'Skein', version: '0.1.0' },
  project: { name: 'app', path: '/home/dev/app' },
  session,
  usage: facts.usage
}

it('holds everything, page after page', () => {
  const a = message('a', 'user', [text('one'), png])
  const b = message('b', 'assistant', [text('two')])
  const c = message('c', 'user', [text('three')])
  const all = exported([a, b], [], [c])
  expect(all).toStrictEqual({ ...head, messages: [a, b, c] })
  expect(ExportedSession.parse(all)).toStrictEqual(all)
})

it('is whole when there are no messages', () => {
  expect(exported()).toStrictEqual({ ...head, messages: [] })
})
