/**
 * Application {@code decision_support}: options in, a recommendation with its reasons out. {@link
 * dev.tutti.application.support.DecisionSupport} takes options from the parameters, else from the
 * text, else from a model whose quotes are checked; all figures are computed by {@code
 * dev.tutti.application.decision}.
 *
 * <p>A model may judge what nobody gave, which is marked, and may say in words what was computed;
 * what it says with a number that is neither computed nor in the text is not shown as a fact.
 */
@NullMarked
package dev.tutti.application.support;

import org.jspecify.annotations.NullMarked;
