import type { LocalizationMap } from 'discord-api-types/v10';
import type { Locale } from 'discord.js';

/** The languages that every text has. English is what everyone else reads. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

const LOCALES: Readonly<Record<Exclude<Language, 'en'>, readonly `${Locale}`[]>> = { de: ['de'] };

/** The texts of one area in every language; all have the shape of the English ones. */
export type Texts<T> = Readonly<Record<Language, T>>;

/** Text or a function of what it names; `Shape` makes the English literals plain strings for the others. */
export type Shape<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...args: infer Args) => string
      ? (...args: Args) => string
      : Shape<T[K]>;
};

export function defineTexts<T extends object>(
  en: T,
  others: Record<Exclude<Language, 'en'>, Shape<T>>,
): Texts<Shape<T>> {
  return { ...others, en: en as Shape<T> };
}

/** By the locale that Discord names: `de`, `en-GB`, `pt-BR`. */
export function languageOf(locale: string): Language {
  return LANGUAGES.find((language) => locale === language || locale.startsWith(`${language}-`)) ?? 'en';
}

/** One text in the form of a command's definition: English, and the others by locale. */
export function localisations<T>(texts: Texts<T>, pick: (texts: T) => string): LocalizationMap {
  const map: LocalizationMap = {};
  for (const [language, locales] of Object.entries(LOCALES)) {
    for (const locale of locales) map[locale] = pick(texts[language as Exclude<Language, 'en'>]);
  }
  return map;
}

/** `description` of a command or an option, with its localisations. */
export function described<T>(
  texts: Texts<T>,
  pick: (texts: T) => string,
): { description: string; description_localizations: LocalizationMap } {
  return { description: pick(texts.en), description_localizations: localisations(texts, pick) };
}
