import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { page as de } from '../../shared/words/de/page/index.ts'
import { page as en } from '../../shared/words/en/page/index.ts'
import { FailedTurn } from './FailedTurn.tsx'
import { failureWords } from './failureWords.ts'

const now = Date.parse('2026-01-05T08:00:00.000Z')

describe('a failed turn', () => {
  it('is told with the advice that fits its reason, and with what the agent said', () => {
    const failure = { code: 'network', message: 'of the server', said: 'connect ECONNREFUSED' }
    render(<FailedTurn what="of the server (It said: x)" failure={failure} onRetry={null} />)
    expect(screen.getByText(en.failure.refusals.network)).toBeVisible()
    expect(screen.getByText('It said: connect ECONNREFUSED')).toBeVisible()
    expect(screen.queryByText(/of the server/u)).toBeNull()
  })

  it('is told in the words of the server where the page knows no better', () => {
    render(
      <FailedTurn
        what="The folder is gone."
        failure={{ code: 'folder_missing', message: 'x' }}
        onRetry={null}
      />
    )
    expect(screen.getByText('The folder is gone.')).toBeVisible()
  })

  it('of a limit says when it begins anew, in the time of the reader', () => {
    const at = (iso: string): string =>
      failureWords({ code: 'usage_limit', message: 'x', resetsAt: iso }, '', now).sentence
    const today = new Date(now)
    today.setHours(23, 30)
    expect(at(today.toISOString())).toBe(
      'The usage limit is reached. It begins anew at 23:30; send again then.'
    )
    expect(at('2026-03-09T12:00:00.000Z')).toMatch(/It begins anew on 9 Mar at \d\d:\d\d; send again then\./u)
  })

  it('has a sentence for every reason in both languages', () => {
    expect(Object.keys(de.failure.refusals)).toEqual(Object.keys(en.failure.refusals))
    const same = Object.entries(en.failure.refusals).filter(([code, sentence]) =>
      Object.entries(de.failure.refusals).some(([other, words]) => other === code && words === sentence)
    )
    expect(same).toEqual([])
  })
})
