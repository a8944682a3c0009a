/**
 * What can be done with the session on screen, as a menu in its header and as actions of the keymap:
 * rename, fork, go back, export, continue in a terminal, archive, delete.
 */
import {
  Archive,
  ArchiveRestore,
  CornerUpLeft,
  Download,
  Ellipsis,
  GitFork,
  Pencil,
  SquareTerminal,
  Trash2
} from 'lucide-react'
import { useCallback, useState } from 'react'
import type { SessionMessage } from '../../shared/session.ts'
import { useAction } from '../keys/actionStore.ts'
import { agentCalled, capabilitiesOf } from '../stores/declared.ts'
import { useProjectStore } from '../stores/projectStore.ts'
import { useSessionStore } from '../stores/sessionStore.ts'
import { strings } from '../strings/strings.ts'
import { failureOf } from '../connection/requestFailure.ts'
import { copyText } from '../ui/copyText.ts'
import { exportAsText, previewExport, readSession } from '../stores/serverActions.ts'
import { readBridge } from '../connection/skeinBridge.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { PopMenu, PopMenuItem, PopMenuLine } from '../ui/PopMenu.tsx'
import { TextDialog } from '../ui/TextDialog.tsx'
import { showToast } from '../ui/Toasts.tsx'
import { DeleteDialog } from './DeleteDialog.tsx'
import { ExportDialog } from './ExportDialog.tsx'
import { exportSession } from './exportSession.ts'
import { lastAnswer } from './lastAnswer.ts'
import { RewindPicker } from './RewindPicker.tsx'
import { terminalCommand } from './terminalCommand.ts'
import type { Steering } from './useSteering.ts'
import type { ReadPreview } from './useExportPreview.ts'
import { useSessionKeeping } from './useSessionKeeping.ts'

interface SessionMenuProps {
  readonly projectId: string
  readonly projectPath: string
  readonly sessionId: string
  readonly title: string
  readonly agentName: string
  readonly steering: Pick<Steering, 'beginEdit' | 'fork'>
}

type Asking = 'nothing' | 'rename' | 'rewind' | 'export' | 'delete'

