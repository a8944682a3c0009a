/** A page that was fetched, or a search of the web: where, what for, and what came of it. */
import { useMemo } from 'react'
import { Markdown } from '../../markdown/Markdown.tsx'
import { safeLink } from '../../markdown/safeLink.ts'
import { BodyPart } from '../BodyPart.tsx'
import type { CallProps } from '../call.ts'
import { printable } from '../printable.ts'
import { resultText } from '../resultText.ts'
import { readToolInput } from '../toolInputs.ts'
import { useWholeResult } from '../useWholeResult.tsx'
import { webLinks } from '../webLinks.ts'
import { ResultPart } from './ResultPart.tsx'

export function WebBody({ call }: CallProps) {
  const { url, prompt } = readToolInput(call.use.input)
  return (
    <>
      {(url !== undefined || prompt !== undefined) && (
        <BodyPart>
          {url !== undefined && <WebAddress url={url} className="font-mono text-code" />}
          {prompt !== undefined && <p className="text-ui wrap-anywhere text-ink-muted">{prompt}</p>}
        </BodyPart>
      )}
      {call.result === null || call.result.is_error ? <ResultPart call={call} /> : <WebResult call={call} />}
    </>
  )
}

function WebResult({ call }: CallProps) {
  const { result, more } = useWholeResult(call.result)
  const { links, rest } = useMemo(() => webLinks(result === null ? '' : resultText(result)), [result])
  return (
    <>
      {links.length > 0 && (
        <BodyPart>
          <ul className="flex flex-col gap-1">
            {links.map(({ title, url }, index) => (
              <li key={index} className="flex min-w-0 items-baseline gap-2 text-ui">
                <WebAddress url={url} title={title} />
                <span className="shrink-0 text-meta text-ink-faint">{hostOf(url)}</span>
              </li>
            ))}
          </ul>
        </BodyPart>
      )}
      {rest !== '' && (
        <BodyPart className="max-h-[50vh] overflow-y-auto py-2">
          <Markdown text={rest} />
        </BodyPart>
      )}
      {rest === '' && links.length === 0 && <ResultPart call={call} />}
      {more && <BodyPart>{more}</BodyPart>}
    </>
  )
}

interface WebAddressProps {
  readonly url: string
  readonly title?: string
  readonly className?: string
}

/** Followed only where it is safe to. */
function WebAddress({ url, title = '', className }: WebAddressProps) {
  const address = safeLink(url)
  const words = printable(title === '' ? url : title)
  if (address === null) return <span className={`wrap-anywhere ${className ?? ''}`}>{words}</span>
  return (
    <a
      href={address}
      target="_blank"
      rel="noopener noreferrer"
      title={address}
      className={`min-w-0 wrap-anywhere text-accent hover:underline ${className ?? ''}`}
    >
      {words}
    </a>
  )
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : ''
}
