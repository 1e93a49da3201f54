// Who may do what, and what has each spent?
import { html, useState } from '../../vendor/preact.js';
import { Action, typed } from '../parts/action.js';
import { address, useData } from '../parts/api.js';
import { Commands, Copyable, curlOf, Dialog, quoted } from '../parts/commands.js';
import { Link } from '../parts/place.js';
import { Bar } from '../parts/shapes.js';
import { Empty, Head, Shown, State } from '../parts/states.js';
import { Table } from '../parts/table.js';
import { money, number, share, t, time, visible, word } from '../parts/words.js';

export default function Keys({ query }) {
  const keys = useData('/admin/keys', ['config.changed']);
  const spent = useData(address('/admin/top', { from: '-30d', by: 'key', measure: 'cost,calls', limit: 1000 }));
  const budgets = useData('/admin/budgets');
  const [made, setMade] = useState(null);
  const issued = (key) => { setMade(key); keys.again(); };
  const now = Date.now();
  const valid = (keys.data?.data ?? []).filter((key) => standing(key, now)[0] !== 'none');
  return html`<${Head} title=${t('page.keys')} answer=${keys.data && t('keys.answer', { n: valid.length, admins: valid.filter((key) => key.role === 'admin').length })}>
      <${Create} done=${issued} asked=${query.do === 'create'} /><//>
    ${made && html`<${Dialog} title=${t('keys.made')} close=${() => setMade(null)}><p>${t('keys.once')}</p><${Copyable} name=${t('login.key')} text=${made.key} /><//>`}
    <${Shown} of=${keys}>${({ data }) => html`<${Table} caption=${t('page.keys')} rows=${data.map((key) => ({ ...key, spent: ofKey(spent.data, key), accounts: accountsOf(budgets.data, key) }))} columns=${columns(now, keys.again, issued)} empty=${{ why: t('keys.none'), cli: './tutti keys create --role admin' }} />`}<//>
    <h2>${t('costs.budgets')}</h2><${Shown} of=${budgets}>${({ data }) => html`<${Accounts} accounts=${data} />`}<//>
    <${Commands} curl=${curlOf('GET', '/admin/keys')} cli="./tutti keys list" />`;
}

const ofKey = (top, key) => (top?.data ?? []).find((row) => row.names[0] === key.id)?.figures;

/** What a key has spent of its budgets of a day and a month: `{period, spent, budget}`; a budget that nothing was spent of yet is the key's own. */
const accountsOf = (budgets, key) => ['day', 'month'].flatMap((period) => {
  const account = (budgets?.data ?? []).find((row) => row.account === `key/${key.id}/${period}`);
  const budget = account ? account.budget_usd : key.budget?.[period];
  return budget ? [{ period, spent: account?.spent_usd ?? 0, budget }] : [];
});

/** Whether a key is valid: its colour and its word. */
function standing(key, now) {
  if (key.revoked_at) return ['none', t('keys.revoked')];
  if (key.expires_at && Date.parse(key.expires_at) < now) return ['none', t('keys.expired')];
  const days = key.expires_at ? Math.floor((Date.parse(key.expires_at) - now) / 86_400_000) : undefined;
  return days !== undefined && days < 14 ? ['warn', t('keys.days', { n: days })] : ['good', days === undefined ? t('keys.lasting') : t('keys.days', { n: days })];
}

const listed = (of, form) => Object.entries(of ?? {}).filter(([, value]) => value !== null).map(([name, value]) => `${word('limit.', name)} ${form(value)}`);

const columns = (now, done, issued) => [
  { label: t('field.name'), cell: (key) => html`<${Link} to=${`/calls?filter=${encodeURIComponent(`key=${key.id}`)}`}>${visible(key.name)}<//> <code class="quiet">${key.prefix}…</code>`, value: (key) => key.name },
  { label: t('field.owner'), cell: (key) => visible(key.owner), value: (key) => key.owner }, { label: t('field.role'), cell: (key) => word('roles.', key.role), value: (key) => key.role },
  { label: t('field.state'), cell: (key) => { const [kind, text] = standing(key, now); return html`<${State} kind=${kind}>${text}<//>`; }, value: (key) => key.revoked_at ? 2 : key.expires_at ? 1 : 0 },
  { label: t('keys.last_used'), cell: (key) => key.last_used_at ? time(key.last_used_at) : t('keys.never'), value: (key) => key.last_used_at ?? '' },
  { label: t('keys.spent'), number: true, cell: (key) => money(key.spent?.cost?.value ?? 0), value: (key) => key.spent?.cost?.value ?? 0 },
  { label: t('keys.of_budget'), cell: (key) => key.accounts.length > 0 && html`<div>${key.accounts.map((each) => html`<${Spent} of=${each} />`)}</div>`, value: (key) => Math.max(-1, ...key.accounts.map((each) => each.spent / each.budget)) },
  { label: t('keys.models'), cell: (key) => visible(key.models.join(', ')) || '–' }, { label: t('keys.limits'), cell: (key) => [...listed(key.limits, number), ...listed(key.budget, money)].join(', ') || '–' },
  { label: t('field.actions'), cell: (key) => !key.revoked_at && html`<span class="row"><${Change} of=${key} done=${done} /><${Rotate} of=${key} done=${issued} /><${Action} label=${t('keys.revoke')} danger method="DELETE" path=${`/admin/keys/${encodeURIComponent(key.id)}`} cli=${`./tutti keys revoke ${key.id}`} preview=${t('keys.revoke_why', { name: visible(key.name) })} done=${done} /></span>` },
];

