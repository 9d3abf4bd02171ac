import type { TableSpec } from '#warehouse/table-spec.js';

/** What `presend holdout` writes and `presend backtest --holdout` reads. */
export const ASSIGNMENT: TableSpec = {
  name: 'assignment',
  columns: { recipient_id: 'safeText', arm: { enum: ['plan', 'control'] }, send_at: 'instant' },
  required: ['recipient_id', 'arm'],
  key: 'recipient_id',
};
