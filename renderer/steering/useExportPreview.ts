/** What an export would be, read anew whenever another one is wished for. Used by `ExportDialog.tsx`. */
import { useEffect, useState } from 'react'
import type { ExportPreview, ExportRequest } from '../../shared/steering.ts'

/** Rejects when it cannot be read, or when it is not wanted any more. */
export type ReadPreview = (wish: ExportRequest, signal: AbortSignal) => Promise<ExportPreview>

export type PreviewState =
  | { readonly status: 'reading' }
  | { readonly status: 'read'; readonly preview: ExportPreview }
  | { readonly status: 'failed'; readonly error: unknown }

const reading: PreviewState = { status: 'reading' }

export function useExportPreview(wish: ExportRequest, read: ReadPreview): PreviewState {
  const [state, setState] = useState<{ readonly of: ExportRequest; readonly now: PreviewState } | null>(null)
  useEffect(() => {
    const wanted = new AbortController()
    read(wish, wanted.signal).then(
      (preview) => !wanted.signal.aborted && setState({ of: wish, now: { status: 'read', preview } }),
      (error: unknown) => !wanted.signal.aborted && setState({ of: wish, now: { status: 'failed', error } })
    )
    return () => wanted.abort()
  }, [wish, read])
  return state?.of === wish ? state.now : reading
}
