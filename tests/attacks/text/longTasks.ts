/** What held the page up, and for how long. For the specs of slow texts. */
import type { Page } from '@playwright/test'

/** Milliseconds of one task of the page, on a slow machine that does other things too. */
export const LONGEST_TASK = 1_000

/** Starts to write down each task of the page that held it up. */
export async function watchTasks(page: Page): Promise<() => Promise<readonly number[]>> {
  await page.addInitScript(() => {
    const tasks: number[] = []
    Reflect.set(window, 'longTasks', tasks)
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(Math.round(duration))
    }).observe({ type: 'longtask', buffered: true })
  })
  return () =>
    page.evaluate(() => {
      const tasks: unknown = Reflect.get(window, 'longTasks')
      return Array.isArray(tasks) ? tasks.map(Number) : []
    })
}
