/** The colours of diagrams: those of app.css, which a picture cannot read. */
import type { MermaidConfig } from 'mermaid'

const LIGHT = {
  ground: '#fdfcfa',
  raised: '#f4f2ed',
  accentSoft: '#e1efed',
  accent: '#0c696d',
  warnSoft: '#faf1dd',
  okSoft: '#e9f2e2',
  ink: '#23211d',
  muted: '#5d574d',
  line: '#cdc7bb'
}

const DARK: typeof LIGHT = {
  ground: '#1c1b19',
  raised: '#252320',
  accentSoft: '#1a302e',
  accent: '#66c3bd',
  warnSoft: '#32291a',
  okSoft: '#212c1a',
  ink: '#e9e5dd',
  muted: '#aea79c',
  line: '#4b4741'
}

const FONT = "-apple-system, 'Segoe UI', Cantarell, Ubuntu, 'Noto Sans', 'Liberation Sans', sans-serif"

export function diagramTheme(isDark: boolean): MermaidConfig {
  const of = isDark ? DARK : LIGHT
  return {
    theme: 'base',
    fontFamily: FONT,
    themeVariables: {
      darkMode: isDark,
      dropShadow: 'none',
      useGradient: false,
      background: of.ground,
      fontFamily: FONT,
      fontSize: '14px',
      primaryColor: of.accentSoft,
      primaryBorderColor: of.accent,
      primaryTextColor: of.ink,
      secondaryColor: of.warnSoft,
      secondaryBorderColor: of.line,
      secondaryTextColor: of.ink,
      tertiaryColor: of.raised,
      tertiaryBorderColor: of.line,
      tertiaryTextColor: of.ink,
      lineColor: of.muted,
      textColor: of.ink,
      noteBkgColor: of.warnSoft,
      noteTextColor: of.ink,
      noteBorderColor: of.line,
      edgeLabelBackground: of.ground,
      clusterBkg: of.raised,
      clusterBorder: of.line
    }
  }
}
