// What a reader has chosen for this browser: language, theme, single-letter shortcuts. Nothing secret is kept here.
import { speak, spoken } from './words.js';

const kept = (name) => `tutti.${name}`;

export function chosen(name) {
  try {
    return localStorage.getItem(kept(name)) ?? undefined;
  } catch {
    return undefined;
  }
}

export function choose(name, value) {
  try {
    localStorage.setItem(kept(name), value);
  } catch {
    // Where a browser keeps nothing, the choice holds until the page is left.
  }
}

/** The theme of the system unless one was chosen. */
export function applyTheme() {
  const theme = chosen('theme');
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

export function otherTheme() {
  const dark = document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  choose('theme', dark ? 'light' : 'dark');
  applyTheme();
  dispatchEvent(new CustomEvent('tutti:theme'));
}

export async function otherLanguage() {
  const wanted = spoken() === 'zh' ? 'en' : 'zh';
  choose('language', wanted);
  await speak(wanted);
  dispatchEvent(new CustomEvent('tutti:language'));
}
