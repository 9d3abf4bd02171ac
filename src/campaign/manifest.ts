export type CampaignKind = 'marketing' | 'newsletter' | 'fundraising' | 'transactional';
export type AudienceType = 'prospecting' | 'customers' | 'former-customers' | 'members' | 'donors' | 'mixed';
/** Roles in a company that `targetRoles` may name; titles and other words for them are understood too. */
export const TARGET_ROLES = ['economic', 'technical', 'legal', 'procurement', 'user', 'executive'] as const;

/** `campaign.json` or `campaign.yaml`, validated by `manifest-schema.ts`. Paths are relative to the campaign's folder. */
export interface Manifest {
  readonly name?: string;
  readonly kind?: CampaignKind;
  readonly audienceType?: AudienceType;
  readonly context?: 'b2b' | 'b2c';
  readonly from?: { readonly name?: string; readonly email?: string };
  readonly replyTo?: string;
  readonly subject?: string;
  readonly preheader?: string;
  /** BCP 47. */
  readonly language?: string;
  readonly body?: string;
  readonly text?: string;
  /** The merge-tag dialect; guessed when absent. */
  readonly esp?: string;
  readonly sender?: {
    readonly legalName?: string;
    /** Names under which consents were given to the same legal person: before it was renamed or merged. */
    readonly formerNames?: readonly string[];
    /** Of a registered charity. */
    readonly charityNumber?: string;
    readonly postalAddress?: string;
    readonly country?: string;
    readonly domains?: readonly string[];
    readonly freemail?: boolean;
  };
  readonly topic?: string;
  readonly programme?: string;
  readonly offers?: readonly string[];
  readonly offerEndsAt?: string;
  readonly targetRoles?: readonly string[];
  readonly ask?: { readonly type?: string; readonly currency?: string; readonly amountField?: string };
  readonly brand?: { readonly colors?: readonly string[]; readonly fonts?: readonly string[]; readonly logoHosts?: readonly string[] };
  readonly audience?: string;
  readonly consents?: string;
  readonly contacts?: string;
  readonly suppressions?: readonly string[];
  readonly events?: string;
  readonly gifts?: string;
  readonly schedule?: { readonly from: string; readonly until: string };
}
