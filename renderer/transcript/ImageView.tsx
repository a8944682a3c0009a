/**
 * A picture in a message or a result, opened in a larger view by a click. Only what came with the
 * transcript is shown; nothing is fetched.
 */
import { useState } from 'react'
import type { ImageBlock } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { safeLink } from './markdown/safeLink.ts'
import { ViewDialog } from './ViewDialog.tsx'

const SHOWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

export function ImageView({ image }: { readonly image: ImageBlock }) {
  const { source } = image
  if (source.type === 'base64' && SHOWN.has(source.media_type))
    return <Picture address={`data:${source.media_type};base64,${source.data}`} />
  const address = source.type === 'url' ? safeLink(source.url) : null
  if (address === null) return <span className="text-meta text-ink-muted">{strings.session.image}</span>
  return (
    <a href={address} target="_blank" rel="noopener noreferrer" className="text-accent underline">
      {address}
    </a>
  )
}

function Picture({ address }: { readonly address: string }) {
  const [large, setLarge] = useState(false)
  return (
    <>
      <button
        type="button"
        aria-label={strings.session.openImage}
        onClick={() => setLarge(true)}
        className="mt-1 block max-w-full cursor-zoom-in! rounded-md border border-line hover:border-line-strong"
      >
        <img alt={strings.session.image} src={address} className="max-h-80 max-w-full rounded-md" />
      </button>
      {large && (
        <ViewDialog title={strings.session.image} onClose={() => setLarge(false)}>
          <div className="grid min-h-0 place-items-center overflow-auto bg-surface-sunken p-4">
            <img
              alt={strings.session.image}
              src={address}
              className="max-h-[calc(100vh-140px)] max-w-full object-contain"
            />
          </div>
        </ViewDialog>
      )}
    </>
  )
}
