import type { Rule } from '#rule/rule.js';
import colorContrast from './accessibility/color-contrast/rule.js';
import directionMissing from './accessibility/direction-missing/rule.js';
import documentLanguageMissing from './accessibility/document-language-missing/rule.js';
import headingMissing from './accessibility/heading-missing/rule.js';
import imageAltMissing from './accessibility/image-alt-missing/rule.js';
import imageLinkUnnamed from './accessibility/image-link-unnamed/rule.js';
import layoutTableRole from './accessibility/layout-table-role/rule.js';
import textTooSmall from './accessibility/text-too-small/rule.js';
import titleMissing from './accessibility/title-missing/rule.js';
import disposableAddress from './audience/disposable-address/rule.js';
import duplicateRecipient from './audience/duplicate-recipient/rule.js';
import frequencyCapExceeded from './audience/frequency-cap-exceeded/rule.js';
import invalidOrTestAddress from './audience/invalid-or-test-address/rule.js';
import roleAccountRecipient from './audience/role-account-recipient/rule.js';
import staleContactData from './audience/stale-contact-data/rule.js';
import suppressedRecipient from './audience/suppressed-recipient/rule.js';
import suppressionListStale from './audience/suppression-list-stale/rule.js';
import unengagedRecipient from './audience/unengaged-recipient/rule.js';
import unusedPersonalData from './audience/unused-personal-data/rule.js';
import colorOffPalette from './brand/color-off-palette/rule.js';
import fontOffBrand from './brand/font-off-brand/rule.js';
import logoMissing from './brand/logo-missing/rule.js';
import ampInvalid from './compatibility/amp-invalid/rule.js';
import clientSupportGap from './compatibility/client-support-gap/rule.js';
import cssInvalid from './compatibility/css-invalid/rule.js';
import outlookConditionalBroken from './compatibility/outlook-conditional-broken/rule.js';
import b2bExemptionNotApplicable from './consent/b2b-exemption-not-applicable/rule.js';
import charitySoftOptInInvalid from './consent/charity-soft-opt-in-invalid/rule.js';
import consentDormant from './consent/consent-dormant/rule.js';
import consentMissing from './consent/consent-missing/rule.js';
import consentNotFreelyGiven from './consent/consent-not-freely-given/rule.js';
import consentProofImplausible from './consent/consent-proof-implausible/rule.js';
import consentProofIncomplete from './consent/consent-proof-incomplete/rule.js';
import consentScopeMismatch from './consent/consent-scope-mismatch/rule.js';
import doubleOptInUnconfirmed from './consent/double-opt-in-unconfirmed/rule.js';
import firstContactNoticeMissing from './consent/first-contact-notice-missing/rule.js';
import impliedConsentExpired from './consent/implied-consent-expired/rule.js';
import jurisdictionUnknown from './consent/jurisdiction-unknown/rule.js';
import minorRecipient from './consent/minor-recipient/rule.js';
import postalAddressMissing from './consent/postal-address-missing/rule.js';
import purchasedOrScrapedSource from './consent/purchased-or-scraped-source/rule.js';
import senderIdentityMissing from './consent/sender-identity-missing/rule.js';
import softOptInDissimilarOffer from './consent/soft-opt-in-dissimilar-offer/rule.js';
import softOptInUnmet from './consent/soft-opt-in-unmet/rule.js';
import specialCategoryExposure from './consent/special-category-exposure/rule.js';
import trackingPixelWithoutConsent from './consent/tracking-pixel-without-consent/rule.js';
import transactionalWithMarketing from './consent/transactional-with-marketing/rule.js';
import unsubscribeFriction from './consent/unsubscribe-friction/rule.js';
import unsubscribeLinkMissing from './consent/unsubscribe-link-missing/rule.js';
import activeContent from './content/active-content/rule.js';
import charsetMissing from './content/charset-missing/rule.js';
import deceptiveSubject from './content/deceptive-subject/rule.js';
import declaredLanguageMismatch from './content/declared-language-mismatch/rule.js';
import garbledText from './content/garbled-text/rule.js';
import generationArtifact from './content/generation-artifact/rule.js';
import hiddenText from './content/hidden-text/rule.js';
import htmlSizeClipping from './content/html-size-clipping/rule.js';
import htmlUnbalanced from './content/html-unbalanced/rule.js';
import imageBroken from './content/image-broken/rule.js';
import imageLanguageMismatch from './content/image-language-mismatch/rule.js';
import imageOnlyBody from './content/image-only-body/rule.js';
import imageWeight from './content/image-weight/rule.js';
import invitationInvalid from './content/invitation-invalid/rule.js';
import mixedLanguage from './content/mixed-language/rule.js';
import offerMismatch from './content/offer-mismatch/rule.js';
import plainTextPart from './content/plain-text-part/rule.js';
import preheaderMissing from './content/preheader-missing/rule.js';
import repeatedText from './content/repeated-text/rule.js';
import riskyAttachment from './content/risky-attachment/rule.js';
import spamassassinScore from './content/spamassassin-score/rule.js';
import staleYear from './content/stale-year/rule.js';
import subjectLength from './content/subject-length/rule.js';
import subjectShouting from './content/subject-shouting/rule.js';
import untranslatedPhrase from './content/untranslated-phrase/rule.js';
import askAmountFormat from './fundraising/ask-amount-format/rule.js';
import askBeforeThankYou from './fundraising/ask-before-thank-you/rule.js';
import askFrequency from './fundraising/ask-frequency/rule.js';
import askWithoutProgress from './fundraising/ask-without-progress/rule.js';
import deceasedOrBereaved from './fundraising/deceased-or-bereaved/rule.js';
import donorDistressSignal from './fundraising/donor-distress-signal/rule.js';
import donorStatusCopyMismatch from './fundraising/donor-status-copy-mismatch/rule.js';
import giftAidClaim from './fundraising/gift-aid-claim/rule.js';
import inMemoryDonorAppeal from './fundraising/in-memory-donor-appeal/rule.js';
import programmeMismatch from './fundraising/programme-mismatch/rule.js';
import sensitiveOccasion from './fundraising/sensitive-occasion/rule.js';
import unduePressure from './fundraising/undue-pressure/rule.js';
import upgradeAmountImplausible from './fundraising/upgrade-amount-implausible/rule.js';
import upgradeTooSoon from './fundraising/upgrade-too-soon/rule.js';
import vulnerableSupporter from './fundraising/vulnerable-supporter/rule.js';
import authNotAligned from './headers/auth-not-aligned/rule.js';
import bimiInvalid from './headers/bimi-invalid/rule.js';
import complaintRateHigh from './headers/complaint-rate-high/rule.js';
import messageHeadersInvalid from './headers/message-headers-invalid/rule.js';
import noReplySender from './headers/no-reply-sender/rule.js';
import oneClickUnsubscribeMissing from './headers/one-click-unsubscribe-missing/rule.js';
import linkBorrowed from './links/link-borrowed/rule.js';
import linkInsecure from './links/link-insecure/rule.js';
import linkPlaceholder from './links/link-placeholder/rule.js';
import linkPurposeUnclear from './links/link-purpose-unclear/rule.js';
import linkShortener from './links/link-shortener/rule.js';
import linkSuspiciousHost from './links/link-suspicious-host/rule.js';
import linkTextMismatch from './links/link-text-mismatch/rule.js';
import linkUnreachable from './links/link-unreachable/rule.js';
import brokenMergeOutput from './personalization/broken-merge-output/rule.js';
import fakeIntimacy from './personalization/fake-intimacy/rule.js';
import intrusiveDetail from './personalization/intrusive-detail/rule.js';
import jobTitlePasted from './personalization/job-title-pasted/rule.js';
import mergeTagInvalid from './personalization/merge-tag-invalid/rule.js';
import mergeTagNoFallback from './personalization/merge-tag-no-fallback/rule.js';
import mergeTagUnresolved from './personalization/merge-tag-unresolved/rule.js';
import mergeValueInjection from './personalization/merge-value-injection/rule.js';
import nameFormatting from './personalization/name-formatting/rule.js';
import placeholderOrTestValue from './personalization/placeholder-or-test-value/rule.js';
import salutationRegisterMix from './personalization/salutation-register-mix/rule.js';
import audienceUnsegmented from './targeting/audience-unsegmented/rule.js';
import copyAudienceMismatch from './targeting/copy-audience-mismatch/rule.js';
import formerCustomerMistargeted from './targeting/former-customer-mistargeted/rule.js';
import knownContactAsColdProspect from './targeting/known-contact-as-cold-prospect/rule.js';
import offerAlreadyOwned from './targeting/offer-already-owned/rule.js';
import openCaseRecipient from './targeting/open-case-recipient/rule.js';
import overbroadOffer from './targeting/overbroad-offer/rule.js';
import recipientLanguageMismatch from './targeting/recipient-language-mismatch/rule.js';
import roleMessageMismatch from './targeting/role-message-mismatch/rule.js';
import b2bOutsideOfficeHours from './timing/b2b-outside-office-hours/rule.js';
import b2cQuietHours from './timing/b2c-quiet-hours/rule.js';
import deadlineTooClose from './timing/deadline-too-close/rule.js';
import offerExpiredAtSend from './timing/offer-expired-at-send/rule.js';
import openSignalUnreliable from './timing/open-signal-unreliable/rule.js';
import recipientTimezoneUnknown from './timing/recipient-timezone-unknown/rule.js';
import slotContradictsHistory from './timing/slot-contradicts-history/rule.js';
import timeWordsContradictSlot from './timing/time-words-contradict-slot/rule.js';

