/**
 * Answers of models, read out of their texts and brought to a form in which equal ones are equal:
 * {@link dev.tutti.cooperation.answer.AnswerPanel} takes a question with all its answers, finds the
 * type that they have in common, reads each and makes groups of equal meaning. What cannot be read
 * is no answer: its member abstains. Numbers are exact; nothing here asks a model.
 *
 * <pre>{@code
 * var panel = AnswerPanel.of(AnswerQuestion.of("How much is left?"), List.of("So 1/2.", "50 %", "?"));
 * panel.canonical(1); // "0.5"
 * panel.groups();     // one of the answers 0 and 1
 * }</pre>
 */
@NullMarked
package dev.tutti.cooperation.answer;

import org.jspecify.annotations.NullMarked;
