/** A file that was sent along: its name and size. A text opens in a larger view, anything else can be saved. */
import { Download, FileText } from 'lucide-react'
import { useState } from 'react'
import type { DocumentBlock } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { formatBytes } from '../ui/formatCount.ts'
import { ViewDialog } from './ViewDialog.tsx'

const CHIP =
  'my-0.5 flex w-fit max-w-full items-center gap-2 rounded-md border border-line bg-surface-raised px-2.5 py-1 text-left text-ui hover:border-line-strong hover:bg-hover'

interface DocumentChipProps {
  readonly document: DocumentBlock
}

export function DocumentChip({ document }: DocumentChipProps) {
  const [open, setOpen] = useState(false)
  const name = document.title ?? strings.session.document
  const { source } = document
  const size = formatBytes(document.truncated?.bytes ?? bytesOf(source))
  if (source.type === 'base64') {
    return (
      <a
        href={`data:${source.media_type};base64,${source.data}`}
        download={name}
        aria-label={strings.session.saveDocument(name)}
        className={CHIP}
      >
        <ChipFace name={name} size={size} />
        <Download size={14} strokeWidth={1.75} className="shrink-0 text-ink-muted" aria-hidden />
      </a>
    )
  }
  return (
    <>
      <button
        type="button"
        aria-label={strings.session.openDocument(name)}
        onClick={() => setOpen(true)}
        className={CHIP}
      >
        <ChipFace name={name} size={size} />
      </button>
      {open && (
        <ViewDialog title={name} actions={<CopyButton text={source.data} />} onClose={() => setOpen(false)}>
          <pre
            tabIndex={0}
            className="min-h-0 w-[min(760px,calc(100vw-48px))] overflow-auto px-4 py-3 font-mono text-code wrap-anywhere whitespace-pre-wrap"
          >
            {source.data}
          </pre>
          {document.truncated && (
            <p className="border-t border-line px-4 py-2 text-meta text-ink-muted">
              {strings.session.documentCut(size)}
            </p>
          )}
        </ViewDialog>
      )}
    </>
  )
}

function ChipFace({ name, size }: { readonly name: string; readonly size: string }) {
  return (
    <>
      <FileText size={15} strokeWidth={1.75} className="shrink-0 text-accent" aria-hidden />
      <span className="min-w-0 truncate">{name}</span>
      <span className="shrink-0 text-meta text-ink-muted">{size}</span>
    </>
  )
}

/** A document among the steps of an answer. */
export function DocumentStep({ document }: DocumentChipProps) {
  return (
    <>
      <span className="strand-node">
        <FileText size={15} strokeWidth={1.75} className="text-ink-faint" aria-hidden />
      </span>
      <DocumentChip document={document} />
    </>
  )
}

function bytesOf(source: DocumentBlock['source']): number {
  return source.type === 'text'
    ? new TextEncoder().encode(source.data).length
    : Math.floor((source.data.length * 3) / 4)
}
