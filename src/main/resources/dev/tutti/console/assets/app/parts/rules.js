// Alert rules in words, in a form, and rehearsed on the past.
import { html } from '../../vendor/preact.js';
import { Action, typed } from './action.js';
import { quoted } from './commands.js';
import { figure, span, t, visible, word } from './words.js';

export const alertKinds = { ok: 'good', pending: 'warn', firing: 'bad', recovering: 'warn', no_data: 'none', silenced: 'none' };

export const labelled = (labels) => Object.entries(labels ?? {}).map(([name, value]) => `${word('dimension.', name)} ${visible(value)}`).join(', ');

const amount = (value, rule) => figure(value, rule.unit);

/** What a rule says, such as "error rate above 10 % over 5 min, for 1 min". */
export function said(rule) {
  const limit = rule.steps?.length ? rule.steps.map((step) => amount(step, rule)).join(', ') : rule.objective !== undefined && rule.objective !== null ? t('rule.objective', { share: figure(rule.objective, 'share') })
    : rule.above !== undefined && rule.above !== null ? t('rule.above', { limit: amount(rule.above, rule) }) : t('rule.below', { limit: amount(rule.below, rule) });
  return [word('measure.', rule.measure), limit, rule.window_s && t('rule.window', { span: span(rule.window_s * 1000) }), rule.for_s && t('rule.for', { span: span(rule.for_s * 1000) }),
    rule.by?.length && t('rule.by', { names: rule.by.map((name) => word('dimension.', name)).join(', ') }), rule.filter && `[${visible(rule.filter)}]`].filter(Boolean).join(' ');
}

const ofMeasures = ['error_rate', 'success_rate', 'total_p95', 'first_token_p95', 'attempt_error_rate', 'attempt_p95', 'cost', 'total_tokens', 'budget_used', 'budget_forecast', 'breaker_open', 'provider_down', 'tasks_waiting', 'tasks_oldest', 'disk_used', 'limit_used'];

/** Fields of a rule, with what it says now. */
export function ruleFields(rule = {}, config = {}) {
  const given = (name, other = '') => String(config[name] ?? other);
  const options = [...new Set([rule.measure, ...ofMeasures].filter(Boolean))].map((name) => [name, word('measure.', name)]);
  return [{ name: 'measure', label: t('field.measure'), options },
    { name: 'above', label: t('rule.above_field'), value: given('above', rule.above ?? ''), hint: t('rule.amount_hint') }, { name: 'below', label: t('rule.below_field'), value: given('below', rule.below ?? '') },
    { name: 'window', label: t('rule.window_field'), value: given('window', rule.window_s ? `${rule.window_s}s` : '5m') }, { name: 'for', label: t('rule.for_field'), value: given('for', rule.for_s !== undefined ? `${rule.for_s}s` : '1m') },
    { name: 'by', label: t('rule.by_field'), value: (rule.by ?? []).join(','), placeholder: 'model' }, { name: 'filter', label: t('rule.filter_field'), value: rule.filter ?? '', placeholder: 'provider=openai' },
    { name: 'severity', label: t('rule.severity'), options: [rule.severity ?? 'warn', 'warn', 'critical'].filter((each, at, all) => all.indexOf(each) === at).map((each) => [each, word('severity.', each)]) },
    { name: 'more', label: t('rule.more'), kind: 'area', rows: 2, hint: '{"clear_at": "8%", "clear_for": "10m", "min_samples": 50, "no_data": "alert", "enabled": true}' }];
}

/** The rule as its section of the file would say it; what is empty is left out. */
export function ruleOf({ measure, above, below, window, for: lasting, by, filter, severity, more }) {
  const made = { measure, above, below, window, for: lasting, by: by.trim() ? by.split(',').map((each) => each.trim()) : '', filter, severity };
  return { ...Object.fromEntries(Object.entries(made).filter(([, value]) => value !== '')), ...typed(more) };
}

const pairs = (rule) => Object.entries(rule).map(([name, value]) => quoted(`${name}=${typeof value === 'object' ? JSON.stringify(value) : value}`)).join(' ');

/** Adds a rule, or puts another in its place. */
export function Keep({ name, rule, config, label, done }) {
  const fields = [...(name ? [] : [{ name: 'name', label: t('field.name'), required: true }]), ...ruleFields(rule, config)];
  return html`<${Action} label=${label} fields=${fields} done=${done} request=${({ name: chosen, ...values }) => {
    const made = ruleOf(values);
    const called = name ?? chosen ?? '';
    return { method: 'PUT', path: `/admin/alerts/rules/${encodeURIComponent(called)}`, body: made, cli: `./tutti alerts set ${quoted(called || 'NAME')} ${pairs(made)}` };
  }} />`;
}

/** Shows what a rule would have done on the last days; `done` gets what came of it. */
export function Rehearse({ name, rule, config, done }) {
  return html`<${Action} label=${t('rule.rehearse')} preview=${t('rule.rehearse_why')} done=${done} fields=${[{ name: 'days', label: t('rule.days'), kind: 'number', min: 1, max: 30, value: '30' }, ...ruleFields(rule, config)]}
    request=${({ days, ...values }) => { const made = ruleOf(values); return { path: '/admin/alerts/rules/rehearse', body: { ...made, days: Number(days) }, cli: `./tutti alerts rehearse ${quoted(name ?? 'NAME')} ${pairs(made)} --days ${days}` }; }} />`;
}

/** Tells nobody of some alerts until a time. */
export function Silence({ match, done }) {
  const fields = [{ name: 'match', label: t('silence.match'), value: JSON.stringify(match), required: true, hint: t('silence.match_hint') },
    { name: 'minutes', label: t('silence.minutes'), kind: 'number', min: 1, max: 525600, value: '60' }, { name: 'reason', label: t('silence.reason'), required: true }];
  return html`<${Action} label=${t('silence.add')} fields=${fields} done=${done} preview=${t('silence.why')} request=${({ match: of, minutes, reason }) => {
    const to = new Date(Math.ceil((Date.now() + Number(minutes) * 60_000) / 60_000) * 60_000).toISOString();
    const given = typed(of) ?? {};
    return { path: '/admin/alerts/silences', body: { match: given, to, reason }, cli: `./tutti alerts silence ${Object.entries(given).map(([name, value]) => quoted(`${name}=${value}`)).join(' ')} --minutes ${minutes} --reason ${quoted(reason || '...')}` };
  }} />`;
}
