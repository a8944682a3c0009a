/** For the tests of the composer: one on a page, and what it offers. */
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createRef, useState } from 'react'
import { vi } from 'vitest'
import type { FileMatches } from '../../shared/files.ts'
import type { Attachment } from '../../shared/session.ts'
import type { AgentCommand } from '../../shared/steering.ts'
import type { OfferState } from '../../renderer/stores/offerStore.ts'
import { Composer } from '../../renderer/composer/Composer.tsx'
import type { ComposerProps } from '../../renderer/composer/Composer.tsx'

function command(name: string, argumentHint: string | null = null): AgentCommand {
  return { name, description: `Does ${name}`, argumentHint }
}

const offer: OfferState = {
  phase: 'ready',
  at: 0,
  offer: { agent: 'guide', commands: [command('compact'), command('review', '[branch]')], models: [] }
}

export function found(...paths: readonly string[]): FileMatches {
  return { files: paths.map((path) => ({ path, positions: [] })), total: paths.length, isComplete: true }
}

/** Holds draft and attachments as the store does, and tells of every change. */
export function renderComposer(changes: Partial<ComposerProps> = {}) {
  const acts = {
    onDraft: vi.fn(),
    onSend: vi.fn(),
    onInterrupt: vi.fn(),
    onRewind: vi.fn(),
    onNextMode: vi.fn(),
    onWantOffer: vi.fn(),
    findFiles: vi.fn((_query: string) => Promise.resolve(found())),
    findMissing: vi.fn((_paths: readonly string[]) => Promise.resolve<readonly string[]>([]))
  }
  const queueActs = {
    onEdit: vi.fn(() => Promise.resolve(true)),
    onMove: vi.fn(),
    onRemove: vi.fn(),
    onSendNow: vi.fn(),
    onResume: vi.fn()
  }
  const ref = createRef<HTMLTextAreaElement>()
  function Holder({ later = {} }: { readonly later?: Partial<ComposerProps> }) {
    const [draft, setDraft] = useState(changes.draft ?? '')
    const [attachments, setAttachments] = useState<readonly Attachment[]>(changes.attachments ?? [])
    return (
      <Composer
        agentName="Guide"
        sendKey="enter"
        blocked={null}
        running={false}
        interrupting={false}
        queue={[]}
        queueActs={queueActs}
        recall={{ prompts: () => ['third\nline', 'second', 'first'], onWantOlder: () => undefined }}
        offer={offer}
        choices={null}
        problem={null}
        compact={false}
        {...acts}
        {...changes}
        {...later}
        ref={ref}
        draft={draft}
        onDraft={(text) => {
          acts.onDraft(text)
          setDraft(text)
        }}
        attachments={attachments}
        onAttach={(more) => setAttachments((before) => [...before, ...more])}
        onDetach={(gone) => setAttachments((before) => before.filter((one) => one !== gone))}
      />
    )
  }
  const { rerender } = render(<Holder />)
  return {
    ...acts,
    rerenderWith: (later: Partial<ComposerProps>) => rerender(<Holder later={later} />),
    queueActs,
    user: userEvent.setup(),
    box: screen.getByRole('textbox', { name: 'Message' })
  }
}
