import at from './profiles/at.json' with { type: 'json' };
import au from './profiles/au.json' with { type: 'json' };
import br from './profiles/br.json' with { type: 'json' };
import ca from './profiles/ca.json' with { type: 'json' };
import ch from './profiles/ch.json' with { type: 'json' };
import de from './profiles/de.json' with { type: 'json' };
import dk from './profiles/dk.json' with { type: 'json' };
import es from './profiles/es.json' with { type: 'json' };
import eu from './profiles/eu.json' with { type: 'json' };
import fr from './profiles/fr.json' with { type: 'json' };
import it from './profiles/it.json' with { type: 'json' };
import nl from './profiles/nl.json' with { type: 'json' };
import se from './profiles/se.json' with { type: 'json' };
import strictest from './profiles/strictest.json' with { type: 'json' };
import uk from './profiles/uk.json' with { type: 'json' };
import us from './profiles/us.json' with { type: 'json' };
import { ConfigError } from '#errors.js';
import { nearestName } from './nearest-name.js';

/** The legal form behind an address. `legal_person`: a named contact at a company. `unknown` is judged as a natural person is. */
export const RECIPIENT_CLASSES = ['natural', 'sole_trader', 'partnership', 'legal_person', 'generic_mailbox', 'unknown'] as const;
export type RecipientClass = (typeof RECIPIENT_CLASSES)[number];

/** What a sender can rest a mail on, strongest first. */
export const CONSENT_BASES = [
  'express', 'soft_opt_in', 'charitable_soft_opt_in', 'implied', 'inferred', 'b2b_exemption', 'legitimate_interest', 'transactional', 'none',
] as const;
export type ConsentBasis = (typeof CONSENT_BASES)[number];

/** What one jurisdiction asks of marketing mail: a dated, sourced summary, and not legal advice. `profiles/*.json`. */
export interface LawProfile {
  /** `EU` for members without a profile of their own, `strictest` for the rest of the world. */
  readonly id: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2 codes that it is for. */
  readonly countries: readonly string[];
  readonly asOf: string;
  readonly reviewBy: string;
  readonly optIn: {
    readonly statute: string;
    /** Classes that may be written to only on one of the accepted bases; the others until they object. */
    readonly requiredFor: readonly RecipientClass[];
    readonly acceptedBases: readonly ConsentBasis[];
    readonly acceptedBasesByClass?: Readonly<Partial<Record<RecipientClass, readonly ConsentBasis[]>>>;
    /** Classes on which this law is silent; the statute says so instead of naming a duty. */
    readonly leftToNationalLaw?: { readonly classes: readonly RecipientClass[]; readonly statute: string };
    /** Companies may be written to only if they were told and could object. */
    readonly companyNotice?: boolean;
  };
  /** The customer exception; null where there is none. */
  readonly softOptIn: {
    readonly statute: string;
    /** A free account does not count as a sale. */
    readonly paidSaleRequired: boolean;
    readonly negotiationCounts: boolean;
    readonly currentCustomersOnly: boolean;
    /** A gift to a charity makes a customer. */
    readonly donationCounts?: boolean;
  } | null;
  /** Charities may write to supporters from whom they took the address at or after `since`. */
  readonly charitableSoftOptIn: { readonly statute: string; readonly since: string } | null;
  /** Months that implied consent lasts; null months: no fixed term. */
  readonly impliedConsent: {
    readonly statute: string;
    readonly purchaseMonths: number | null;
    readonly inquiryMonths: number | null;
    readonly donationMonths: number | null;
  } | null;
  /** Fundraising mail of registered charities needs no consent. */
  readonly charityMail?: { readonly statute: string };
  readonly doubleOptIn: 'expected' | 'advised' | 'none';
  readonly mustContain: readonly ('sender-identity' | 'opt-out' | 'postal-address' | 'imprint' | 'ad-label' | 'offer-terms')[];
  /** Business days until an opt-out is honoured (0: at once), and days for which its link must work (null: no number in law). */
  readonly optOut: { readonly businessDays: number; readonly linkDays: number | null };
  /** `since`: the day from which the authority asks for consent, where it named one; `advised` before. */
  readonly openTracking: { readonly consent: 'required' | 'advised' | 'none'; readonly statute: string; readonly since?: string };
  /** Years; null where none was found. */
  readonly digitalConsentAge: number | null;
  /** Countries of the profile that chose another age. */
  readonly digitalConsentAgeOf?: Readonly<Record<string, number>>;
  readonly notes: string;
  /** `verified`: read in a primary text or several that agree. `secondary`: read once elsewhere. `general`: general knowledge. */
  readonly sources: readonly { readonly citation: string; readonly evidence: 'verified' | 'secondary' | 'general' }[];
}

export const STRICTEST = strictest as LawProfile;

/** By id, `strictest` last. */
export const LAW_PROFILES: ReadonlyMap<string, LawProfile> = new Map(
  ([eu, at, au, br, ca, ch, de, dk, es, fr, it, nl, se, uk, us, strictest] as LawProfile[]).map((profile) => [profile.id, profile]),
);

const BY_COUNTRY = new Map([...LAW_PROFILES.values()].flatMap((profile) => profile.countries.map((country) => [country, profile] as const)));

/** The profile for an ISO 3166-1 alpha-2 code; the strictest where no profile is for it. */
export function lawProfileOf(country: string | undefined): LawProfile {
  return (country === undefined ? undefined : BY_COUNTRY.get(country)) ?? STRICTEST;
}

/** The profile that a config's `jurisdiction` (an id, or a country that has one) sets for everybody; undefined: each recipient's own. Throws ConfigError. */
export function fixedProfile(jurisdiction = 'auto', file = 'presend.config'): LawProfile | undefined {
  if (jurisdiction === 'auto') return undefined;
  const profile = LAW_PROFILES.get(jurisdiction) ?? lawProfileOf(jurisdiction.toUpperCase());
  if (profile !== STRICTEST || jurisdiction === 'strictest') return profile;
  const nearest = nearestName(jurisdiction, LAW_PROFILES.keys());
  const known = `Use auto, ${[...LAW_PROFILES.keys()].join(', ')}.`;
  throw new ConfigError(`${file}: jurisdiction`, `"${jurisdiction}" has no law profile`, nearest === undefined ? known : `Did you mean "${nearest}"? ${known}`);
}

export function isOptInRequired(profile: LawProfile, recipientClass: RecipientClass): boolean {
  return profile.optIn.requiredFor.includes(recipientClass);
}

/** Values of recipient_facts.jurisdiction under whose law something holds; recipients of unknown country go with the strictest. */
export function jurisdictionsWhere(holds: (profile: LawProfile) => boolean): readonly string[] {
  const ids = [...LAW_PROFILES.values()].filter(holds).map(({ id }) => id);
  return holds(STRICTEST) ? [...ids, 'unknown'] : ids;
}

/** Statute on opt-in for a class of recipients. */
export function optInStatute({ optIn }: LawProfile, recipientClass: RecipientClass): string {
  return optIn.leftToNationalLaw?.classes.includes(recipientClass) ? optIn.leftToNationalLaw.statute : optIn.statute;
}

/** Bases on which a recipient of this class may be written to where opt-in is required. */
export function acceptedBases({ optIn }: LawProfile, recipientClass: RecipientClass): readonly ConsentBasis[] {
  return optIn.acceptedBasesByClass?.[recipientClass] ?? optIn.acceptedBases;
}
