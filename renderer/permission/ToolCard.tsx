/** May the agent use this tool: once, from now on, otherwise, or not at all? */
import { useState } from 'react'
import { localKeys } from '../../shared/keymap.ts'
import { strings } from '../strings/strings.ts'
import { denialWith } from '../transcript/tools/denial.ts'
import { CardFrame } from './CardFrame.tsx'
import type { CardKey } from './CardFrame.tsx'
import { ChoiceButton } from './ChoiceButton.tsx'
import { DenyNote } from './DenyNote.tsx'
import { InputEditor } from './InputEditor.tsx'
import type { CardProps } from './PermissionCard.tsx'
import { PermissionPreview } from './PermissionPreview.tsx'
import { RememberRow } from './RememberRow.tsx'

interface ToolCardProps extends CardProps {
  readonly projectPath: string
}

type Doing = 'choosing' | 'noting' | 'editing'

const { allow, session, project, deny, note, edit } = localKeys.permission

export function ToolCard({ projectPath, ...card }: ToolCardProps) {
  const { request, isSending, onAnswer } = card
  const [doing, setDoing] = useState<Doing>('choosing')
  const canRemember = request.rules.length > 0

  const allowOnce = (): void => onAnswer({ behavior: 'allow' })
  const remember = (scope: 'session' | 'project'): void => onAnswer({ behavior: 'allow', remember: scope })
  const refuse = (): void => onAnswer({ behavior: 'deny' })
  const choose = (): void => setDoing('choosing')

  const keys: readonly CardKey[] =
    doing === 'choosing'
      ? [
          { chords: allow, act: allowOnce },
          { chords: ['Enter'], act: allowOnce, onCardOnly: true },
          { chords: canRemember ? session : [], act: () => remember('session') },
          { chords: canRemember ? project : [], act: () => remember('project') },
          { chords: [...deny, 'Escape'], act: refuse },
          { chords: note, act: () => setDoing('noting') },
          { chords: edit, act: () => setDoing('editing') }
        ]
      : [{ chords: ['Escape'], act: choose }]

  return (
    <CardFrame {...card} title={request.title} keys={keys} regains={doing === 'choosing'}>
      {doing !== 'editing' && (
        <div className="min-h-0 overflow-y-auto px-3.5 pt-2">
          <PermissionPreview request={request} projectPath={projectPath} />
        </div>
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
              tone="primary"
              label={strings.permission.allowOnce}
              chords={allow}
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
                label={strings.permission.deny}
                chords={deny}
                disabled={isSending}
                onChoose={refuse}
              />
            </div>
          </div>
          {canRemember && <RememberRow rules={request.rules} disabled={isSending} onRemember={remember} />}
        </>
      )}
    </CardFrame>
  )
}
