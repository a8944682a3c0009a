/** What held the page up, and for how long. For the specs of slow texts. */
import type { Page } from '@playwright/test'

/** Milliseconds of one task of the page, on a machine that does other things too. */
const LONGEST_TASK = 1_000
/** And on a slow one: so many times what a fixed piece of work takes in the same page, 20 ms on a usual machine. */
const TIMES = 50

/** How long one task of this page may take, by what the machine gives it now. */
export async function longestTask(page: Page): Promise<number> {
  const taken = await page.evaluate(() =>
    Array.from({ length: 5 }, () => {
      const begun = performance.now()
      const rows = Array.from({ length: 30_000 }, (_, at) => ({ at, text: `row ${at}` }))
      JSON.parse(JSON.stringify(rows))
      return performance.now() - begun
    }).toSorted((one, other) => one - other)
  )
  return Math.max(LONGEST_TASK, TIMES * (taken[2] ?? 0))
}

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
