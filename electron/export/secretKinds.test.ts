import { describe, expect, it } from 'vitest'
import { maskSecrets } from './maskSecrets.ts'
import { providerTokens } from './providerTokens.ts'
import { writtenSecrets } from '../../tests/attacks/support/writtenSecrets.ts'

describe.each(Object.entries(writtenSecrets))('%s', (_group, rows) => {
  it.each(rows)('%s', (text, secret) => {
    expect(text).toContain(secret)
    expect(maskSecrets(text)).not.toContain(secret)
    expect(maskSecrets(text)).toContain('[secret]')
    expect(maskSecrets(maskSecrets(text))).toBe(maskSecrets(text))
  })
})

it('tells more than 170 kinds', () => {
  const kinds = providerTokens.reduce((sum, { starts }) => sum + starts.length, 0)
  const forms = Object.values(writtenSecrets).flat().length
  expect(kinds).toBeGreaterThan(170)
  expect(forms).toBeGreaterThan(130)
})
