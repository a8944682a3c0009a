/** The two scripts that every document gets before its own: made of source text, injected by webContents.ts. */
import { randomUUID } from 'node:crypto'
import { bridgeSide } from './bridgeSide.ts'
import { mainWorld, type WorldNames } from './mainWorld.ts'
import { preloadWorld } from './preloadWorld.ts'

/** Name of the preload's isolated world. */
export const preloadWorldName = 'StandInPreload'
/** The function in that world by which the page's side speaks to us. */
export const bindingName = 'standInPost'
/** The function in that world by which we speak to it. */
export const deliverName = 'standInDeliver'

export interface PageScripts {
  readonly main: string
  readonly preload: string
}

/** `preload` is the text of the built preload. The event names are fresh, so a page cannot know them. */
export function pageScripts(preload: string): PageScripts {
  const names: WorldNames = {
    toPage: randomUUID(),
    toPreload: randomUUID(),
    exposed: randomUUID(),
    opened: randomUUID()
  }
  const info = { type: 'renderer', platform: process.platform, arch: process.arch, sandboxed: true, env: {} }
  return {
    main: `(${String(mainWorld)})(${String(bridgeSide)}, ${JSON.stringify(names)})`,
    // The preload's text stands here as code, not as a string to evaluate: the page's policy forbids that.
    preload: `if (window.top === window) {
      const post = globalThis.${bindingName}
      const world = (${String(preloadWorld)})(${String(bridgeSide)}, ${JSON.stringify(names)},
        (message) => post(message), (hear) => { globalThis.${deliverName} = hear },
        (asked) => { debugger })
      const module = { exports: {} }
      const run = (function (require, module, exports, process) {
${preload}
      })
      try { run(world.require, module, module.exports, ${JSON.stringify(info)}) } catch (error) { world.failed(error) }
    }`
  }
}
