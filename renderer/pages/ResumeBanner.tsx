/** Says why the session on screen cannot go on, and offers what is safe. A session that is held has `HeldBanner`. */
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { sessionPath } from '../../shared/address.ts'
import type { ResumeChoice } from '../../shared/resume.ts'
import { failureOf } from '../connection/requestFailure.ts'
import { chooseSessionFolder, readResumeSummary, restoreFromVault } from '../stores/serverActions.ts'
import { useSessionStore } from '../stores/sessionStore.ts'
import { sentenceOf } from '../strings/sentenceOf.ts'
import { strings } from '../strings/strings.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { TextDialog } from '../ui/TextDialog.tsx'
import { showToast } from '../ui/Toasts.tsx'
import { openSession } from './openSession.ts'
import { replaceDraft } from './replaceDraft.ts'
import { resumeDraft } from './resumeDraft.ts'
import { useResume } from './useResume.ts'

interface ResumeBannerProps {
  readonly projectId: string
  readonly sessionId: string
}

export function ResumeBanner({ projectId, sessionId }: ResumeBannerProps) {
  const resume = useResume(projectId, sessionId)
  const navigate = useNavigate()
  const [asks, setAsks] = useState(false)
  const [busy, setBusy] = useState(false)
  const words = strings.resume
  if (resume === null || resume.trouble === null || resume.trouble === 'held') return null
  const { trouble, choices, folder, lookAgain } = resume

  /** Tells its refusal. */
  async function act(work: () => Promise<void>): Promise<void> {
    setBusy(true)
    try {
      await work()
    } catch (thrown) {
      showToast({ text: sentenceOf(failureOf(thrown)) })
    } finally {
      setBusy(false)
    }
  }

  async function restore(): Promise<void> {
    await restoreFromVault({ sessionId })
    showToast({ text: words.restored })
    await openSession(projectId, sessionId)
    lookAgain()
  }

  async function summarize(): Promise<void> {
    const summary = await readResumeSummary(projectId, sessionId)
    const minted = crypto.randomUUID()
    useSessionStore.getState().initializeSession(minted, { projectId })
    replaceDraft({ text: resumeDraft(summary), attachments: [] })
    await navigate(sessionPath(projectId, minted))
  }

  const chosen: Readonly<Partial<Record<ResumeChoice, () => void>>> = {
    restore: () => void act(restore) /* tells its refusal */,
    choose_folder: () => setAsks(true),
    summarize: () => void act(summarize) /* tells its refusal */
  }
  return (
    <>
      <Banner
        tone="warn"
        text={trouble === 'transcript_gone' ? words.transcriptGone : words.folderGone(folder)}
        action={
          <span className="flex shrink-0 flex-wrap justify-end gap-1.5">
            {choices.map((choice) => (
              <Button key={choice} size="small" disabled={busy} onClick={chosen[choice]}>
                {words.choices[choice]}
              </Button>
            ))}
          </span>
        }
      />
      {asks && (
        <TextDialog
          title={words.folderTitle}
          label={words.folderLabel}
          value={folder}
          longest={4096}
          onSave={async (path) => {
            try {
              await chooseSessionFolder(projectId, sessionId, path)
              lookAgain()
              return null
            } catch (thrown) {
              return sentenceOf(failureOf(thrown))
            }
          }}
          onClose={() => setAsks(false)}
        />
      )}
    </>
  )
}
