import { setImmediate } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { Slices } from './slices.ts'

it('a slice is over after a moment, and the next begins after others had their turn', async () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(100)
  try {
    const slices = new Slices()
    now.mockReturnValue(102)
    expect(slices.isOver).toBe(false)
    now.mockReturnValue(102.1)
    expect(slices.isOver).toBe(true)
    let hadTheirTurn = false
    const others = setImmediate().then(() => {
      hadTheirTurn = true
    })
    await slices.rest()
    expect([hadTheirTurn, slices.isOver]).toEqual([true, false])
    await others
  } finally {
    now.mockRestore()
  }
})
