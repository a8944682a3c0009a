/** What would happen if the request is allowed: the command, the diff, the address, or the raw input. */
import { useMemo } from 'react'
import type { PermissionRequest } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { Markdown } from '../transcript/markdown/Markdown.tsx'
import { ArgumentTable } from '../transcript/tools/ArgumentTable.tsx'
import { DiffView } from '../transcript/tools/diff/DiffView.tsx'
import { editDiffs } from '../transcript/tools/diff/editDiffs.ts'
import { PathText } from '../transcript/tools/PathText.tsx'
import { printable } from '../transcript/tools/printable.ts'
import { isOutside, relativePath } from '../transcript/tools/relativePath.ts'
import { readToolInput } from '../transcript/tools/toolInputs.ts'
import { CommandPreview } from './CommandPreview.tsx'
import { OutsideWarning } from './OutsideWarning.tsx'

interface PermissionPreviewProps {
  readonly request: PermissionRequest
  readonly projectPath: string
}

export function PermissionPreview({ request, projectPath }: PermissionPreviewProps) {
  const input = readToolInput(request.input)
  const diffs = useMemo(() => editDiffs({ name: request.toolName, input: request.input }, null), [request])
  const path = input.file_path ?? input.notebook_path ?? null

  if (input.plan !== undefined) return <Markdown text={input.plan} />
  if (input.command !== undefined) {
    return (
      <>
        {input.description !== undefined && (
          <p dir="auto" className="mb-1.5 text-ui wrap-anywhere text-ink-muted">
            {printable(input.description)}
          </p>
        )}
        <CommandPreview command={input.command} projectPath={projectPath} />
      </>
    )
  }
  if (path !== null) {
    return (
      <>
        <PathLine path={path} projectPath={projectPath} />
        {diffs.length > 0 && (
          <div className="mt-1.5 overflow-hidden rounded-md border border-line bg-code-bg py-1.5">
            <DiffView diffs={diffs} path={path} limit={16} />
          </div>
        )}
        {diffs.length === 0 && <Arguments input={request.input} />}
      </>
    )
  }
  if (input.url !== undefined) {
    return (
      <>
        <p className="font-mono text-code wrap-anywhere">{printable(input.url)}</p>
        {input.prompt !== undefined && (
          <p dir="auto" className="mt-1 text-ui wrap-anywhere text-ink-muted">
            {printable(input.prompt)}
          </p>
        )}
      </>
    )
  }
  return <Arguments input={request.input} />
}

function Arguments({ input }: { readonly input: unknown }) {
  return (
    <div className="rounded-md border border-line bg-code-bg px-3 py-1.5">
      <ArgumentTable input={input} />
    </div>
  )
}

function PathLine({ path, projectPath }: { readonly path: string; readonly projectPath: string }) {
  const outside = isOutside(path, projectPath)
  return (
    <>
      <p
        title={outside ? strings.permission.outsideHint : undefined}
        className={
          outside ? 'font-mono text-code wrap-anywhere text-danger' : 'font-mono text-code wrap-anywhere'
        }
      >
        <PathText path={relativePath(path, projectPath)} />
      </p>
      {outside && <OutsideWarning />}
    </>
  )
}
