/** What would happen if the request is allowed: the command, the diff, the address, or the raw input. */
import { useMemo } from 'react'
import type { PermissionRequest } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { DiffView } from '../transcript/tools/DiffView.tsx'
import { editsOf } from '../transcript/tools/editsOf.ts'
import { RawValue } from '../transcript/tools/RawBody.tsx'
import { isOutside, relativePath } from '../transcript/tools/relativePath.ts'
import { readToolInput } from '../transcript/tools/toolInputs.ts'
import { Markdown } from '../transcript/markdown/Markdown.tsx'
import { commandPaths } from './commandPaths.ts'

interface PermissionPreviewProps {
  readonly request: PermissionRequest
  readonly projectPath: string
}

export function PermissionPreview({ request, projectPath }: PermissionPreviewProps) {
  const input = readToolInput(request.input)
  const edits = useMemo(() => editsOf({ name: request.toolName, input: request.input }), [request])
  const path = input.file_path ?? input.notebook_path ?? null

  if (input.plan !== undefined) return <Markdown text={input.plan} />
  if (input.command !== undefined) {
    return (
      <>
        {input.description !== undefined && (
          <p className="mb-1.5 text-ui text-ink-muted">{input.description}</p>
        )}
        <Command command={input.command} projectPath={projectPath} />
      </>
    )
  }
  if (path !== null) {
    return (
      <>
        <PathLine path={path} projectPath={projectPath} />
        {edits.length > 0 && (
          <div className="mt-1.5 overflow-hidden rounded-md border border-line bg-code-bg py-1.5">
            <DiffView edits={edits} limit={16} />
          </div>
        )}
      </>
    )
  }
  if (input.url !== undefined) return <p className="font-mono text-code wrap-anywhere">{input.url}</p>
  return <RawValue value={request.input} />
}

function Command({ command, projectPath }: { readonly command: string; readonly projectPath: string }) {
  const runs = commandPaths(command, projectPath)
  return (
    <>
      <pre
        tabIndex={0}
        className="max-h-[30vh] overflow-auto rounded-md border border-line bg-code-bg px-3 py-2 font-mono text-code whitespace-pre-wrap wrap-anywhere"
      >
        <span className="text-accent select-none">$ </span>
        {runs.map((run, index) =>
          run.outside ? (
            <span key={index} className="font-medium text-danger" title={strings.permission.outsideHint}>
              {run.text}
            </span>
          ) : (
            run.text
          )
        )}
      </pre>
      {runs.some((run) => run.outside) && <OutsideWarning />}
    </>
  )
}

function PathLine({ path, projectPath }: { readonly path: string; readonly projectPath: string }) {
  const outside = isOutside(path, projectPath)
  return (
    <>
      <p
        className={
          outside ? 'font-mono text-code wrap-anywhere text-danger' : 'font-mono text-code wrap-anywhere'
        }
      >
        {relativePath(path, projectPath)}
      </p>
      {outside && <OutsideWarning />}
    </>
  )
}

function OutsideWarning() {
  return <p className="mt-1 text-meta text-danger">{strings.permission.outside}</p>
}
