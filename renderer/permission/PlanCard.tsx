/** Shall the agent carry out its plan, and how freely, or go on planning? */
import { Map as PlanIcon } from 'lucide-react'
import { useRef, useState } from 'react'
import type { PermissionMode } from '../../shared/session.ts'
import { localKeys } from '../../shared/keymap.ts'
import { strings } from '../strings/strings.ts'
import { CardFields } from './CardFields.tsx'
import { CardFrame } from './CardFrame.tsx'
import { ChoiceButton } from './ChoiceButton.tsx'
import { DenyNote } from './DenyNote.tsx'
import type { CardProps } from './cardProps.ts'
import { PlanText } from './PlanText.tsx'
import { RequestWhy } from './RequestWhy.tsx'
import { ScrollBody } from './ScrollBody.tsx'
import type { CardKey } from './useCardKeys.ts'

interface PlanCardProps extends CardProps {
  readonly projectPath: string
  readonly onMode: (mode: PermissionMode) => void
}

const { allow, edit, deny, note } = localKeys.permission

export function PlanCard({ onMode, projectPath, ...card }: PlanCardProps) {
  const { request, isSending, onAnswer } = card
  const [isNoting, setNoting] = useState(false)
  const isNo = request.defaultToNo === true
  const approving = useRef<HTMLButtonElement>(null)
  const accepting = useRef<HTMLButtonElement>(null)
  const keeping = useRef<HTMLButtonElement>(null)
  const plan = planIn(request.input)

  const approve = (mode: PermissionMode): void => onAnswer({ behavior: 'allow' }, () => onMode(mode))
  const keep = (): void => onAnswer({ behavior: 'deny' })

  const keys: readonly CardKey[] = isNoting
    ? [{ chords: ['Escape'], act: () => setNoting(false) }]
    : [
        ...(isNo
          ? [{ chords: allow, act: () => approving.current?.focus(), selects: true }]
          : [
              { chords: allow, act: () => approve('default'), waits: true },
              { chords: ['Enter'], act: () => approve('default'), onCardOnly: true }
            ]),
        // More than this plan is allowed: that is never one key.
        { chords: edit, act: () => accepting.current?.focus(), selects: true },
        { chords: [...deny, 'Escape'], act: keep },
        { chords: note, act: () => setNoting(true) }
      ]

  return (
    <CardFrame
      {...card}
      icon={PlanIcon}
      title={strings.permission.planTitle}
      name={request.title}
      keys={keys}
      first={isNo ? keeping : undefined}
      regains={!isNoting}
    >
      <ScrollBody className="mt-1 px-3.5 py-1">
        <RequestWhy request={request} projectPath={projectPath} />
        {plan === '' ? (
          <p className="text-ui text-ink-muted">{strings.permission.planEmpty}</p>
        ) : (
          <PlanText plan={plan} />
        )}
        {/* What a plan wants to be allowed along with it, for one. */}
        {hasMore(request.input) && <CardFields input={request.input} told={PLAN} projectPath={projectPath} />}
      </ScrollBody>
      {isNoting ? (
        <DenyNote
          label={strings.permission.planNoteLabel}
          send={strings.permission.planNoteSend}
          disabled={isSending}
          onSend={(words) => onAnswer({ behavior: 'deny', message: words })}
          onCancel={() => setNoting(false)}
        />
      ) : (
        <div className="flex flex-wrap items-center gap-2 px-3.5 pt-3 pb-3">
          <ChoiceButton
            ref={approving}
            tone={isNo ? 'secondary' : 'primary'}
            label={strings.permission.planApprove}
            chords={isNo ? [...allow, 'Enter'] : allow}
            disabled={isSending}
            onChoose={() => approve('default')}
          />
          <ChoiceButton
            ref={accepting}
            label={strings.permission.planApproveEdits}
            chords={[...edit, 'Enter']}
            disabled={isSending}
            onChoose={() => approve('acceptEdits')}
          />
          <div className="ml-auto flex flex-wrap gap-2">
            <ChoiceButton
              tone="ghost"
              label={strings.permission.planNote}
              chords={note}
              disabled={isSending}
              onChoose={() => setNoting(true)}
            />
            <ChoiceButton
              ref={keeping}
              tone={isNo ? 'primary' : 'secondary'}
              label={strings.permission.planKeep}
              chords={deny}
              disabled={isSending}
              onChoose={keep}
            />
          </div>
        </div>
      )}
    </CardFrame>
  )
}

const PLAN: ReadonlySet<string> = new Set(['plan'])

function planIn(input: unknown): string {
  const plan = typeof input === 'object' && input !== null && 'plan' in input ? input.plan : ''
  return typeof plan === 'string' ? plan : ''
}

function hasMore(input: unknown): boolean {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input !== null
  return Object.keys(input).some((name) => name !== 'plan')
}
