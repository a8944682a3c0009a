/**
 * Where a person writes: what waits, what goes along, the words, and what decides about the next turn, in one
 * box that never takes the whole window. `SessionComposer` gives it everything.
 */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode, RefObject } from 'react'
import type { Attachment, QueuedMessage } from '../../shared/session.ts'
import type { Settings } from '../../shared/settings.ts'
import type { OfferState } from '../stores/offerStore.ts'
import type { SendOptions } from '../stores/outboxActions.ts'
import { strings } from '../strings/strings.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { AttachmentChips } from './attachments/AttachmentChips.tsx'
import { DropZone } from './attachments/DropZone.tsx'
import { useAttaching } from './attachments/useAttaching.ts'
import { usePasting } from './attachments/usePasting.ts'
import { unknownCommand } from './completion/matchCommands.ts'
import type { FindFiles } from './completion/useFileMatches.ts'
import { useVanishedMentions } from './completion/useVanishedMentions.ts'
import type { FindMissing } from './completion/useVanishedMentions.ts'
import { ComposerNotes } from './ComposerNotes.tsx'
import type { ComposerNote } from './ComposerNotes.tsx'
import { ComposerToolbar } from './ComposerToolbar.tsx'
import { MessageBox } from './MessageBox.tsx'
import { QueueList } from './queue/QueueList.tsx'
import type { QueueActs } from './queue/useQueueActs.ts'
import { messageBlock } from './sendBlock.ts'
import type { SendBlock } from './sendBlock.ts'
import { useSendWhenReady } from './useSendWhenReady.ts'
import type { RecallSource } from './useRecall.ts'
import { useTwice } from './useTwice.ts'

export interface ComposerProps {
  readonly agentName: string
  readonly sendKey: Settings['sendKey']
  /** May lag behind the text box by the frame that shows what was typed. */
  readonly draft: string
  readonly onDraft: (draft: string) => void
  /** Gives the newest draft, drawn by the time it returns: somebody acts on it. */
  readonly onCatchUp?: () => void
  readonly attachments: readonly Attachment[]
  readonly onAttach: (attachments: readonly Attachment[]) => void
  readonly onDetach: (attachment: Attachment) => void
  /** Why nothing can be sent now, null when it can. */
  readonly blocked: SendBlock | null
  readonly onSend: (options: SendOptions) => void
  /** A turn runs: it can be stopped, and what is sent waits its turn. */
  readonly running: boolean
  readonly interrupting: boolean
  readonly onInterrupt: () => void
  readonly queue: readonly QueuedMessage[]
  readonly queueActs: QueueActs
  /** Escape twice in an empty composer; null when there is nothing to go back to. */
  readonly onRewind: (() => void) | null
  readonly onNextMode: () => void
  readonly recall: RecallSource
  /** What the agent offers; null while nobody has asked. */
  readonly offer: OfferState | null
  readonly onWantOffer: () => void
  readonly findFiles: FindFiles
  readonly findMissing: FindMissing
  /** Selectors for mode, agent and model. */
  readonly choices: ReactNode
  /** A refusal of the last act, shown right above. */
  readonly problem: ReactNode
  /** Something else stands above and needs the room: an open question of the agent. */
  readonly compact: boolean
  readonly ref: RefObject<HTMLTextAreaElement | null>
}

