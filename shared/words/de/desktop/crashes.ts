import type { DesktopWords } from '../../en/desktop/index.ts'

export const crashes: DesktopWords['crashes'] = {
  keepsCrashing: 'Diese Seite stürzt immer wieder ab.',
  keepsCrashingDetail:
    'Deine Sitzungen sind sicher, und Agenten arbeiten weiter. Du kannst es noch einmal versuchen oder zur Startseite gehen, die weniger zeigt.',
  tryAgain: 'Noch einmal',
  startPage: 'Startseite',
  closeWindow: 'Fenster schließen',
  hangs: 'Das Fenster antwortet nicht.',
  hangsDetail:
    'Du kannst warten oder es neu laden. Deine Sitzungen sind sicher, und Agenten arbeiten weiter.',
  wait: 'Warten',
  loadAgain: 'Neu laden'
}
