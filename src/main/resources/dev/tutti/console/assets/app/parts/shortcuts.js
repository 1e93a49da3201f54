// Keys: two-letter ways to pages, rows, search, and switches. Single letters can be switched off.
import { useEffect } from '../../vendor/preact.js';
import { routes } from '../routes.js';
import { choose, chosen, otherLanguage, otherTheme } from './choices.js';
import { pause } from './live.js';
import { go } from './place.js';
import { t } from './words.js';

export const lettersOn = () => chosen('letters') !== 'off';
export const switchLetters = () => choose('letters', lettersOn() ? 'off' : 'on');

/** All shortcuts, for the help. */
export const shortcuts = () => [
  ['Ctrl K', t('palette.title')], ['/', t('help.filter')], ['j  k', t('help.rows')], ['Enter', t('help.open')], ['.', t('help.actions')], ['x', t('help.select')], ['[  ]', t('help.next')], ['t', t('help.range')],
  ['p', t('help.pause')], ['d', t('switch.theme')], ['l', t('switch.language')], ['?', t('help.title')], ['Esc', t('help.back')], ['Ctrl Enter', t('help.run')],
  ...routes.filter((route) => route.key).map((route) => [`g ${route.key}`, t(`page.${route.name}`)]),
];

/** Whether keys that are pressed in a field send what was typed there. */
export const sends = (event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey);

function moveRow(step) {
  const links = [...document.querySelectorAll('main tbody tr a')].filter((link, at, all) => !at || link.closest('tr') !== all[at - 1].closest('tr'));
  const at = links.indexOf(document.activeElement);
  links[Math.min(links.length - 1, Math.max(0, at + step))]?.focus();
}

const typing = (element) => element.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(element.tagName);

export function useShortcuts(open) {
  useEffect(() => {
    let before = '';
    const letters = {
      x: () => document.activeElement.closest('main tbody tr')?.querySelector('[data-key=x]')?.click(),
      '/': () => document.querySelector('main input[type=search]')?.focus(),
      j: () => moveRow(1), k: () => moveRow(-1), p: () => pause(), d: otherTheme, l: otherLanguage, '?': () => open('help'),
      '.': () => document.activeElement.closest('main tbody tr')?.querySelector('button')?.focus(),
      t: () => document.querySelector('main select[name=from], main select[name=span]')?.focus(),
      '[': () => document.querySelector('main [data-step=previous]')?.click(),
      ']': () => document.querySelector('main [data-step=next]')?.click(),
    };
    const pressed = (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        return open('palette');
      }
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return undefined;
      if (typing(event.target)) return event.key === 'Escape' ? event.target.blur() : undefined;
      if (!lettersOn()) return undefined;
      const way = before === 'g' && routes.find((route) => route.key === event.key);
      const action = way ? () => go(way.path) : letters[event.key];
      before = event.key;
      if (action) {
        event.preventDefault();
        action();
      }
      return undefined;
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
}
