import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Finding } from '../../shared/doctor.ts'

beforeEach(() => {
  document.documentElement.lang = 'de'
  vi.resetModules() // the language is chosen as the modules load
})

afterEach(() => {
  cleanup()
  document.documentElement.lang = 'en'
  vi.resetModules()
})

it('what a finding says by its code is said in German, anything else as it came', async () => {
  const { FindingRow } = await import('./FindingRow.tsx')
  const finding: Finding = { id: 'x', state: 'bad', sentence: 'Satz.', detail: 'English.', actions: [] }
  const why = { code: 'database_newer' }
  render(
    <ul>
      <FindingRow finding={{ ...finding, why }} onLookAgain={() => undefined} />
      <FindingRow finding={finding} onLookAgain={() => undefined} />
      <FindingRow finding={{ ...finding, why: { code: 'unheard_of' } }} onLookAgain={() => undefined} />
    </ul>
  )
  const [told, ...others] = screen.getAllByRole('listitem')
  expect(told).toHaveTextContent('Die Datenbank stammt von einer neueren Version von Skein')
  expect(told).not.toHaveTextContent('English.')
  for (const other of others) expect(other).toHaveTextContent('English.')
})
