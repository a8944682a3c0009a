/**
 * What a window remembers of its panes: how large a person made them, and whether the sidebar was put away. Kept by
 * the desktop app with the window's place, in a browser by the tab.
 */
import { z } from 'zod'

/** In CSS pixels; more than any screen has is damage. */
const Size = z.number().min(40).max(10_000)

/** Sizes in CSS pixels; absent: never pulled, so as large as it is drawn at first. */
export const KeptPanes = z.object({
  /** Width of the sidebar. */
  sidebar: Size.optional(),
  /** Width of what stands at the right. */
  right: Size.optional(),
  /** Height of what stands below. */
  bottom: Size.optional(),
  isSidebarHidden: z.boolean().optional()
})
export type KeptPanes = z.infer<typeof KeptPanes>

/** What was kept, as far as it can be read: a size that cannot is left out, the others hold. */
export function readKeptPanes(kept: unknown): KeptPanes {
  if (typeof kept !== 'object' || kept === null) return {}
  const good = Object.entries(kept).filter(([name, value]) => KeptPanes.safeParse({ [name]: value }).success)
  return KeptPanes.parse(Object.fromEntries(good))
}
