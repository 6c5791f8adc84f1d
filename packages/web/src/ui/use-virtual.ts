import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';

interface VirtualOptions {
  count: number;
  scroll: RefObject<HTMLDivElement | null>;
  /** Pixels of one line; measured where lines differ. */
  lineHeight: number;
  overscan: number;
  /** What covers the top of the list: a sticky head. */
  covered?: number;
}

/** Only the lines in sight, of a list of any length. */
export function useVirtual({ count, scroll, lineHeight, overscan, covered = 0 }: VirtualOptions): Virtualizer<HTMLDivElement, Element> {
  // oxlint-disable-next-line react/incompatible-library -- it hands out functions that no compiler may keep; we use no compiler
  return useVirtualizer({ count, getScrollElement: () => scroll.current, estimateSize: () => lineHeight, overscan, scrollPaddingStart: covered });
}
