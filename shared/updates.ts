/** How the app itself is brought up to date: told by the main process (electron/desktop/updates), shown by the page. */
import { z } from 'zod'

export const UpdateChannel = z.enum(['stable', 'beta'])
export type UpdateChannel = z.infer<typeof UpdateChannel>

export const UpdateState = z.discriminatedUnion('phase', [
  /** This copy cannot bring itself up to date; the sentence says who does. */
  z.object({ phase: z.literal('unsupported'), sentence: z.string() }),
  /** `checkedAt`: when it was last found to be the newest; null when nobody has looked yet. */
  z.object({ phase: z.literal('current'), checkedAt: z.iso.datetime().nullable() }),
  z.object({ phase: z.literal('checking') }),
  z.object({ phase: z.literal('downloading'), version: z.string(), percent: z.number().min(0).max(100) }),
  /** Installed when the app is quit, or at once when it is asked for. */
  z.object({ phase: z.literal('ready'), version: z.string(), notes: z.string().nullable() }),
  /** The app that runs is as it was. */
  z.object({ phase: z.literal('failed'), sentence: z.string() })
])
export type UpdateState = z.infer<typeof UpdateState>

/** What is new in the version that runs since this start: shown once. */
export const UpdateNews = z.object({ version: z.string(), notes: z.string().nullable() })
export type UpdateNews = z.infer<typeof UpdateNews>

export const UpdateReport = z.object({
  /** The version that runs. */
  version: z.string(),
  state: UpdateState,
  news: UpdateNews.nullable()
})
export type UpdateReport = z.infer<typeof UpdateReport>
