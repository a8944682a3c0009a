/** What a person sent. Very long ones (pasted logs) are folded. */
import { useState } from 'react'
import type { ReactNode } from 'react'
import { cutText } from '../../shared/cutText.ts'
import type { ContentBlock } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { DocumentChip } from './DocumentChip.tsx'
import { useOnReveal } from './FoldMemory.ts'
import { ImageView } from './ImageView.tsx'
import { MoreButton } from './tools/MoreButton.tsx'
import { countLines } from './tools/resultText.ts'
import { RawValue } from './tools/RawValue.tsx'
import { useTranscriptSetting } from './TranscriptContext.ts'

const FOLDED_LINES = 14
const FOLDED_CHARACTERS = 2400

interface UserMessageProps {
  readonly messageId: string
  readonly content: readonly ContentBlock[]
  /** Below the text: "Sending…", or why it was not sent and what to do. */
  readonly state?: ReactNode
}

export function UserMessage({ messageId, content, state }: UserMessageProps) {
  const { belowPrompt } = useTranscriptSetting()
  return (
    <div className="strand pt-3 pb-4" data-start="true">
      <span className="strand-node top-[19px]">
        <span className="size-[9px] rounded-full border-[2.5px] border-accent" />
      </span>
      <div className="w-fit max-w-full rounded-lg bg-surface-sunken px-3.5 py-2 text-body ring-1 ring-line ring-inset">
        {content.map((block, index) => {
          if (block.type === 'text')
            return (
              <div key={index} data-block={`${messageId}:${index}`}>
                <LongText text={block.text} />
              </div>
            )
          if (block.type === 'image') return <ImageView key={index} image={block} />
          if (block.type === 'document') return <DocumentChip key={index} document={block} />
          return block.type === 'unknown' ? <RawValue key={index} value={block.raw} /> : null
        })}
      </div>
      {belowPrompt?.(messageId)}
      {state}
    </div>
  )
}

function LongText({ text }: { readonly text: string }) {
  const [unfolded, setUnfolded] = useState(false)
  useOnReveal(() => setUnfolded(true))
  const lines = countLines(text)
  const long = lines > FOLDED_LINES + 4 || text.length > FOLDED_CHARACTERS * 1.5
  const shown =
    long && !unfolded ? cutText(text.split('\n').slice(0, FOLDED_LINES).join('\n'), FOLDED_CHARACTERS) : text
  return (
    <>
      <div dir="auto" className="whitespace-pre-wrap wrap-anywhere [unicode-bidi:plaintext]">
        {shown}
      </div>
      {long && (
        <MoreButton
          label={unfolded ? strings.tool.showLess : strings.tool.showAll(lines)}
          onClick={() => setUnfolded(!unfolded)}
        />
      )}
    </>
  )
}
