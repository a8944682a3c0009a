/**
 * Where the files of a page lie, which a browser tells no page, and Electron its preload, at once. The preload's
 * world stops there as at a breakpoint, and goes on when the answer has been put into its hands.
 */
import { z } from 'zod'

/** One tab, as its DevTools protocol speaks. */
export interface PageDevtools {
  on(event: string, hear: (params: unknown) => void): void
  send(method: string, params?: object): Promise<unknown>
}

/** A spec that hands files to a page sets it to 1: a page that can be stopped is read more slowly. */
export const filePathsVariable = 'STAND_IN_FILE_PATHS'

const Stopped = z.object({ callFrames: z.tuple([z.object({ callFrameId: z.string() })]).rest(z.unknown()) })
const Evaluated = z.object({ result: z.object({ objectId: z.string() }) })
const FileInfo = z.object({ path: z.string() })

/** Resolves when `page` can be stopped. What goes wrong with one answer goes to `fail`; the page goes on without it. */
export async function tellFilePaths(page: PageDevtools, fail: (error: unknown) => void): Promise<void> {
  page.on('Debugger.paused', (params) => {
    void tell(params)
      .catch(fail)
      .then(() => page.send('Debugger.resume'))
      .catch(fail)
  })
  await page.send('Debugger.enable')

  /** Where pageScripts.ts has it stop, `asked` holds the file, and the path when this is over. */
  async function tell(params: unknown): Promise<void> {
    const [{ callFrameId }] = Stopped.parse(params).callFrames
    const evaluate = (expression: string) =>
      page.send('Debugger.evaluateOnCallFrame', { callFrameId, expression })
    const { objectId } = Evaluated.parse(await evaluate('asked.file')).result
    const { path } = FileInfo.parse(await page.send('DOM.getFileInfo', { objectId }))
    await evaluate(`asked.path = ${JSON.stringify(path)}`)
  }
}
