/**
 * Whether what stands behind `[label]:` is an address. CommonMark takes any word for one, and shows nothing of the line:
 * `[INFO]: started` would be lost. Asked by the page's cutter and by both lexers. Pure.
 */
export function isDefinitionAddress(address: string): boolean {
  return address === '' || /[/\\#@?:<]|\.\w/.test(address)
}
