/** A file a tool worked on, by its path in the project; a click opens it in the person's editor. */
import { strings } from '../../strings/strings.ts'
import { joinClasses } from '../../ui/joinClasses.ts'
import { isLocalPath } from '../localPath.ts'
import { useTranscriptSetting } from '../TranscriptContext.ts'
import { PathText } from './PathText.tsx'
import { printable } from './printable.ts'
import { relativePath } from './relativePath.ts'

interface FilePathProps {
  /** Absolute, or relative to the project. */
  readonly path: string
  readonly line?: number | null
  /** What is drawn; without it the path as it reads in the project. */
  readonly shown?: string
  readonly className?: string
}

export function FilePath({ path, line = null, shown: given, className }: FilePathProps) {
  const { projectPath, openFile } = useTranscriptSetting()
  const inProject = relativePath(path, projectPath)
  const shown = given ?? inProject
  const look = joinClasses('min-w-0 text-left font-mono text-code wrap-anywhere', className)
  // In a project that lies on another machine its own files may be opened.
  if (!openFile || !isLocalPath(inProject)) {
    return (
      <span className={look}>
        <PathText path={shown} />
      </span>
    )
  }
  return (
    <button
      type="button"
      title={strings.markdown.openFile(printable(inProject), line)}
      onClick={() => openFile(path, line)}
      className={joinClasses(look, 'rounded-sm hover:text-accent hover:underline')}
    >
      <PathText path={shown} />
    </button>
  )
}
