/** Who gets which seat where hours hold only so many, worked out before anybody is planned. */
export interface Allotment {
  /** The instant of a recipient's seat, epoch seconds; undefined: no seat of their own. */
  seatOf(recipientId: string): number | undefined;
  /** What a seat in the hour of an instant costs the others, in engagement. */
  priceOf(second: number, domain: string | null): number;
}

export const UNLIMITED: Allotment = { seatOf: () => undefined, priceOf: () => 0 };
