/** A picture in an answer. What came with the text is drawn; anything else is a link: nothing is fetched for it. */
import { Image } from 'lucide-react'
import { strings } from '../../../strings/strings.ts'
import { LinkTo } from './LinkTo.tsx'
import { linkTarget } from './linkTarget.ts'

interface PictureOfProps {
  readonly href: string
  readonly alt: string
  /** Inside a link, which is then the one to follow. */
  readonly inLink: boolean
}

/** No SVG: it may hold anything, and agents have better ways to draw. */
const DRAWN = /^data:image\/(?:png|jpeg|gif|webp);base64,[a-z0-9+/=\s]+$/i

export function PictureOf({ href, alt, inLink }: PictureOfProps) {
  if (DRAWN.test(href)) return <img src={href} alt={alt} className="prose-picture" />
  const name = alt === '' ? (href.split('/').at(-1) ?? '') || strings.markdown.picture : alt
  const chip = (
    <>
      <Image size={13} strokeWidth={1.75} className="shrink-0" aria-hidden />
      <span className="truncate">{name}</span>
    </>
  )
  if (inLink) return <span className="prose-chip">{chip}</span>
  return (
    <LinkTo target={linkTarget(href)} written={href} className="prose-chip">
      {chip}
    </LinkTo>
  )
}
