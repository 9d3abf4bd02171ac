import type { ExportMap } from './export-map.js';
import brevoContacts from './exports/brevo-contacts.json' with { type: 'json' };
import brevoLogs from './exports/brevo-logs.json' with { type: 'json' };
import brevoWebhooks from './exports/brevo-webhooks.json' with { type: 'json' };
import civicrmActivities from './exports/civicrm-activities.json' with { type: 'json' };
import civicrmContacts from './exports/civicrm-contacts.json' with { type: 'json' };
import civicrmContributions from './exports/civicrm-contributions.json' with { type: 'json' };
import civicrmMailingClicks from './exports/civicrm-mailing-clicks.json' with { type: 'json' };
import civicrmMailingDetail from './exports/civicrm-mailing-detail.json' with { type: 'json' };
import civicrmMailingOpened from './exports/civicrm-mailing-opened.json' with { type: 'json' };
import donorboxDonations from './exports/donorbox-donations.json' with { type: 'json' };
import dynamicsAccounts from './exports/dynamics-accounts.json' with { type: 'json' };
import dynamicsContacts from './exports/dynamics-contacts.json' with { type: 'json' };
import eventsLog from './exports/events-log.json' with { type: 'json' };
import fundraisingboxDonations from './exports/fundraisingbox-donations.json' with { type: 'json' };
import hubspotCompanies from './exports/hubspot-companies.json' with { type: 'json' };
import hubspotContacts from './exports/hubspot-contacts.json' with { type: 'json' };
import hubspotEvents from './exports/hubspot-events.json' with { type: 'json' };
import hubspotUnsubscribes from './exports/hubspot-unsubscribes.json' with { type: 'json' };
import klaviyoProfiles from './exports/klaviyo-profiles.json' with { type: 'json' };
import listPeople from './exports/list-people.json' with { type: 'json' };
import mailchimpBounces from './exports/mailchimp-bounces.json' with { type: 'json' };
import mailchimpCampaigns from './exports/mailchimp-campaigns.json' with { type: 'json' };
import mailchimpCleaned from './exports/mailchimp-cleaned.json' with { type: 'json' };
import mailchimpClicks from './exports/mailchimp-clicks.json' with { type: 'json' };
import mailchimpNonsubscribed from './exports/mailchimp-nonsubscribed.json' with { type: 'json' };
import mailchimpOpens from './exports/mailchimp-opens.json' with { type: 'json' };
import mailchimpSent from './exports/mailchimp-sent.json' with { type: 'json' };
import mailchimpSubscribed from './exports/mailchimp-subscribed.json' with { type: 'json' };
import mailchimpUnsubscribed from './exports/mailchimp-unsubscribed.json' with { type: 'json' };
import paypalActivity from './exports/paypal-activity.json' with { type: 'json' };
import pipedriveDeals from './exports/pipedrive-deals.json' with { type: 'json' };
import pipedriveOrganizations from './exports/pipedrive-organizations.json' with { type: 'json' };
import pipedrivePeople from './exports/pipedrive-people.json' with { type: 'json' };
import raisersEdgeConstituents from './exports/raisers-edge-constituents.json' with { type: 'json' };
import raisersEdgeGifts from './exports/raisers-edge-gifts.json' with { type: 'json' };
import rapidmailRecipients from './exports/rapidmail-recipients.json' with { type: 'json' };
import salesforceAccounts from './exports/salesforce-accounts.json' with { type: 'json' };
import salesforceContacts from './exports/salesforce-contacts.json' with { type: 'json' };
import salesforceDonations from './exports/salesforce-donations.json' with { type: 'json' };
import salesforceLeads from './exports/salesforce-leads.json' with { type: 'json' };
import salesforceRecurring from './exports/salesforce-recurring.json' with { type: 'json' };
import sendgridActivity from './exports/sendgrid-activity.json' with { type: 'json' };
import sendgridBlocks from './exports/sendgrid-blocks.json' with { type: 'json' };
import sendgridBounces from './exports/sendgrid-bounces.json' with { type: 'json' };
import sendgridContacts from './exports/sendgrid-contacts.json' with { type: 'json' };
import sendgridEvents from './exports/sendgrid-events.json' with { type: 'json' };
import sendgridInvalid from './exports/sendgrid-invalid.json' with { type: 'json' };
import sendgridSpamReports from './exports/sendgrid-spam-reports.json' with { type: 'json' };
import sendgridUnsubscribes from './exports/sendgrid-unsubscribes.json' with { type: 'json' };
import stripePayments from './exports/stripe-payments.json' with { type: 'json' };
import twingleDonations from './exports/twingle-donations.json' with { type: 'json' };

/** All exports that are known. Their files are data: a test holds each to its type, and to the tables that it fills. */
export const EXPORT_MAPS = [
  brevoContacts, brevoLogs, brevoWebhooks,
  civicrmActivities, civicrmContacts, civicrmContributions, civicrmMailingClicks, civicrmMailingDetail, civicrmMailingOpened,
  donorboxDonations,
  dynamicsAccounts, dynamicsContacts,
  eventsLog,
  fundraisingboxDonations,
  hubspotCompanies, hubspotContacts, hubspotEvents, hubspotUnsubscribes,
  klaviyoProfiles,
  listPeople,
  mailchimpBounces, mailchimpCampaigns, mailchimpCleaned, mailchimpClicks, mailchimpNonsubscribed, mailchimpOpens, mailchimpSent, mailchimpSubscribed, mailchimpUnsubscribed,
  paypalActivity,
  pipedriveDeals, pipedriveOrganizations, pipedrivePeople,
  raisersEdgeConstituents, raisersEdgeGifts,
  rapidmailRecipients,
  salesforceAccounts, salesforceContacts, salesforceDonations, salesforceLeads, salesforceRecurring,
  sendgridActivity, sendgridBlocks, sendgridBounces, sendgridContacts, sendgridEvents, sendgridInvalid, sendgridSpamReports, sendgridUnsubscribes,
  stripePayments,
  twingleDonations,
] as readonly unknown[] as readonly ExportMap[];
