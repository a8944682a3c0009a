/** Opens a folder: by the system's dialog in the desktop app, by its path in a browser. */
import { FolderOpen } from 'lucide-react'
import { useState } from 'react'
import { messageOf } from '../../shared/errors.ts'
import { readBridge } from '../connection/skeinBridge.ts'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'

interface OpenFolderProps {
  /** Never rejects; a refusal comes back as `problem`. */
  readonly onOpen: (path: string) => Promise<void>
  readonly problem: string | null
  readonly onProblem: (problem: string | null) => void
}

export function OpenFolder({ onOpen, problem, onProblem }: OpenFolderProps) {
  const bridge = readBridge()
  const [path, setPath] = useState('')
  const [busy, setBusy] = useState(false)

  async function open(chosen: string): Promise<void> {
    setBusy(true)
    await onOpen(chosen)
    setBusy(false)
  }

  async function pick(): Promise<void> {
    try {
      const chosen = (await bridge?.pickFolder()) ?? null
      if (chosen !== null) await open(chosen)
    } catch (thrown) {
      onProblem(messageOf(thrown))
    }
  }

  function submit(): void {
    if (path.trim() === '') onProblem(strings.home.pathMissing)
    else void open(path.trim()) // never rejects
  }

  return (
    <div>
      {bridge ? (
        <Button
          tone="primary"
          disabled={busy}
          onClick={() => void pick() /* what it throws is shown below */}
        >
          <FolderOpen size={16} strokeWidth={1.75} aria-hidden />
          {busy ? strings.home.opening : strings.home.openFolder}
        </Button>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <label htmlFor="folder-path" className="text-ui font-medium">
            {strings.home.pathLabel}
          </label>
          <div className="mt-1.5 flex gap-2">
            <input
              id="folder-path"
              value={path}
              spellCheck={false}
              autoComplete="off"
              placeholder={strings.home.pathPlaceholder}
              aria-describedby="folder-path-hint"
              onChange={(event) => setPath(event.target.value)}
              className="h-8 min-w-0 flex-1 rounded-md border border-line-strong bg-surface-raised px-2.5 font-mono text-code"
            />
            <Button tone="primary" type="submit" disabled={busy}>
              <FolderOpen size={16} strokeWidth={1.75} aria-hidden />
              {busy ? strings.home.opening : strings.home.openFolder}
            </Button>
          </div>
          <p id="folder-path-hint" className="mt-1.5 text-meta text-ink-muted">
            {strings.home.pathHint}
          </p>
        </form>
      )}
      {problem !== null && <ErrorNote text={problem} className="mt-2" />}
    </div>
  )
}
