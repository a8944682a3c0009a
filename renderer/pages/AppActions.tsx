/** The actions every page has: palette, help, settings, projects. Mounted once inside the router. */
import { useCallback, useState } from 'react'
import { useNavigate } from 'react-router'
import { routes } from '../../shared/address.ts'
import { CommandPalette } from '../palette/CommandPalette.tsx'
import { useAction } from '../keys/actionStore.ts'
import { HelpSheet } from '../keys/HelpSheet.tsx'

type Open = 'nothing' | 'palette' | 'help'

export function AppActions() {
  const navigate = useNavigate()
  const [open, setOpen] = useState<Open>('nothing')

  useAction(
    'palette',
    useCallback(() => setOpen((now) => (now === 'palette' ? 'nothing' : 'palette')), [])
  )
  useAction(
    'help',
    useCallback(() => setOpen('help'), [])
  )
  // Navigating resolves when the page has changed; nobody waits.
  useAction(
    'settings',
    useCallback(() => void navigate(routes.settings), [navigate])
  )
  useAction(
    'home',
    useCallback(() => void navigate(routes.home), [navigate])
  )
  useAction(
    'doctor',
    useCallback(() => void navigate(routes.doctor), [navigate])
  )
  useAction(
    'all-usage',
    useCallback(() => void navigate(routes.usage), [navigate])
  )
  useAction(
    'search',
    useCallback(() => void navigate(routes.search), [navigate])
  )

  return (
    <>
      <CommandPalette
        open={open === 'palette'}
        onOpenChange={(now) => setOpen(now ? 'palette' : 'nothing')}
      />
      <HelpSheet open={open === 'help'} onOpenChange={(now) => setOpen(now ? 'help' : 'nothing')} />
    </>
  )
}
