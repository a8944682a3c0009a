import { describe, expect, test } from 'vitest'
import { limitCrashes } from './crashLimit.ts'

describe('a page that crashes', () => {
  test('is reloaded three times within a minute, then a person is asked', () => {
    const afterCrash = limitCrashes()
    expect([0, 1_000, 2_000, 3_000].map(afterCrash)).toEqual(['reload', 'reload', 'reload', 'give_up'])
  })

  test('now and then is always reloaded', () => {
    const afterCrash = limitCrashes()
    expect([0, 30_000, 60_000, 90_000, 120_000].map(afterCrash)).toEqual(Array(5).fill('reload'))
  })
})