/** How much of a budget is spent; from the whole of it on the key is refused. */
function Spent({ of: { period, spent, budget } }) {
  return html`<div>${t(`keys.of_${period}`, { spent: money(spent), budget: money(budget), share: share(spent / budget) })}<${Bar} share=${spent / budget} kind=${spent >= budget ? 'c1' : 'c0'} /></div>`;
}

/** Options of the command line for what a key may use. */
const options = ({ models, scopes, limits, budget }) => [models?.length && ` --models ${quoted(models.join(','))}`, scopes?.length && ` --scopes ${quoted(scopes.join(','))}`,
  ...Object.entries(limits ?? {}).map(([name, most]) => ` --${name} ${quoted(most)}`), ...Object.entries(budget ?? {}).map(([period, most]) => ` --budget-${period} ${quoted(most)}`)].filter(Boolean).join('');

function Create({ done, asked }) {
  const roles = ['user', 'operator', 'auditor', 'admin'].map((role) => [role, word('roles.', role)]);
  return html`<${Action} label=${t('keys.create')} primary asked=${asked} done=${done} fields=${[{ name: 'name', label: t('field.name'), value: 'key', required: true }, { name: 'owner', label: t('field.owner'), value: 'default', required: true }, { name: 'role', label: t('field.role'), options: roles },
      { name: 'models', label: t('keys.models'), placeholder: 'fast, careful', hint: t('keys.models_hint') }, { name: 'days', label: t('keys.expires_in'), kind: 'number', min: 1 }, { name: 'month', label: t('keys.budget_month'), kind: 'number', min: 0, step: 'any' },
      { name: 'limits', label: t('keys.limits_json'), hint: '{"requests": 60, "tokens": 100000, "concurrency": 5}' }]}
    request=${({ name, owner, role, models, days, month, limits: text }) => {
      const list = models.split(',').map((each) => each.trim()).filter(Boolean);
      const expires = days ? new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000 + Number(days) * 86_400_000).toISOString() : undefined;
      const body = Object.fromEntries(Object.entries({ name, owner, role, models: list.length ? list : undefined, expires_at: expires, budget: month ? { month: Number(month) } : undefined, limits: typed(text) }).filter(([, value]) => value !== undefined));
      return { path: '/admin/keys', body, cli: `./tutti keys create --name ${quoted(name)} --owner ${quoted(owner)} --role ${role}${days ? ` --expires ${days}` : ''}${options(body)}` };
    }} />`;
}

/** Changes what a key may do or use; what is left empty is taken away. */
function Change({ of, done }) {
  const budget = (name) => of.budget?.[name] === undefined || of.budget[name] === null ? '' : String(of.budget[name]);
  return html`<${Action} label=${t('rule.change')} name=${t('keys.change', { name: visible(of.name) })} done=${done} preview=${t('keys.change_why')} fields=${[{ name: 'name', label: t('field.name'), value: of.name, required: true },
      { name: 'models', label: t('keys.models'), value: of.models.join(', '), hint: t('keys.models_hint') }, { name: 'day', label: t('keys.budget_day'), kind: 'number', min: 0, step: 'any', value: budget('day') },
      { name: 'month', label: t('keys.budget_month'), kind: 'number', min: 0, step: 'any', value: budget('month') }, { name: 'limits', label: t('keys.limits_json'), value: of.limits ? JSON.stringify(of.limits) : '' }]}
    request=${({ name, models, day, month, limits: text }) => {
      const list = models.split(',').map((each) => each.trim()).filter(Boolean);
      const amounts = Object.entries({ day, month }).filter(([, value]) => value !== '').map(([period, value]) => [period, Number(value)]);
      const body = { name, models: list.length ? list : null, budget: amounts.length ? Object.fromEntries(amounts) : null, limits: typed(text) ?? null };
      return { method: 'PATCH', path: `/admin/keys/${encodeURIComponent(of.id)}`, body, cli: `./tutti keys change ${of.id} --name ${quoted(name)} --no-limits${options({ ...body, models: body.models ?? ['*'] })}` };
    }} />`;
}

const copied = ['name', 'owner', 'role', 'models', 'scopes', 'limits', 'budget', 'expires_at'];

/** Another key with the same rights; the one that is there goes on until it is revoked, so that nobody is kept waiting. */
function Rotate({ of, done }) {
  const body = Object.fromEntries(copied.filter((name) => of[name] !== undefined && of[name] !== null).map((name) => [name, of[name]]));
  const days = of.expires_at ? ` --expires ${Math.max(1, Math.ceil((Date.parse(of.expires_at) - Date.now()) / 86_400_000))}` : '';
  return html`<${Action} label=${t('keys.rotate')} name=${t('keys.rotate_of', { name: visible(of.name) })} done=${done} preview=${t('keys.rotate_why')} path="/admin/keys" body=${body}
    cli=${`./tutti keys create --name ${quoted(of.name)} --owner ${quoted(of.owner)} --role ${of.role}${days}${options(of)}`} />`;
}

/** Budgets that something was spent of. */
function Accounts({ accounts }) {
  if (!accounts.length) return html`<${Empty} why=${t('costs.no_budgets')} />`;
  return html`<${Table} caption=${t('costs.budgets')} rows=${accounts} columns=${[
    { label: t('field.account'), cell: (row) => visible(row.account), value: (row) => row.account },
    { label: t('costs.spent'), cell: (row) => html`${money(row.spent_usd)}${row.budget_usd !== undefined && html` / ${money(row.budget_usd)} (${share(row.spent_usd / (row.budget_usd || 1))})<${Bar} share=${row.spent_usd / (row.budget_usd || 1)} />`}`, value: (row) => row.spent_usd },
    { label: t('keys.reserved'), number: true, cell: (row) => money(row.reserved_usd) }, { label: t('costs.ends'), cell: (row) => time(row.resets_at) }]} />`;
}
