/**
 * Keeps what a person has selected while the text under it grows. A text node that is given a longer text forgets
 * which of its letters were selected, although they are still there.
 */
import { Component } from 'react'
import type { ReactNode } from 'react'

interface KeepSelectionProps {
  readonly isGrowing: boolean
  readonly children: ReactNode
}

interface Selected {
  readonly anchor: Node
  readonly anchorOffset: number
  readonly focus: Node
  readonly focusOffset: number
}

// A class, because only a class is asked right before the document changes.
export class KeepSelection extends Component<KeepSelectionProps> {
  /** Known from events: to ask for a selection where there is none lays the page out, too much for every word. */
  #mayBeSelected = false
  // Told some time after each change. A caret in the text counts: it is where a hand that drags begins.
  readonly #look = (): void => {
    const selection = document.getSelection()
    this.#mayBeSelected = selection?.type === 'Range' || selection?.anchorNode instanceof Text
  }
  // Told at once, and only of what a hand begins.
  readonly #expect = (): void => {
    this.#mayBeSelected = true
  }

  override componentDidMount(): void {
    if (this.props.isGrowing) this.#listen()
  }

  override getSnapshotBeforeUpdate(): Selected | null {
    const selection = this.#mayBeSelected ? document.getSelection() : null
    if (!selection?.anchorNode || !selection.focusNode) return null
    const { anchorNode: anchor, anchorOffset, focusNode: focus, focusOffset } = selection
    return { anchor, anchorOffset, focus, focusOffset }
  }

  override componentDidUpdate(last: KeepSelectionProps, _state: unknown, before: Selected | null): void {
    if (before !== null) restore(before)
    if (last.isGrowing === this.props.isGrowing) return
    if (this.props.isGrowing) this.#listen()
    else this.#hush()
  }

  override componentWillUnmount(): void {
    this.#hush()
  }

  #listen(): void {
    this.#look()
    document.addEventListener('selectstart', this.#expect)
    document.addEventListener('selectionchange', this.#look)
  }

  #hush(): void {
    document.removeEventListener('selectstart', this.#expect)
    document.removeEventListener('selectionchange', this.#look)
    this.#mayBeSelected = false
  }

  override render(): ReactNode {
    return this.props.children
  }
}

function restore({ anchor, anchorOffset, focus, focusOffset }: Selected): void {
  const selection = document.getSelection()
  if (selection === null) return
  const isSame =
    selection.anchorNode === anchor &&
    selection.anchorOffset === anchorOffset &&
    selection.focusNode === focus &&
    selection.focusOffset === focusOffset
  if (isSame || !holds(anchor, anchorOffset) || !holds(focus, focusOffset)) return
  selection.setBaseAndExtent(anchor, anchorOffset, focus, focusOffset)
}

function holds(node: Node, offset: number): boolean {
  const length = node instanceof CharacterData ? node.length : node.childNodes.length
  return node.isConnected && offset <= length
}
