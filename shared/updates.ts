/** How the app itself is brought up to date: told by the main process (electron/desktop/updates), shown by the page. */
import { z } from 'zod'

/** Which releases are taken: `beta` has those of `stable`, too. */
export const UpdateChannel = z.enum(['stable', 'beta'])
export type UpdateChannel = z.infer<typeof UpdateChannel>

/** Why a copy cannot bring itself up to date; the page has the words. */
export const NoUpdates = z.enum(['from_sources', 'archive', 'no_place'])
export type NoUpdates = z.infer<typeof NoUpdates>

/** Why an update failed, as far as a person can do something about it. */
export const UpdateFailure = z.enum([
  'unsigned',
  'damaged',
  'disk_full',
  'unreachable',
  'nothing_there',
  'read_only',
  'other'
])
export type UpdateFailure = z.infer<typeof UpdateFailure>

/** Where the update stands; each change is told to every window. */
export const UpdateState = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('unsupported'), why: NoUpdates }),
  /** `checkedAt`: when it was last found to be the newest; null when nobody has looked yet. */
  z.object({ phase: z.literal('current'), checkedAt: z.iso.datetime().nullable() }),
  z.object({ phase: z.literal('checking') }),
  z.object({ phase: z.literal('downloading'), version: z.string(), percent: z.number().min(0).max(100) }),
  /** Installed when the app is quit, or at once when it is asked for. */
  z.object({ phase: z.literal('ready'), version: z.string(), notes: z.string().nullable() }),
  /** The app that runs is as it was. */
  z.object({ phase: z.literal('failed'), why: UpdateFailure })
])
export type UpdateState = z.infer<typeof UpdateState>

/** What is new in the version that runs since this start: shown once. */
export const UpdateNews = z.object({ version: z.string(), notes: z.string().nullable() })
export type UpdateNews = z.infer<typeof UpdateNews>

/** All a page needs to draw it; `news` is what was installed since the person last looked, null when they know. */
export const UpdateReport = z.object({
  /** The version that runs. */
  version: z.string(),
  state: UpdateState,
  news: UpdateNews.nullable()
})
export type UpdateReport = z.infer<typeof UpdateReport>
