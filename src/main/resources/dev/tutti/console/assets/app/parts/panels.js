// The certificate of a panel of models: what it gives beside its best single model, and how well its confidence is calibrated.
import { html } from '../../vendor/preact.js';
import { Bar } from './shapes.js';
import { Table } from './table.js';
import { number, share, t, visible, word } from './words.js';

export function Certificate({ of }) {
  const compared = [['best_single', of.best_single, visible(of.best_single_model)], ['majority', of.majority], ['learned', of.learned], ['oracle', of.oracle], ['sure_half', of.sure_half], ['unsure_half', of.unsure_half]];
  return html`<section class="panel" role="status"><h2>${visible(of.models.join(', '))}</h2>
    <p class="answer">${t('panel.answer', { gain: share(of.expected_gain.mean), low: share(of.expected_gain.low), high: share(of.expected_gain.high), n: of.rows })}</p>
    <${Table} caption=${t('panel.compared')} rows=${compared} columns=${[{ label: t('panel.compared'), cell: ([name, , more]) => `${t(`panel.${name}`)} ${more ?? ''}` }, { label: t('cooperation.accuracy'), cell: ([, value]) => html`${share(value)} <${Bar} share=${value} />` }]} />
    <p>${t('panel.calibration', { error: share(of.calibration_error), alike: share(of.agreement_of_errors), weights: word('weights.', of.weights) })}</p>
    <${Table} caption=${t('cooperation.members')} rows=${of.members} columns=${[{ label: t('field.model'), cell: (row) => visible(row.model) }, { label: t('cooperation.answered'), number: true, cell: (row) => share(row.answered) },
      { label: t('cooperation.accuracy'), number: true, cell: (row) => share(row.accuracy) }, { label: t('cooperation.weight'), number: true, cell: (row) => number(row.weight) }]} />
    <ul>${of.advice.map((advice) => html`<li>${visible(advice)}</li>`)}</ul></section>`;
}
