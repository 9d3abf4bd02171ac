/** Which of the numbers in 05/02/2026 comes first. */
export const DATE_ORDERS = ['day-month', 'month-day'] as const;
/** One of them. */
export type DateOrder = (typeof DATE_ORDERS)[number];
