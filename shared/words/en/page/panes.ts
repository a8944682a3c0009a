export const panes = {
  sidebarWidth: 'Width of the sidebar',
  width: (pane: string) => `Width of ${pane}`,
  height: (pane: string) => `Height of ${pane}`,
  hide: (pane: string) => `Hide ${pane}`
}
