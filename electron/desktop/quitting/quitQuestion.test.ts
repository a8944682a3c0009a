import { expect, test } from 'vitest'
import { ProjectId, SessionId } from '../../../shared/ids.ts'
import { wordsIn } from '../../../shared/words/languages.ts'
import type { ActiveSession } from '../context/activity.ts'
import { quitQuestion } from './quitQuestion.ts'

function running(title: string | null, openPermissions = 0): ActiveSession {
  return {
    openPermissions,
    session: {
      id: SessionId.parse(crypto.randomUUID()),
      projectId: ProjectId.parse(crypto.randomUUID()),
      agent: 'guide',
      title,
      titleSource: null,
      retry: null,
      permissionMode: 'default',
      model: null,
      archived: false,
      createdAt: '2026-11-23T00:00:00.000Z',
      updatedAt: '2026-11-23T00:00:00.000Z',
      state: 'running',
      metadata: { totalTokens: 0, messageCount: 0, lastMessageAt: null, firstMessagePreview: null }
    }
  }
}

test('a title written from right to left turns nothing around beside it', () => {
  const { detail } = quitQuestion([running('תקן', 1)], wordsIn('en').desktop.quitting)
  expect(detail).toContain('• \u2068תקן\u2069 (waits for you)')
})

test('the question names what runs and what waits, and waiting is the first answer', () => {
  const asked = quitQuestion([running('Tides', 1), running(null)], wordsIn('en').desktop.quitting)
  expect(asked).toMatchObject({
    message: '2 sessions are at work.',
    detail: expect.stringContaining('• Tides (waits for you)\n• New session\n'),
    buttons: ['Quit when they are done', 'Stop them and quit', 'Cancel'],
    defaultId: 0,
    cancelId: 2
  })
})

test('a long list says how many more there are, in either language', () => {
  const many = Array.from({ length: 11 }, (_, at) => running(`Session ${at}`))
  expect(quitQuestion(many, wordsIn('en').desktop.quitting).detail).toContain('• Session 7\nand 3 more\n')
  expect(quitQuestion(many, wordsIn('de').desktop.quitting).detail).toContain('und 3 weitere')
})
