/** What the composer offers while somebody writes: commands and files. */
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { found, renderComposer } from '../../tests/support/renderComposer.tsx'

const options = (): string[] => screen.queryAllByRole('option').map((option) => option.textContent)

const active = (): string | undefined =>
  screen.queryAllByRole('option').find((option) => option.ariaSelected === 'true')?.textContent

describe('commands', () => {
  it('are asked for at the first slash, filtered, and taken by Enter', async () => {
    const { onWantOffer, onSend, user, box } = renderComposer()
    await user.type(box, 'a')
    expect(onWantOffer).not.toHaveBeenCalled()
    await user.clear(box)
    await user.type(box, '/')
    expect(onWantOffer).toHaveBeenCalled()
    expect(options()).toEqual(['/compactDoes compact', '/review[branch]Does review'])
    await user.type(box, 'rev')
    expect(options()).toEqual(['/review[branch]Does review'])
    await user.keyboard('{Enter}')
    expect(box).toHaveValue('/review ')
    expect(screen.queryByRole('listbox')).toBeNull()
    expect(onSend).not.toHaveBeenCalled()
  })

  it('one written out is sent by Enter', async () => {
    const { onSend, user, box } = renderComposer()
    await user.type(box, '/compact{Enter}')
    expect(onSend).toHaveBeenCalledTimes(1)
  })

  it('are moved through by the arrows, and told to assistive technology', async () => {
    const { user, box } = renderComposer()
    await user.type(box, '/')
    expect(active()).toContain('/compact')
    await user.keyboard('{ArrowDown}')
    expect(active()).toContain('/review')
    expect(box.getAttribute('aria-activedescendant')).toBe(screen.getAllByRole('option')[1]?.id)
    expect(box.getAttribute('aria-controls')).toBe(screen.getByRole('listbox').id)
    await user.keyboard('{ArrowDown}')
    expect(active()).toContain('/compact')
    await user.keyboard('{ArrowUp}{Tab}')
    expect(box).toHaveValue('/review ')
  })

  it('are closed by Escape, which stops nothing', async () => {
    const { onInterrupt, user, box } = renderComposer({ running: true })
    await user.type(box, '/')
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('listbox')).toBeNull()
    await user.keyboard('co')
    expect(screen.queryByRole('listbox')).toBeNull()
    expect(onInterrupt).not.toHaveBeenCalled()
  })

  it('leave the keys of an input method alone', async () => {
    const { user, box } = renderComposer()
    await user.type(box, '/')
    fireEvent.keyDown(box, { key: 'Enter', keyCode: 229 })
    fireEvent.keyDown(box, { key: 'ArrowDown', isComposing: true })
    expect([box.textContent, active()]).toEqual(['/', '/compactDoes compact'])
  })

  it('say so while the agent is asked, and when it could not be', async () => {
    const loading = renderComposer({ offer: { phase: 'loading' } })
    await loading.user.type(loading.box, '/')
    expect(screen.getByText('Asking Guide for its commands…')).toBeVisible()
  })

  it('can be asked for again after a failure', async () => {
    const error = { code: 'offer_failed', message: 'The agent did not answer.' }
    const { onWantOffer, user, box } = renderComposer({ offer: { phase: 'failed', error } })
    await user.type(box, '/')
    expect(screen.getByRole('alert')).toHaveTextContent('The agent did not answer.')
    onWantOffer.mockClear()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(onWantOffer).toHaveBeenCalledTimes(1)
  })

  it('the agent does not know are told once, and sent as text the second time', async () => {
    const { onSend, user, box } = renderComposer({ draft: '/nope please' })
    await user.type(box, '{Enter}')
    expect(screen.getByText('Guide knows no command /nope. Send again to send it as text.')).toBeVisible()
    expect(onSend).not.toHaveBeenCalled()
    await user.keyboard('{Enter}')
    expect(onSend).toHaveBeenCalledTimes(1)
  })
})

describe('mentions', () => {
  it('find files, insert the chosen one, and go on in a folder', async () => {
    const { findFiles, user, box } = renderComposer({
      findFiles: (query) =>
        Promise.resolve(query.startsWith('src/') ? found('src/my notes.md') : found('src/', 'README.md'))
    })
    await user.type(box, 'see @')
    await screen.findAllByRole('option')
    expect(options()).toEqual(['src/', 'README.md'])
    await user.keyboard('{Enter}')
    expect(box).toHaveValue('see @src/')
    await waitFor(() => expect(options()).toEqual(['my notes.mdsrc/']))
    await user.keyboard('{Tab}')
    expect(box).toHaveValue('see @"src/my notes.md" ')
    expect(screen.queryByRole('listbox')).toBeNull()
    expect(findFiles).not.toHaveBeenCalled() // the one of this test was
  })

  it('abandon a question that was overtaken, and never show its answer', async () => {
    const signals: AbortSignal[] = []
    const { user, box } = renderComposer({
      findFiles: (query, signal) => {
        signals.push(signal)
        return query === 'zz' ? Promise.resolve(found('zz.ts')) : new Promise(() => undefined)
      }
    })
    await user.type(box, '@')
    await waitFor(() => expect(signals).toHaveLength(1))
    await user.type(box, 'zz')
    await waitFor(() => expect(options()).toEqual(['zz.ts']))
    expect(signals[0]?.aborted).toBe(true)
  })

  it('offer nothing that no longer fits while the next answer is on its way', async () => {
    const { user, box } = renderComposer({
      findFiles: (query) =>
        query === '' ? Promise.resolve(found('alpha.ts', 'beta.ts')) : new Promise(() => undefined)
    })
    await user.type(box, '@')
    await screen.findAllByRole('option')
    await user.type(box, 'be')
    expect(options()).toEqual(['beta.ts'])
  })

  it('of a file that is gone are told, and sent all the same', async () => {
    const { onSend, user, box } = renderComposer({
      draft: 'read @src/gone.ts, @src/here.ts然后 and 看@./src/gone.ts。',
      findMissing: (paths) => Promise.resolve(paths.filter((path) => path !== 'src/here.ts'))
    })
    expect(await screen.findByText('There is no file src/gone.ts in this project.')).toBeVisible()
    await user.type(box, '{Enter}')
    expect(onSend).toHaveBeenCalledTimes(1)
  })
})
