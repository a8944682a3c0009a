/** Saves the diagnostics: into a file the person names (desktop), or as a download (browser). */
import type { Diagnostics } from '../../shared/doctor.ts'
import { readBridge } from '../connection/skeinBridge.ts'
import { writeDiagnostics } from '../stores/serverActions.ts'
import { downloadText } from '../ui/downloadText.ts'

export type Saved =
  /** `path` is null where the browser keeps to itself where it put it. */
  | { readonly kind: 'saved'; readonly path: string | null }
  /** The person closed the system's dialog. */
  | { readonly kind: 'cancelled' }

/** Rejects with `RequestFailure` (a full disk, a folder that cannot be written). */
export async function saveDiagnostics({ id, fileName, text }: Diagnostics): Promise<Saved> {
  const bridge = readBridge()
  if (!bridge) {
    downloadText({ fileName, text, mediaType: 'text/plain' })
    return { kind: 'saved', path: null }
  }
  const path = await bridge.pickExportFile(fileName)
  if (path === null) return { kind: 'cancelled' }
  return { kind: 'saved', path: (await writeDiagnostics({ id, path })).path }
}