export function SessionMenu(props: SessionMenuProps) {
  const { projectId, projectPath, sessionId, title, agentName, steering } = props
  const words = strings.steering
  const [asking, setAsking] = useState<Asking>('nothing')
  const isStored = useSessionStore((state) => state.currentSession?.status === 'created')
  const origin = useSessionStore((state) => state.currentSession?.replica.session.origin)
  const archived = useSessionStore((state) => state.currentSession?.replica.session.archived ?? false)
  const agent = useSessionStore((state) => state.currentSession?.agent ?? state.defaultAgent)
  const agentInfo = useProjectStore((state) => agentCalled(state, agent))
  const capabilities = capabilitiesOf(agentInfo)
  const continueWith = agentInfo?.continueWith ?? null
  const keeping = useSessionKeeping(projectId)

  const readPreview = useCallback<ReadPreview>(
    (wish, signal) => previewExport(projectId, sessionId, wish, signal),
    [projectId, sessionId]
  )

  const copy = useCallback(
    async (text: string, done: string) => {
      try {
        await navigator.clipboard.writeText(text)
        showToast({ text: done })
      } catch {
        showToast({ text: words.copyRefused }) // the browser's own choice: nothing to mend here
      }
    },
    [words]
  )
  const copyCommand = useCallback(() => {
    const windows = readBridge()?.platform === 'win32'
    async function copyFor(id: string): Promise<void> {
      const command = terminalCommand({ command: continueWith, projectPath, sessionId: id, windows })
      if (command === null) showToast({ text: words.commandNone(agentName) })
      else await copy(command, words.commandCopied(command)) // never rejects
    }
    // A session whose context was cleared goes on under another id.
    readSession(projectId, sessionId)
      .then(({ conversation }) => copyFor(conversation ?? sessionId))
      .catch((thrown: unknown) => showToast({ text: failureOf(thrown).message }))
  }, [agentName, projectId, projectPath, sessionId, continueWith, copy, words])
  const copyAnswer = useCallback(() => {
    const answer = lastAnswer(useSessionStore.getState().currentSession?.messages ?? [])
    if (answer === null) showToast({ text: words.copyAnswerNone })
    else void copy(answer, words.answerCopied)
  }, [copy, words])
  const forkAll = useCallback(() => {
    const newest = useSessionStore.getState().currentSession?.settled.findLast(isOfMainThread)
    if (newest) steering.fork(newest.id)
  }, [steering])
  const archive = useCallback(
    () => void keeping.archive(sessionId, title, !archived),
    [keeping, sessionId, title, archived]
  )

  const asks = useCallback((what: Asking) => () => setAsking(what), [])
  useAction('copy-answer', isStored ? copyAnswer : null)
  useAction('copy-continue-command', isStored && capabilities.continueCommand ? copyCommand : null)
  useAction('fork', isStored && capabilities.fork ? forkAll : null)
  useAction('archive', isStored ? archive : null)
  useAskAction('rewind', isStored && capabilities.rewind, setAsking)
  useAskAction('rename', isStored, setAsking)
  useAskAction('export', isStored, setAsking)
  useAskAction('delete', isStored, setAsking)

  if (!isStored) return null
  const close = asks('nothing')
  return (
    <>
      <PopMenu align="end" className="w-64" trigger={<IconButton icon={Ellipsis} label={words.menu} />}>
        <PopMenuItem icon={Pencil} label={words.rename} onChoose={asks('rename')} />
        {capabilities.rewind && (
          <PopMenuItem icon={CornerUpLeft} label={words.rewind} onChoose={asks('rewind')} />
        )}
        {capabilities.fork && <PopMenuItem icon={GitFork} label={words.fork} onChoose={forkAll} />}
        <PopMenuLine />
        <PopMenuItem icon={Download} label={words.export} onChoose={asks('export')} />
        {capabilities.continueCommand && (
          <PopMenuItem icon={SquareTerminal} label={words.copyCommand} onChoose={copyCommand} />
        )}
        <PopMenuLine />
        <PopMenuItem
          icon={archived ? ArchiveRestore : Archive}
          label={archived ? words.unarchive : words.archive}
          onChoose={archive}
        />
        <PopMenuItem icon={Trash2} label={words.delete} tone="danger" onChoose={asks('delete')} />
      </PopMenu>
      {asking === 'rename' && (
        <TextDialog
          title={strings.shell.renameTitle}
          label={strings.shell.renameLabel}
          value={title}
          onSave={(text) => keeping.rename(sessionId, text)}
          onClose={close}
        />
      )}
      {asking === 'rewind' && (
        <RewindPicker
          onChoose={(prompt) => {
            setAsking('nothing')
            // Once the dialog has given the focus back: the composer wants it.
            requestAnimationFrame(() => steering.beginEdit(prompt))
          }}
          onClose={close}
        />
      )}
      {asking === 'export' && (
        <ExportDialog
          onExport={async (wish) => {
            try {
              const path = await exportSession(projectId, sessionId, title, wish)
              if (path !== null) showToast({ text: words.exported(path) })
              return null
            } catch (thrown) {
              return failureOf(thrown).message
            }
          }}
          onCopy={async (wish) => {
            try {
              const { text } = await exportAsText(projectId, sessionId, wish)
              await copyText(text, words.exportCopied)
              return null
            } catch (thrown) {
              return failureOf(thrown).message
            }
          }}
          readPreview={readPreview}
          onClose={close}
        />
      )}
      {asking === 'delete' && (
        <DeleteDialog
          projectId={projectId}
          sessionId={sessionId}
          title={title}
          origin={origin}
          onDelete={() => keeping.remove(sessionId, title)}
          onClose={close}
        />
      )}
    </>
  )
}

function isOfMainThread(message: SessionMessage): boolean {
  return message.parentToolUseId === undefined && message.role !== 'system'
}

function useAskAction(id: Exclude<Asking, 'nothing'>, offered: boolean, ask: (asking: Asking) => void): void {
  const act = useCallback(() => ask(id), [ask, id])
  useAction(id, offered ? act : null)
}
