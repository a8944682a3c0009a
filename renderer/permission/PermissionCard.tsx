/**
 * One question of the agent: may it do this? Complete by keyboard: Enter allows once, Escape denies.
 * Keys count only from inside the card, and not in the moment it appears, so that a key meant for
 * something else never allows anything.
 */
import { ChevronDown, ShieldQuestion } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { PermissionAnswer, PermissionRequest, PermissionRule } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { readQuestions } from '../transcript/tools/toolInputs.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { PopMenu, PopMenuItem, PopMenuNote } from '../ui/PopMenu.tsx'
import { DenyNote } from './DenyNote.tsx'
import { PermissionPreview } from './PermissionPreview.tsx'
import { QuestionForm } from './QuestionForm.tsx'

/** Keys pressed this soon after the card came were meant for something else, in milliseconds. */
const ARMED_AFTER_MS = 350

export interface PermissionCardProps {
  readonly request: PermissionRequest
  readonly projectPath: string
  /** "1 of 2"; null when it is the only one. */
  readonly place: string | null
  /** Take the focus when it appears: only when nobody is typing. */
  readonly takesFocus: boolean
  /** Resolves to a sentence when the answer did not arrive. */
  readonly onAnswer: (answer: PermissionAnswer) => Promise<string | null>
  readonly armedAfterMs?: number
}

export function PermissionCard(props: PermissionCardProps) {
  const { request, projectPath, place, takesFocus, onAnswer, armedAfterMs = ARMED_AFTER_MS } = props
  const card = useRef<HTMLElement>(null)
  const armed = useRef(false)
  const [noting, setNoting] = useState(false)
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const questions = readQuestions(request.toolName === 'AskUserQuestion' ? request.input : null)

  useEffect(() => {
    const timer = setTimeout(() => {
      armed.current = true
    }, armedAfterMs)
    return () => clearTimeout(timer)
  }, [armedAfterMs])

  // The focus comes here only from an empty composer, and goes back where it came from. Decided when
  // the card appears: what happens to the composer later must not move the focus.
  const [focuses] = useState(takesFocus)
  useEffect(() => {
    if (!focuses) return undefined
    const before = document.activeElement
    card.current?.focus({ preventScroll: true })
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [focuses])

  async function answer(what: PermissionAnswer): Promise<void> {
    if (sending) return
    setSending(true)
    const refused = await onAnswer(what)
    setSending(false)
    setProblem(refused)
  }

  /** Answers never reject: what goes wrong is shown on the card. */
  function say(what: PermissionAnswer): void {
    void answer(what)
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.nativeEvent.isComposing || event.defaultPrevented) return
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      if (armed.current) say({ behavior: 'deny' })
    } else if (event.key === 'Enter' && event.target === card.current && !event.repeat) {
      event.preventDefault()
      if (armed.current && questions.length === 0) say({ behavior: 'allow' })
    }
  }

  const isPlan = request.toolName === 'ExitPlanMode'
  return (
    <section
      ref={card}
      tabIndex={-1}
      aria-label={`${strings.permission.region}: ${request.title}`}
      onKeyDown={onKeyDown}
      className="rounded-lg border border-warn-line bg-surface-raised shadow-dock outline-offset-0"
    >
      <header className="flex items-center gap-2 px-3.5 pt-2.5">
        <ShieldQuestion size={16} strokeWidth={1.75} className="shrink-0 text-warn" aria-hidden />
        <h2 className="min-w-0 flex-1 text-ui font-semibold wrap-anywhere">
          {isPlan ? strings.permission.planTitle : request.title}
        </h2>
        {place !== null && <span className="shrink-0 text-meta text-ink-muted tabular-nums">{place}</span>}
      </header>
      {questions.length > 0 ? (
        <QuestionForm questions={questions} input={request.input} disabled={sending} onAnswer={say} />
      ) : (
        <>
          <div className="max-h-[40vh] overflow-y-auto px-3.5 pt-2">
            <PermissionPreview request={request} projectPath={projectPath} />
          </div>
          {noting ? (
            <DenyNote
              onDeny={(message) => say({ behavior: 'deny', message })}
              onCancel={() => {
                setNoting(false)
                card.current?.focus()
              }}
            />
          ) : (
            <div className="flex flex-wrap items-center gap-2 px-3.5 pt-3 pb-3">
              <Button
                tone="primary"
                disabled={sending}
                aria-keyshortcuts="Enter"
                onClick={() => say({ behavior: 'allow' })}
              >
                {isPlan ? strings.permission.planApprove : strings.permission.allowOnce}
                <Key name="↵" />
              </Button>
              {request.rules.length > 0 && (
                <RememberMenu
                  rules={request.rules}
                  disabled={sending}
                  onRemember={(remember) => say({ behavior: 'allow', remember })}
                />
              )}
              <span className="flex-1" />
              <Button tone="ghost" disabled={sending} onClick={() => setNoting(true)}>
                {strings.permission.addNote}
              </Button>
              <Button disabled={sending} aria-keyshortcuts="Escape" onClick={() => say({ behavior: 'deny' })}>
                {isPlan ? strings.permission.planKeep : strings.permission.deny}
                <Key name="Esc" />
              </Button>
            </div>
          )}
        </>
      )}
      {problem !== null && (
        <ErrorNote className="px-3.5 pb-3" text={strings.permission.notAnswered(problem)} />
      )}
    </section>
  )
}

function Key({ name }: { readonly name: string }) {
  return (
    <kbd aria-hidden className="font-sans text-[11px] font-normal opacity-60">
      {name}
    </kbd>
  )
}

interface RememberMenuProps {
  readonly rules: readonly PermissionRule[]
  readonly disabled: boolean
  readonly onRemember: (remember: 'session' | 'project') => void
}

/** Shows exactly what would be saved before anything is. */
function RememberMenu({ rules, disabled, onRemember }: RememberMenuProps) {
  return (
    <PopMenu
      side="top"
      className="w-80"
      trigger={
        <Button disabled={disabled}>
          {strings.permission.remember}
          <ChevronDown size={13} strokeWidth={1.75} className="opacity-70" aria-hidden />
        </Button>
      }
    >
      <PopMenuNote>
        {strings.permission.rule}
        {rules.map((rule) => (
          <code key={ruleText(rule)} className="mt-1 block font-mono text-[12px] wrap-anywhere text-ink">
            {ruleText(rule)}
          </code>
        ))}
      </PopMenuNote>
      <PopMenuItem label={strings.permission.forSession} onChoose={() => onRemember('session')} />
      <PopMenuItem label={strings.permission.forProject} onChoose={() => onRemember('project')} />
    </PopMenu>
  )
}

function ruleText(rule: PermissionRule): string {
  return `${rule.toolName}: ${rule.pattern ?? strings.permission.anyUse}`
}
