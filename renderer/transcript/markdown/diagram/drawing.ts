/** What passes between the page and the frame in which Mermaid runs. Both ends of the port use this file. */
import '../../../configureZod.ts' // before the schemas: this is also the first of ours that the frame loads
import { z } from 'zod'

export const DrawRequest = z.object({
  id: z.number().int(),
  source: z.string(),
  isDark: z.boolean()
})
export type DrawRequest = z.infer<typeof DrawRequest>

/** CSS pixels; `svg` is a whole document, fit for `<img>`. */
export const Drawing = z.object({ svg: z.string(), width: z.number(), height: z.number() })
export type Drawing = z.infer<typeof Drawing>

export const DrawAnswer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('drawn'), id: z.number().int(), drawing: Drawing }),
  /** The reason is Mermaid's own: most often the line it did not understand. */
  z.object({ type: z.literal('failed'), id: z.number().int(), reason: z.string() })
])
export type DrawAnswer = z.infer<typeof DrawAnswer>

/** The word with which the page hands the frame its port. */
export const GREETING = 'skein-diagrams'
