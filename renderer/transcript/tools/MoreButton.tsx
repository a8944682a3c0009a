/** Shows the rest of something that is folded. */
interface MoreButtonProps {
  readonly label: string
  readonly onClick: () => void
}

export function MoreButton({ label, onClick }: MoreButtonProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="mt-1 rounded-sm text-meta text-accent hover:text-accent-strong hover:underline"
    >
      {label}
    </button>
  )
}
