/** May the agent use this tool: once, from now on, otherwise, or not at all? */
import { useRef, useState } from 'react'
import { localKeys } from '../../shared/keymap.ts'
import { denialWith } from '../../shared/tool.ts'
import { strings } from '../strings/strings.ts'
import { CardFrame } from './CardFrame.tsx'
import { ChoiceButton } from './ChoiceButton.tsx'
import { DenyNote } from './DenyNote.tsx'
import { InputEditor } from './InputEditor.tsx'
import type { CardProps } from './cardProps.ts'
import { PermissionPreview } from './PermissionPreview.tsx'
import { RememberRow } from './RememberRow.tsx'
import { ScrollBody } from './ScrollBody.tsx'
import type { CardKey } from './useCardKeys.ts'

interface ToolCardProps extends CardProps {
  readonly projectPath: string
}

type Doing = 'choosing' | 'noting' | 'editing'

const { allow, session, project, deny, note, edit } = localKeys.permission

export function ToolCard({ projectPath, ...card }: ToolCardProps) {
  const { request, isSending, onAnswer } = card
  const [doing, setDoing] = useState<Doing>('choosing')
  const canRemember = request.rules.length > 0
  /** The agent itself advises against it: allowing takes two steps, and the first key leads to "no". */
  const isNo = request.defaultToNo === true
  const allowing = useRef<HTMLButtonElement>(null)
  const denying = useRef<HTMLButtonElement>(null)
  const forSession = useRef<HTMLButtonElement>(null)
  const forProject = useRef<HTMLButtonElement>(null)

  const allowOnce = (): void => onAnswer({ behavior: 'allow' })
  const remember = (scope: 'session' | 'project'): void => onAnswer({ behavior: 'allow', remember: scope })
  const refuse = (): void => onAnswer({ behavior: 'deny' })
  const choose = (): void => setDoing('choosing')

  const keys: readonly CardKey[] =
    doing === 'choosing'
      ? [
          ...(isNo
            ? [{ chords: allow, act: () => allowing.current?.focus(), selects: true }]
            : [
                { chords: allow, act: allowOnce, waits: true },
                { chords: ['Enter'], act: allowOnce, onCardOnly: true }
              ]),
          { chords: session.slice(0, 1), act: () => forSession.current?.focus(), selects: true },
          { chords: project.slice(0, 1), act: () => forProject.current?.focus(), selects: true },
          { chords: [...deny, 'Escape'], act: refuse },
          { chords: note, act: () => setDoing('noting') },
          { chords: edit, act: () => setDoing('editing') }
        ]
      : [{ chords: ['Escape'], act: choose }]

  return (
    <CardFrame
      {...card}
      title={request.title}
      keys={keys}
      first={isNo ? denying : undefined}
      regains={doing === 'choosing'}
    >
      {doing !== 'editing' && (
        <ScrollBody className="px-3.5 pt-2 pb-1">
          <PermissionPreview request={request} projectPath={projectPath} />
        </ScrollBody>
      )}
      {doing === 'noting' && (
        <DenyNote
          label={strings.permission.noteLabel}
          send={strings.permission.noteSend}
          disabled={isSending}
          onSend={(words) => onAnswer({ behavior: 'deny', message: denialWith(words) })}
          onCancel={choose}
        />
      )}
      {doing === 'editing' && (
        <InputEditor
          input={request.input}
          disabled={isSending}
          onAllow={(updatedInput) => onAnswer({ behavior: 'allow', updatedInput })}
          onCancel={choose}
        />
      )}
      {doing === 'choosing' && (
        <>
          <div className="flex flex-wrap items-center gap-2 px-3.5 pt-3 pb-3">
            <ChoiceButton
              ref={allowing}
              tone={isNo ? 'secondary' : 'primary'}
              label={strings.permission.allowOnce}
              chords={isNo ? [...allow, 'Enter'] : allow}
              disabled={isSending}
              onChoose={allowOnce}
            />
            <ChoiceButton
              label={strings.permission.edit}
              chords={edit}
              disabled={isSending}
              onChoose={() => setDoing('editing')}
            />
            <div className="ml-auto flex flex-wrap gap-2">
              <ChoiceButton
                tone="ghost"
                label={strings.permission.addNote}
                chords={note}
                disabled={isSending}
                onChoose={() => setDoing('noting')}
              />
              <ChoiceButton
                ref={denying}
                tone={isNo ? 'primary' : 'secondary'}
                label={strings.permission.deny}
                chords={deny}
                disabled={isSending}
                onChoose={refuse}
              />
            </div>
          </div>
          {canRemember && (
            <RememberRow
              rules={request.rules}
              disabled={isSending}
              forSession={forSession}
              forProject={forProject}
              onRemember={remember}
            />
          )}
        </>
      )}
    </CardFrame>
  )
}