/** All rules, by id. test/conventions.test.ts checks that none is forgotten and that the order holds. */
export const rules: readonly Rule[] = [
  colorContrast,
  directionMissing,
  documentLanguageMissing,
  headingMissing,
  imageAltMissing,
  imageLinkUnnamed,
  layoutTableRole,
  textTooSmall,
  titleMissing,
  disposableAddress,
  duplicateRecipient,
  frequencyCapExceeded,
  invalidOrTestAddress,
  roleAccountRecipient,
  staleContactData,
  suppressedRecipient,
  suppressionListStale,
  unengagedRecipient,
  unusedPersonalData,
  colorOffPalette,
  fontOffBrand,
  logoMissing,
  ampInvalid,
  clientSupportGap,
  cssInvalid,
  outlookConditionalBroken,
  b2bExemptionNotApplicable,
  charitySoftOptInInvalid,
  consentDormant,
  consentMissing,
  consentNotFreelyGiven,
  consentProofImplausible,
  consentProofIncomplete,
  consentScopeMismatch,
  doubleOptInUnconfirmed,
  firstContactNoticeMissing,
  impliedConsentExpired,
  jurisdictionUnknown,
  minorRecipient,
  postalAddressMissing,
  purchasedOrScrapedSource,
  senderIdentityMissing,
  softOptInDissimilarOffer,
  softOptInUnmet,
  specialCategoryExposure,
  trackingPixelWithoutConsent,
  transactionalWithMarketing,
  unsubscribeFriction,
  unsubscribeLinkMissing,
  activeContent,
  charsetMissing,
  deceptiveSubject,
  declaredLanguageMismatch,
  garbledText,
  generationArtifact,
  hiddenText,
  htmlSizeClipping,
  htmlUnbalanced,
  imageBroken,
  imageLanguageMismatch,
  imageOnlyBody,
  imageWeight,
  invitationInvalid,
  mixedLanguage,
  offerMismatch,
  plainTextPart,
  preheaderMissing,
  repeatedText,
  riskyAttachment,
  spamassassinScore,
  staleYear,
  subjectLength,
  subjectShouting,
  untranslatedPhrase,
  askAmountFormat,
  askBeforeThankYou,
  askFrequency,
  askWithoutProgress,
  deceasedOrBereaved,
  donorDistressSignal,
  donorStatusCopyMismatch,
  giftAidClaim,
  inMemoryDonorAppeal,
  programmeMismatch,
  sensitiveOccasion,
  unduePressure,
  upgradeAmountImplausible,
  upgradeTooSoon,
  vulnerableSupporter,
  authNotAligned,
  bimiInvalid,
  complaintRateHigh,
  messageHeadersInvalid,
  noReplySender,
  oneClickUnsubscribeMissing,
  linkBorrowed,
  linkInsecure,
  linkPlaceholder,
  linkPurposeUnclear,
  linkShortener,
  linkSuspiciousHost,
  linkTextMismatch,
  linkUnreachable,
  brokenMergeOutput,
  fakeIntimacy,
  intrusiveDetail,
  jobTitlePasted,
  mergeTagInvalid,
  mergeTagNoFallback,
  mergeTagUnresolved,
  mergeValueInjection,
  nameFormatting,
  placeholderOrTestValue,
  salutationRegisterMix,
  audienceUnsegmented,
  copyAudienceMismatch,
  formerCustomerMistargeted,
  knownContactAsColdProspect,
  offerAlreadyOwned,
  openCaseRecipient,
  overbroadOffer,
  recipientLanguageMismatch,
  roleMessageMismatch,
  b2bOutsideOfficeHours,
  b2cQuietHours,
  deadlineTooClose,
  offerExpiredAtSend,
  openSignalUnreliable,
  recipientTimezoneUnknown,
  slotContradictsHistory,
  timeWordsContradictSlot,
];
