/**
 * Loaded into a server with `--import` before anything of its own: lays a disk and a clock that obey the run between
 * it and the machine, loads the server, and waits for the word to start. So the next server stands ready while the
 * one before still lives, as `serverProcess.ts` wants it.
 */
import { flushCompileCache } from 'node:module'
import { z } from 'zod'
import { FaultyDisk } from './faultyDisk.ts'
import { Numbered } from './orders.ts'
import type { Order } from './orders.ts'
import { isSabotage, loadSabotaged } from './sabotages.ts'

const { FAULTS_FOLDER: folder, FAULTS_IMAGE: image } = z
  .object({ FAULTS_FOLDER: z.string(), FAULTS_IMAGE: z.string().optional() })
  .parse(process.env)
const sabotage = process.env['FAULTS_SABOTAGE']
if (sabotage !== undefined && isSabotage(sabotage)) loadSabotaged(sabotage)

const { systemClock } = await import('../../../electron/clock.ts')
const { SkippingClock } = await import('../../contract/skippingClock.ts')
const clock = new SkippingClock()
Object.assign(systemClock, {
  now: () => clock.now(),
  setTimeout: (callback: () => void, ms: number) => clock.setTimeout(callback, ms)
})

// All the rest of it: what follows is measured in milliseconds.
for (const part of ['agents', 'server/createServer', 'launch/openDataFolder', 'agent/guide/guideTurn']) {
  await import(`../../../electron/${part}.ts`)
}
flushCompileCache() // Whoever is killed writes nothing at its end.

await new Promise<void>((start) => {
  let disk: FaultyDisk | null = null
  const obey = async (order: Order): Promise<void> => {
    switch (order.type) {
      case 'go':
        disk = new FaultyDisk(folder, image ?? null)
        await disk.install()
        disk.dieAt(order.death)
        start()
        return
      case 'die':
        disk?.dieAt(order.death)
        return
      case 'disk':
        disk?.answerWith(order.trouble)
        return
      case 'flushes':
        disk?.failFlushes(order.fail)
        return
      case 'skip':
        clock.skip(order.ms)
    }
  }
  process.on('message', (message) => {
    const { number, order } = Numbered.parse(message)
    void obey(order).then(() => process.send?.({ done: number }))
  })
})
// A run that was ended leaves no server behind.
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'))
process.channel?.unref()
