/** The quiet line at the foot of the sidebar: connection, version, theme. */
import { Menu } from '@base-ui/react/menu'
import { Check, Monitor, Moon, Sun } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { Settings } from '../../shared/protocol.ts'
import { en } from '../strings/en.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { joinClasses } from '../ui/joinClasses.ts'
import { PopMenu } from '../ui/PopMenu.tsx'

/** Of this window's session; `idle` when there is none to be connected to. */
export type ConnectionLight = 'idle' | 'connected' | 'connecting' | 'offline'

export type Theme = Settings['theme']

interface StatusFooterProps {
  readonly light: ConnectionLight
  readonly version: string | null
  readonly theme: Theme
  readonly onTheme: (theme: Theme) => void
}

const LIGHTS: Readonly<Record<ConnectionLight, string>> = {
  idle: 'bg-line-strong',
  connected: 'bg-ok',
  connecting: 'bg-warn',
  offline: 'bg-danger'
}
const THEME_ICONS: Readonly<Record<Theme, LucideIcon>> = { system: Monitor, light: Sun, dark: Moon }
const THEMES: readonly Theme[] = ['system', 'light', 'dark']

export function StatusFooter({ light, version, theme, onTheme }: StatusFooterProps) {
  return (
    <footer className="flex h-10 shrink-0 items-center gap-2 border-t border-line pr-2 pl-4 text-meta text-ink-muted">
      <span className={joinClasses('size-[7px] shrink-0 rounded-full', LIGHTS[light])} aria-hidden />
      <span>{en.shell[light]}</span>
      <span className="min-w-0 flex-1 truncate text-right text-ink-faint">
        {version !== null && en.app.version(version)}
      </span>
      <PopMenu
        side="top"
        align="end"
        trigger={<IconButton icon={THEME_ICONS[theme]} label={en.shell.theme} size="small" />}
      >
        <Menu.RadioGroup value={theme} onValueChange={onTheme}>
          {THEMES.map((name) => (
            <ThemeItem key={name} theme={name} />
          ))}
        </Menu.RadioGroup>
      </PopMenu>
    </footer>
  )
}

function ThemeItem({ theme }: { readonly theme: Theme }) {
  const Icon = THEME_ICONS[theme]
  return (
    <Menu.RadioItem
      value={theme}
      closeOnClick
      className="flex items-center gap-2 rounded-md px-2.5 py-1.5 text-ui outline-none select-none data-[highlighted]:bg-hover"
    >
      <Icon size={15} strokeWidth={1.75} className="opacity-80" aria-hidden />
      <span className="flex-1">{en.shell.themes[theme]}</span>
      <Menu.RadioItemIndicator>
        <Check size={14} strokeWidth={2} className="text-accent" aria-hidden />
      </Menu.RadioItemIndicator>
    </Menu.RadioItem>
  )
}
