import type { Campaign } from '#campaign/campaign.js';
import { printedFieldsOf } from '#campaign/merge/printed-fields.js';
import type { LeftOver } from './left-over.js';

/** What templates call a reader whose name they do not know. */
const READERS: Readonly<Record<string, string>> = {
  en: 'there,friend,friends,customer,valued customer,dear customer,subscriber,member,valued member,reader,guest,supporter,donor,neighbor,neighbour,traveler,traveller,colleague,everyone,folks,you',
  de: 'kunde,kundin,lieber kunde,freund,freunde,leser,leserin,mitglied,gast,interessent,du',
  fr: 'ami,amis,cher client,chère cliente,abonné,lecteur,adhérent,invité',
  es: 'amigo,amiga,amigos,estimado cliente,suscriptor,lector,socio,invitado',
  it: 'amico,amica,amici,gentile cliente,iscritto,lettore,socio,ospite',
  nl: 'klant,beste klant,vriend,abonnee,lezer,lid,gast',
  pt: 'amigo,amiga,amigos,prezado cliente,assinante,leitor,sócio',
};
const LANGUAGES = new Map<string, string[]>();
for (const [language, words] of Object.entries(READERS)) for (const word of words.split(',')) LANGUAGES.set(word, [...LANGUAGES.get(word) ?? [], language]);

/** `Hallo {{ first_name | default: "there" }}` in a German mail. */
export function foreignFallbacks(campaign: Campaign, isOwn: (language: string) => boolean): readonly LeftOver[] {
  return printedFieldsOf(campaign).flatMap(({ fallback = '', tag }): readonly LeftOver[] => {
    const languages = LANGUAGES.get(fallback.trim().toLowerCase().replace(/[!,.]$/, ''));
    return languages === undefined || languages.some(isOwn) ? [] : [{ text: fallback.trim(), kind: 'fallback', languages, location: tag.location }];
  });
}
