/** A marketing mail of about so many bytes, always the same: tables, inline styles, Outlook's conditional comments, media queries, tracked links. */
export function marketingMail(bytes: number, seed = 0): string {
  const sections: string[] = [];
  for (let length = HEAD.length + FOOT.length, index = seed * 1009; length < bytes; index++) {
    const section = index % 4 === 3 ? story(index) : pair(index);
    sections.push(section);
    length += section.length;
  }
  return HEAD + sections.join('') + FOOT;
}

const PLACES = ['the harbour', 'a mountain village', 'the old town', 'our own workshop', 'a small island', 'the river delta', 'the north coast'];
const MATERIALS = ['undyed wool', 'oiled oak', 'recycled paper', 'hand-cut leather', 'stoneware', 'washed linen', 'brushed steel', 'beeswax', 'cork'];
const THINGS = ['Blanket', 'Notebook', 'Carving board', 'Satchel', 'Tea bowl', 'Bed cover', 'Desk lamp', 'Candle', 'Coaster', 'Writing set', 'Fruit basket'];
const REASONS = [
  'it gets better with every year of use', 'nothing in it has to be thrown away when one part breaks', 'the people who make it are paid a fair wage',
  'it fits into the smallest flat', 'we could not find one that we liked ourselves', 'so many of you have asked for it since last winter',
];
const TEXT = 'font-family:Georgia,\'Times New Roman\',serif;font-size:16px;line-height:24px;color:#33302b';
const SMALL = 'font-family:Arial,Helvetica,sans-serif;font-size:13px;line-height:20px;color:#5a554d';
const TITLE = 'margin:0 0 8px;font-family:Georgia,\'Times New Roman\',serif;font-size:20px;line-height:26px;font-weight:bold;color:#1f1d1a';

function pick<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T;
}

function link(path: string, index: number): string {
  return `https://www.hollyandfern.example/${path}-${index}?utm_source=newsletter&amp;utm_medium=email&amp;utm_campaign=autumn&amp;utm_content=block-${index}`;
}

function button(text: string, href: string): string {
  return `<!--[if mso]><v:roundrect xmlns:v="urn:schemas-microsoft-com:vml" href="${href}" style="height:44px;v-text-anchor:middle;width:180px;" arcsize="10%" strokecolor="#2f5d50" fillcolor="#2f5d50"><w:anchorlock/><center style="color:#ffffff;font-family:Arial,sans-serif;font-size:15px;">${text}</center></v:roundrect><![endif]-->
<!--[if !mso]><!--><a href="${href}" class="button" style="background-color:#2f5d50;border-radius:4px;color:#ffffff;display:inline-block;font-family:Arial,Helvetica,sans-serif;font-size:15px;line-height:44px;text-align:center;text-decoration:none;width:180px">${text}</a><!--<![endif]-->`;
}

function product(index: number): string {
  const thing = pick(THINGS, index);
  const material = pick(MATERIALS, index * 2 + 1);
  return `<td class="column" width="290" valign="top" style="padding:0 10px 24px;width:290px;vertical-align:top">
<a href="${link('things', index)}"><img src="https://images.hollyandfern.example/autumn/${index}@2x.jpg" width="270" height="200" alt="${thing} of ${material}" style="border:0;display:block;width:100%;max-width:270px;height:auto"></a>
<h3 style="${TITLE}">${thing} of ${material}</h3>
<p style="margin:0 0 12px;${SMALL}">Made in ${pick(PLACES, index)} from ${material}, because ${pick(REASONS, index)}. We keep ${12 + (index % 30)} of them in stock, and each comes with a card that names its maker.</p>
<p style="margin:0;${SMALL}"><strong style="color:#2f5d50">&euro; ${19 + ((index * 7) % 140)}.00</strong> &nbsp;<a href="${link('things', index)}" style="color:#2f5d50;text-decoration:underline">See the ${thing.toLowerCase()}</a></p>
</td>`;
}

function pair(index: number): string {
  return `<tr><td style="padding:0 10px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>
${product(index * 2)}
${product(index * 2 + 1)}
</tr></table></td></tr>\n`;
}

