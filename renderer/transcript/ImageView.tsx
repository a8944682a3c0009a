/** A picture in a message or a result. Only what came with the transcript is shown; nothing is fetched. */
import type { ImageBlock } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { safeLink } from './markdown/safeLink.ts'

const SHOWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

export function ImageView({ image }: { readonly image: ImageBlock }) {
  const { source } = image
  if (source.type === 'base64' && SHOWN.has(source.media_type)) {
    return (
      <img
        alt={strings.session.image}
        src={`data:${source.media_type};base64,${source.data}`}
        className="mt-1 max-h-80 max-w-full rounded-md border border-line"
      />
    )
  }
  const address = source.type === 'url' ? safeLink(source.url) : null
  if (address === null) return <span className="text-meta text-ink-muted">{strings.session.image}</span>
  return (
    <a href={address} target="_blank" rel="noopener noreferrer" className="text-accent underline">
      {address}
    </a>
  )
}
