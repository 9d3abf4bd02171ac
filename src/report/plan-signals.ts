/** What the reasons of the event log are called. */
export const SIGNALS: Readonly<Record<string, string>> = {
  human: 'by people',
  apple_prefetch: 'fetched by Apple Mail, opened or not',
  machine_open: 'opens that the exporting system marks as a machine\'s',
  scanner_agent: 'by a scanner that names itself',
  scanner_burst: 'in a burst over several links of one mail',
  scanned_mailbox: 'in a mailbox whose links are followed within seconds',
  no_tracking_consent: 'opens that no consent to tracking covers',
  no_reply: 'that are no replies',
  auto_reply: 'automatic replies',
  before_its_send: 'before the send they belong to',
  collected_gift: 'gifts that were collected, not given at that moment',
  gift_without_time: 'gifts with a date but no time of day',
  in_the_future: 'in the future',
  no_send: 'without a send that they belong to',
  not_in_audience: 'of people who are not recipients',
};
