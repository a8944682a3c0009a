/** Whether the page is drawn dark now: by what the person chose, else by the system. */
import { useSyncExternalStore } from 'react'

export function useIsDark(): boolean {
  return useSyncExternalStore(subscribe, isDark)
}

function isDark(): boolean {
  const { theme } = document.documentElement.dataset
  return theme === 'dark' || (theme !== 'light' && systemIsDark().matches)
}

function subscribe(changed: () => void): () => void {
  const query = systemIsDark()
  const observer = new MutationObserver(changed)
  query.addEventListener('change', changed)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => {
    query.removeEventListener('change', changed)
    observer.disconnect()
  }
}

function systemIsDark(): MediaQueryList {
  return window.matchMedia('(prefers-color-scheme: dark)')
}
