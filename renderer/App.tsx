/** The routes, and what holds for all of them: notices, theme, tooltips, a net for bugs. Drawn by `main.tsx`. */
import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { useEffect } from 'react'
import { BrowserRouter, Link, Route, Routes } from 'react-router'
import { routes } from '../shared/address.ts'
import { DoctorPage } from './doctor/DoctorPage.tsx'
import { AppActions } from './pages/AppActions.tsx'
import { KeyListener } from './keys/KeyListener.tsx'
import { WindowDrops } from './open/WindowDrops.tsx'
import { MenuActions } from './pages/MenuActions.tsx'
import { MenuOpenFolder } from './pages/MenuOpenFolder.tsx'
import { OpenProject } from './pages/OpenProject.tsx'
import { PlainPage } from './pages/PlainPage.tsx'
import { ProjectHome } from './pages/ProjectHome.tsx'
import { ProjectSession } from './pages/ProjectSession.tsx'
import { WindowPages } from './pages/WindowPages.tsx'
import { SearchPage } from './search/SearchPage.tsx'
import { SettingsPage } from './settings/SettingsPage.tsx'
import { connectNotices } from './notify/connectNotices.ts'
import { showAppearance } from './settings/showAppearance.ts'
import { useSettingsStore } from './stores/settingsStore.ts'
import { strings } from './strings/strings.ts'
import { UsagePage } from './usage/UsagePage.tsx'
import { DiagramProvider } from './transcript/markdown/diagram/DiagramProvider.tsx'
import { Button } from './ui/Button.tsx'
import { UpdateNews } from './updates/UpdateNews.tsx'
import { ErrorBoundary } from './ui/ErrorBoundary.tsx'
import { restWhileTyping } from './ui/restWhileTyping.ts'
import { Toasts } from './ui/Toasts.tsx'

export function App() {
  const settings = useSettingsStore((state) => state.settings)

  useEffect(() => connectNotices(), [])
  useEffect(() => restWhileTyping(document.documentElement), [])
  // The server wrote these into the page; only a later choice changes them here.
  useEffect(() => {
    if (settings) showAppearance(settings)
  }, [settings])

  return (
    // Our CSP forbids <style> elements; what they would say is in app.css.
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={400}>
        <ErrorBoundary fallback={(what) => <Crashed what={what} />}>
          <DiagramProvider>
            <BrowserRouter>
              <MenuActions />
              <MenuOpenFolder />
              <WindowDrops />
              <WindowPages />
              <KeyListener />
              <AppActions />
              <Routes>
                <Route path={routes.home} element={<ProjectHome />} />
                <Route path={routes.settings} element={<SettingsPage />} />
                <Route path={routes.doctor} element={<DoctorPage />} />
                <Route path={routes.usage} element={<UsagePage />} />
                <Route path={routes.search} element={<SearchPage />} />
                <Route path={routes.project} element={<OpenProject />} />
                <Route path={routes.newSession} element={<ProjectSession />} />
                <Route path={routes.session} element={<ProjectSession />} />
                <Route path="*" element={<NotFound />} />
              </Routes>
            </BrowserRouter>
          </DiagramProvider>
        </ErrorBoundary>
        <UpdateNews />
        <Toasts />
      </Tooltip.Provider>
    </CSPProvider>
  )
}

function NotFound() {
  return (
    <PlainPage title={strings.app.notFound}>
      <Link to={routes.home} className="text-ui text-accent underline underline-offset-2">
        {strings.app.goHome}
      </Link>
    </PlainPage>
  )
}

function Crashed({ what }: { readonly what: string }) {
  return (
    <PlainPage title={strings.app.crashed} hint={`${strings.app.crashedHint} (${what})`}>
      <Button onClick={() => window.location.reload()}>{strings.app.reload}</Button>
    </PlainPage>
  )
}