export function Composer(props: ComposerProps) {
  const { agentName, sendKey, draft, attachments, running, offer, ref, onAttach, onDetach, onRewind } = props
  const attachmentsNow = useRef(attachments)
  useEffect(() => {
    attachmentsNow.current = attachments
  }, [attachments])
  const focus = useCallback(() => ref.current?.focus(), [ref])

  const attaching = useAttaching({ held: attachmentsNow, onAttach })
  const pasting = usePasting({ box: ref, held: attachmentsNow, attaching, onAttach, onDetach })
  const vanished = useVanishedMentions(draft, running, props.findMissing)
  const rewinding = useTwice(onRewind)
  const [toldAbout, setToldAbout] = useState<string | null>(null)

  const ownBlock = useMemo(
    () => messageBlock({ text: draft, attachments, reading: attaching.reading }),
    [draft, attachments, attaching.reading]
  )
  const blocked = props.blocked?.reason ?? ownBlock

  /** A command the agent does not know is told once; sent again, it is a text like any other. */
  function send(options: SendOptions): void {
    if (ownBlock !== null || (props.blocked !== null && !props.blocked.passes)) return
    if (props.blocked !== null) return sendWhenReady(options)
    const commands = offer?.phase === 'ready' ? offer.offer.commands : null
    if (commands && unknownCommand(draft, commands) !== null && toldAbout !== draft) {
      setToldAbout(draft)
      return
    }
    attaching.forgetRefused()
    props.onSend(options)
  }

  const sendWhenReady = useSendWhenReady({ blocked: props.blocked, draft, attachments, send })
  function escape(): boolean {
    if (running) {
      props.onInterrupt()
      return true
    }
    return draft === '' && attachments.length === 0 && rewinding.press()
  }

  const { onCatchUp = nothing } = props
  // To catch up is to draw anew: what is done with the draft is what the newest drawing does.
  const actsNow = useRef({ send, escape })
  useLayoutEffect(() => {
    actsNow.current = { send, escape }
  })
  const onSend = useCallback(() => {
    onCatchUp()
    actsNow.current.send({})
  }, [onCatchUp])

  const notes: ComposerNote[] = [
    ...attaching.refused.map((text) => ({ tone: 'warn', text, onDismiss: attaching.forgetRefused }) as const),
    ...(ownBlock !== null && attaching.reading === 0 && isTold(draft, attachments)
      ? [{ tone: 'warn', text: ownBlock } as const]
      : []),
    ...(props.blocked?.isTold === true && isTold(draft, attachments)
      ? [{ tone: 'info', text: props.blocked.reason } as const]
      : []),
    ...(vanished.length > 0 ? [{ tone: 'warn', text: strings.composer.vanished(vanished) } as const] : []),
    ...unknownNote(toldAbout === draft ? draft : null, offer, agentName),
    ...(rewinding.pressed ? [{ tone: 'info', text: strings.composer.rewindHint } as const] : [])
  ]

  return (
    <div
      className={joinClasses(
        'mx-auto flex w-full max-w-[800px] shrink-0 flex-col px-6 pb-4',
        props.compact ? 'max-h-[28vh]' : 'max-h-[62vh]'
      )}
    >
      <DropZone onFiles={attaching.add} />
      {props.problem}
      <QueueList queue={props.queue} paused={!running} acts={props.queueActs} />
      <div className="relative flex min-h-[92px] flex-col rounded-lg border border-line-strong bg-surface-raised shadow-dock focus-within:border-accent">
        <div className="min-h-0 overflow-y-auto">
          <ComposerNotes notes={notes} />
          <AttachmentChips
            attachments={attachments}
            reading={attaching.reading}
            notes={attaching.notes}
            pasted={pasting.pasted}
            onRemove={onDetach}
            onInline={pasting.inline}
            onLeave={focus}
          />
        </div>
        <MessageBox
          ref={ref}
          agentName={agentName}
          sendKey={sendKey}
          text={draft}
          onText={props.onDraft}
          onCatchUp={onCatchUp}
          onSend={(how) => actsNow.current.send({ interrupt: how === 'interrupting' && running })}
          onEscape={() => actsNow.current.escape()}
          onNextMode={props.onNextMode}
          onPaste={pasting.onPaste}
          onOtherKey={rewinding.forget}
          recall={props.recall}
          offer={offer}
          onWantOffer={props.onWantOffer}
          findFiles={props.findFiles}
        />
        <ComposerToolbar
          sendKey={sendKey}
          choices={props.choices}
          blocked={blocked}
          running={running}
          interrupting={props.interrupting}
          onFiles={attaching.add}
          onInterrupt={props.onInterrupt}
          onSend={onSend}
        />
      </div>
    </div>
  )
}

function nothing(): void {
  // Whoever gives every draft at once is never behind.
}

/** That there is nothing to send is no news. */
function isTold(draft: string, attachments: readonly Attachment[]): boolean {
  return attachments.length > 0 || draft.trim() !== ''
}

function unknownNote(
  text: string | null,
  offer: OfferState | null,
  agentName: string
): readonly ComposerNote[] {
  if (text === null || offer?.phase !== 'ready') return []
  const name = unknownCommand(text, offer.offer.commands)
  return name === null ? [] : [{ tone: 'warn', text: strings.composer.unknownCommand(name, agentName) }]
}
