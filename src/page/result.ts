/** What the service answers, as far as the page shows it. */
export type Severity = 'error' | 'warning' | 'info';

export interface Place {
  readonly part: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly header?: string;
  readonly field?: string;
}

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly heuristic: boolean;
  readonly suggestion: string;
  readonly location?: Place;
  readonly recipients?: { readonly count: number; readonly of: number };
  readonly evidence?: Readonly<Record<string, unknown>>;
}

export interface CampaignResult {
  readonly verdict: 'hold' | 'incomplete' | 'review' | 'send';
  /** Tables without which the verdict is incomplete. */
  readonly lacking?: readonly string[];
  readonly counts: Readonly<Record<Severity | 'passed' | 'skipped', number>>;
  readonly findings: readonly Finding[];
  readonly skipped: readonly { readonly rule: string; readonly needs: readonly string[]; readonly because?: string }[];
  readonly recipients?: { readonly total: number; readonly hold: number; readonly send: number };
}

export interface Attachment {
  readonly name?: string;
  /** Media type. */
  readonly type: string;
  readonly bytes: number;
  /** The mail shows it as a picture. */
  readonly shown: boolean;
}

export interface Preview {
  readonly subject?: string;
  readonly preheader?: string;
  readonly from?: string;
  readonly text?: string;
  readonly html?: string;
  readonly attachments: readonly Attachment[];
  readonly images: Readonly<Record<string, string>>;
  readonly sources: Readonly<Record<string, string>>;
}

export interface Checked {
  readonly name: string;
  readonly result: CampaignResult;
  readonly preview: Preview;
}