function story(index: number): string {
  return `<tr><td style="padding:8px 20px 32px;background-color:#f4efe6" bgcolor="#f4efe6">
<h2 style="${TITLE};font-size:24px;line-height:30px">A visit to ${pick(PLACES, index)}</h2>
<p style="margin:0 0 16px;${TEXT}">In spring we went to ${pick(PLACES, index)} to see how ${pick(MATERIALS, index)} is made today. The workshop has six people and one dog, and we stayed for a week, since ${pick(REASONS, index)}.</p>
<p style="margin:0 0 20px;${TEXT}">What we brought back is a handful of pieces for this season, and a story that we have written down for you with many photographs. It takes about ${4 + (index % 7)} minutes to read.</p>
${button('Read the story', link('stories', index))}
</td></tr>\n`;
}

const HEAD = `<!DOCTYPE html>
<html lang="en" dir="ltr" xmlns="http://www.w3.org/1999/xhtml" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="x-apple-disable-message-reformatting">
<meta name="color-scheme" content="light dark">
<title>Autumn things from Holly and Fern</title>
<!--[if mso]><xml><o:OfficeDocumentSettings><o:AllowPNG/><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml><![endif]-->
<style>
body, table, td, a { -webkit-text-size-adjust: 100%; -ms-text-size-adjust: 100%; }
table, td { mso-table-lspace: 0pt; mso-table-rspace: 0pt; }
img { -ms-interpolation-mode: bicubic; border: 0; height: auto; line-height: 100%; outline: none; text-decoration: none; }
table { border-collapse: collapse !important; }
body { height: 100% !important; margin: 0 !important; padding: 0 !important; width: 100% !important; }
a[x-apple-data-detectors] { color: inherit !important; text-decoration: none !important; font-size: inherit !important; }
#MessageViewBody a { color: inherit; text-decoration: none; }
u + #body a { color: inherit; text-decoration: none; }
.button:hover { background-color: #24493f !important; }
@media screen and (max-width: 600px) {
  .container { width: 100% !important; max-width: 100% !important; }
  .column { display: block !important; width: 100% !important; max-width: 100% !important; box-sizing: border-box; }
  .column img { max-width: 100% !important; }
  .hero h1 { font-size: 28px !important; line-height: 34px !important; }
  .hide-on-phones { display: none !important; }
}
@media (prefers-color-scheme: dark) {
  .sheet { background-color: #1f1d1a !important; }
  .sheet p, .sheet h1, .sheet h2, .sheet h3 { color: #f4efe6 !important; }
}
</style>
</head>
<body id="body" style="margin:0;padding:0;background-color:#e9e3d8">
<div style="display:none;font-size:1px;line-height:1px;max-height:0;max-width:0;opacity:0;overflow:hidden;mso-hide:all">New for the cold months: wool, oak and stoneware from seven small workshops.&zwnj;&nbsp;&zwnj;&nbsp;&zwnj;&nbsp;&zwnj;&nbsp;</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#e9e3d8"><tr><td align="center" style="padding:24px 0">
<!--[if mso]><table role="presentation" width="620" align="center" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" class="container sheet" width="620" cellpadding="0" cellspacing="0" border="0" style="max-width:620px;background-color:#ffffff">
<tr><td align="center" style="padding:24px 20px"><a href="https://www.hollyandfern.example/"><img src="https://images.hollyandfern.example/logo.png" width="160" height="48" alt="Holly and Fern" style="display:block;border:0"></a></td></tr>
<tr><td class="hero" style="padding:0 20px 32px">
<h1 style="margin:0 0 12px;font-family:Georgia,'Times New Roman',serif;font-size:34px;line-height:40px;color:#1f1d1a">Things for long evenings</h1>
<p style="margin:0 0 16px;${TEXT}">Hello *|FNAME:friend|*, the clocks have changed and the stove is lit. We have chosen a few things for the cold months with you in mind, and we have been to see the people who make them.</p>
<p style="margin:0 0 20px;${TEXT}">Everything below can be sent back within thirty days, also after you have used it. Orders that reach us by Thursday are with you before the weekend.</p>
${button('See all things', link('autumn', 0))}
</td></tr>
`;

const FOOT = `<tr><td align="center" style="padding:24px 20px;${SMALL}">
<p style="margin:0 0 8px">Holly and Fern Ltd, 12 Quay Street, Bristol BS1 4DJ, United Kingdom</p>
<p style="margin:0 0 8px">You get this mail because you signed up for our letter on hollyandfern.example.</p>
<p style="margin:0"><a href="*|UNSUB|*" style="color:#2f5d50">Unsubscribe</a> &middot; <a href="*|UPDATE_PROFILE|*" style="color:#2f5d50">Choose what you get</a> &middot; <a href="*|ARCHIVE|*" style="color:#2f5d50">Read it in the browser</a></p>
</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body>
</html>
`;
