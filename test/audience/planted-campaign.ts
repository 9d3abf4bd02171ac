import type { Manifest } from '#campaign/manifest.js';

/** A cold mail with nothing wrong in it: what is found, is found in the audience. */
export const CAMPAIGN: Manifest = {
  name: 'Winter offer', kind: 'marketing', audienceType: 'prospecting', context: 'b2b', language: 'de',
  from: { name: 'Nordlicht GmbH', email: 'post@nordlicht.example' }, subject: 'Unsere Lampen für Ihr Büro', preheader: 'Was neu ist, und was es kostet.', body: 'body.html',
  sender: { legalName: 'Nordlicht GmbH', postalAddress: 'Lindenhof 12, 50667 Köln', country: 'DE', domains: ['nordlicht.example'] },
  topic: 'newsletter', offers: ['lamps'], schedule: { from: '2026-12-01T09:00:00+01:00', until: '2026-12-01T17:00:00+01:00' },
};

export const HTML = `<!doctype html>
<html lang="de"><head><meta charset="utf-8"><title>Unsere Lampen für Ihr Büro</title></head>
<body style="font-family: Arial, sans-serif; font-size: 16px; color: #222222; background-color: #ffffff">
<h1>Unsere Lampen für Ihr Büro</h1>
<p>Guten Tag, wir bauen seit zwölf Jahren Lampen für helle Arbeitsplätze und haben in diesem Herbst drei neue Modelle vorgestellt.</p>
<p><a href="https://www.nordlicht.example/lampen">Die drei Lampen ansehen</a></p>
<p>Ihre Adresse haben wir aus Ihrer Anmeldung auf www.nordlicht.example. Sie können der Verwendung jederzeit widersprechen.</p>
<p>Nordlicht GmbH, Lindenhof 12, 50667 Köln, <a href="https://www.nordlicht.example/impressum">Impressum</a>,
<a href="https://www.nordlicht.example/abmelden">Newsletter abbestellen</a></p>
</body></html>
`;
