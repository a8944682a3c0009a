/** Dims the session while a pane lies over it; a press on it puts the pane away. */
interface ScrimProps {
  /** What a press does. */
  readonly label: string
  readonly onHide: () => void
}

export function Scrim({ label, onHide }: ScrimProps) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onHide}
      className="fixed inset-0 z-20 cursor-default! bg-scrim"
    />
  )
}
