// Rules of the router, and a decision tried without asking a model.
import { html, useState } from '../../vendor/preact.js';
import { Action, typed } from './action.js';
import { useAnswer, useData } from './api.js';
import { Commands, curlOf, quoted } from './commands.js';
import { setOf } from './sections.js';
import { Bar, Edited, Value } from './shapes.js';
import { sends } from './shortcuts.js';
import { Answered, Empty, Shown, State } from './states.js';
import { Facts, Table } from './table.js';
import { money, number, share, span, t, visible, word } from './words.js';

const one = (name) => `/admin/routing/rules/${encodeURIComponent(name)}`;

export function RoutingRules({ admin }) {
  const rules = useData('/admin/routing/rules', ['config.changed']);
  return html`${admin && html`<p><${Put} label=${t('rule.add')} done=${rules.again} /></p>`}<${Shown} of=${rules}>${({ data, warnings }) => html`
    ${warnings.map((warning) => html`<section class="notice bad"><p>${visible(typeof warning === 'string' ? warning : JSON.stringify(warning))}</p></section>`)}
    ${!data.length ? html`<${Empty} why=${t('routing.no_rules')} />` : html`<${Table} caption=${t('routing.tab_rules')} rows=${data} columns=${[
      { label: t('field.priority'), number: true, cell: (rule) => number(rule.priority) }, { label: t('field.rule'), cell: (rule) => html`<b>${visible(rule.name)}</b> <span class="quiet">${visible(rule.category)}</span>` },
      { label: t('field.state'), cell: (rule) => html`<${State} kind=${rule.enabled ? 'good' : 'none'}>${t(rule.enabled ? 'rule.on' : 'rule.off')}<//>` },
      { label: t('routing.goes_to'), cell: (rule) => visible(rule.model ?? word('route.', rule.strategy ?? '')) }, { label: t('field.origin'), cell: (rule) => visible(rule.origin) },
      { label: t('field.details'), cell: (rule) => html`<details><summary>${t('settings.config')}</summary><${Value} of=${rule} /></details>` },
      { label: t('field.actions'), cell: (rule) => admin && html`<span class="row"><${Put} rule=${rule} label=${t('rule.change')} done=${rules.again} />
        <${Action} label=${t('rule.reset')} path=${`${one(rule.name)}/reset`} body=${{}} cli=${`./tutti route reset ${quoted(rule.name)}`} preview=${t('rule.reset_why')} done=${rules.again} />
        <${Action} label=${t('rule.remove')} danger method="DELETE" path=${one(rule.name)} cli=${`./tutti route remove ${quoted(rule.name)}`} preview=${t('routing.remove_why')} done=${rules.again} /></span>` }]} />`}`}<//>`;
}

const answered = ['name', 'origin', 'revision', 'category'];

function Put({ rule, label, done }) {
  const config = rule ? Object.fromEntries(Object.entries(rule).filter(([name, value]) => !answered.includes(name) && value !== null)) : { priority: 50, category: 'code', keywords: ['python'], model: 'sim' };
  const before = JSON.stringify(config, null, 1);
  return html`<${Action} label=${label} done=${done} preview=${(values) => html`<${Edited} why=${t('settings.put_why')} before=${rule && before} after=${values.config} />`} fields=${[...(rule ? [] : [{ name: 'name', label: t('field.name'), required: true }]), { name: 'config', label: t('settings.config_json'), kind: 'area', rows: 8, value: before }]}
    request=${({ name, config: text }) => ({ method: 'PUT', path: one(rule?.name ?? name ?? ''), body: typed(text) ?? {}, cli: setOf('route', rule?.name ?? name, typed(text)) })} />`;
}

/** A question is decided on, and nobody is asked. */
export function Decide({ query }) {
  const [text, setText] = useState(query.query ?? '');
  const decided = useAnswer('/v1/route/decide');
  const body = { query: text || '...' };
  const run = (event) => {
    event?.preventDefault();
    if (text.trim()) decided.run(body);
  };
  return html`<form onSubmit=${run}><label>${t('routing.question')}<textarea value=${text} onInput=${(event) => setText(event.target.value)} onKeyDown=${(event) => sends(event) && run()}></textarea></label>
    <p class="row"><button class="primary" disabled=${decided.busy}>${t('routing.decide')}</button></p></form>
    <${Answered} of=${decided}>${(answer) => html`<${Decision} of=${answer} />`}<//><${Commands} curl=${curlOf('POST', '/v1/route/decide', body)} cli=${`./tutti route decide ${quoted(body.query)}`} />`;
}

function Decision({ of }) {
  return html`<section class="panel" role="status"><h2>${t('routing.decided', { model: visible(of.model), basis: word('basis.', of.basis) })}</h2>
    <${Facts} rows=${[[t('field.rule'), visible(of.rule)], [t('routing.task_type'), word('task_type.', of.analysis.task_type)], [t('routing.complexity'), html`${number(of.analysis.complexity_score)} <${Bar} share=${of.analysis.complexity_score} />`], [t('routing.strategy'), word('route.', of.strategy)], [t('routing.quality'), number(of.quality)]]} />
    <ul>${of.reasons.map((reason) => html`<li>${visible(reason)}</li>`)}</ul>
    <${Table} caption=${t('routing.alternatives')} rows=${of.alternatives} columns=${[
      { label: t('field.model'), cell: (row) => html`${visible(row.model)} ${row.model === of.model && html`<span class="chip">${t('routing.chosen')}</span>`}` }, { label: t('routing.score'), number: true, cell: (row) => share(row.expected_quality), value: (row) => row.expected_quality },
      { label: t('routing.outcomes'), number: true, cell: (row) => number(row.outcomes) }, { label: t('field.cost'), number: true, cell: (row) => money(row.expected_cost_usd), value: (row) => row.expected_cost_usd ?? -1 },
      { label: t('routing.latency'), number: true, cell: (row) => span(row.expected_latency_ms) }, { label: t('routing.utility'), number: true, cell: (row) => number(row.utility, 3), value: (row) => row.utility },
      { label: t('routing.gate'), cell: (row) => row.gate ? html`<${State} kind="bad">${word('gate.', row.gate)}<//>` : '' }]} /></section>`;
}
