/**
 * What would happen if the request is allowed, all of it: the views of the agent's own tools, and below them, or alone,
 * every field of the input as it came.
 */
import { useMemo } from 'react'
import { TriangleAlert } from 'lucide-react'
import type { PermissionRequest } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { DiffView } from '../transcript/tools/diff/DiffView.tsx'
import { PathText } from '../transcript/tools/PathText.tsx'
import { isOutside, relativePath } from '../transcript/tools/relativePath.ts'
import { CardFields } from './CardFields.tsx'
import { CommandPreview } from './CommandPreview.tsx'
import { ForeignText } from './ForeignText.tsx'
import { OutsideWarning } from './OutsideWarning.tsx'
import { ownView } from './ownView.ts'
import { RequestWhy } from './RequestWhy.tsx'

interface PermissionPreviewProps {
  readonly request: PermissionRequest
  readonly projectPath: string
}

/** Of a title: more stands below it. */
export const LONGEST_TITLE = 240

export function PermissionPreview({ request, projectPath }: PermissionPreviewProps) {
  const view = useMemo(() => ownView(request), [request])
  const { command, description, path, diffs, warnings, told } = view
  return (
    <>
      <RequestWhy request={request} projectPath={projectPath} />
      {request.title.length > LONGEST_TITLE && (
        <ForeignText kind="exact" text={request.title} className="mb-1.5 text-ui text-ink-muted" />
      )}
      {description !== null && (
        <div className="mb-1.5 text-ui text-ink-muted">
          <ForeignText kind="prose" text={description} />
        </div>
      )}
      {command !== null && <CommandPreview command={command} projectPath={projectPath} />}
      {path !== null && <PathLine path={path} projectPath={projectPath} />}
      {diffs.length > 0 && (
        <div className="mt-1.5 overflow-hidden rounded-md border border-line bg-code-bg py-1.5">
          <DiffView diffs={diffs} path={path ?? ''} limit={16} />
        </div>
      )}
      {warnings.map((warning) => (
        <p key={warning} className="mt-1 flex items-start gap-1.5 text-ui text-danger">
          <TriangleAlert size={14} strokeWidth={1.75} className="mt-[3px] shrink-0" aria-hidden />
          <span className="min-w-0">{strings.permission.warnings[warning]}</span>
        </p>
      ))}
      {told.size === 0 && request.toolName.length <= LONGEST_TITLE && (
        <ForeignText kind="exact" text={request.toolName} className="font-mono text-meta text-ink-muted" />
      )}
      <CardFields input={request.input} told={told} projectPath={projectPath} />
    </>
  )
}

const LONGEST_PATH = 1_000

function PathLine({ path, projectPath }: { readonly path: string; readonly projectPath: string }) {
  const outside = isOutside(path, projectPath)
  const look = outside ? 'font-mono text-code wrap-anywhere text-danger' : 'font-mono text-code wrap-anywhere'
  return (
    <>
      {path.length > LONGEST_PATH ? (
        <ForeignText kind="exact" text={path} projectPath={projectPath} className={look} />
      ) : (
        <p title={outside ? strings.permission.outsideHint : undefined} className={look}>
          <PathText path={relativePath(path, projectPath)} />
        </p>
      )}
      {outside && <OutsideWarning />}
    </>
  )
}
