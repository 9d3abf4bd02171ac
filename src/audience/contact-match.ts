import { sql } from '#warehouse/sql.js';

/** Over recipient_facts: the CRM has the recipient's own address. */
export const MATCHES_ADDRESS = sql`contact_match IN ('email', 'alternate_email')`;

/** Over recipient_facts: it is the person that the CRM knows, not only the company: by the address, or by the name at the company's domain. */
export const MATCHES_PERSON = sql`(${MATCHES_ADDRESS} OR (contact_match = 'name_at_company' AND contact_matched_on = 'name and domain'))`;

/** Over recipient_facts: the company is the CRM's by its domain or its number; by its name alone it may be another. */
export const MATCHES_COMPANY = sql`(contact_match = 'company' AND contact_matched_on IN ('domain', 'VAT number'))`;
