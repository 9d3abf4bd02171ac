import { sql } from '#warehouse/sql.js';
import words from './bounces.json' with { type: 'json' };

/** Whole cells, as SES, Postmark, Mailchimp, SendGrid, Mailgun and HubSpot write them, and SparkPost's numbers of classes whose category is "Hard". */
const HARD_WORD = `(?i)(${words.hard.join('|')})`;
/** A status code (RFC 3463), and no part of an IP address. */
const statusCode = (digits: string): string => String.raw`(?:^|[^0-9.])${digits}(?:$|[^0-9.]|\.(?:$|[^0-9]))`;
const ANY_CODE = statusCode(String.raw`[245]\.[0-9]{1,3}\.[0-9]{1,3}`);
const FOR_GOOD = statusCode(String.raw`5\.[0-9]{1,3}\.[0-9]{1,3}`);
/** For good, but of a mailbox that lives: it is full (X.2.2), the message too long (X.2.3, X.3.4), or policy or a spam filter refused it (X.7.x). */
const LIVES = statusCode(String.raw`5\.(?:2\.[23]|3\.4|7\.[0-9]{1,3})`);
/** Where no status code is beside them, the reply codes that speak of the mailbox (RFC 5321, 4.2.2). */
const REPLY = String.raw`^[^0-9]{0,20}55[013]($|[^0-9])`;

/** Over events: mail that came back, for good or not. */
export const IS_BOUNCE = sql`type IN ('bounce', 'hard_bounce')`;

/** Over events: mail that came back for good, by the word for the event, or by its `bounce_class`. A bounce of no known class is none. */
export const IS_HARD_BOUNCE = sql`(type = 'hard_bounce' OR (type = 'bounce' AND coalesce(CASE
  WHEN regexp_matches(bounce_class, ${ANY_CODE}) THEN regexp_matches(bounce_class, ${FOR_GOOD}) AND NOT regexp_matches(bounce_class, ${LIVES})
  ELSE regexp_full_match(bounce_class, ${HARD_WORD}) OR regexp_matches(bounce_class, ${REPLY}) END, false)))`;
