/**
 * Statements of texts about decisions, Chinese and English, read without a model: budgets,
 * deadlines, and what options cost, bring, promise and take. {@link
 * dev.tutti.application.decision.statement.StatementReader} reads them with their sentences; {@link
 * dev.tutti.application.decision.statement.TextContradictions} finds those that cannot be true
 * together.
 */
@NullMarked
package dev.tutti.application.decision.statement;

import org.jspecify.annotations.NullMarked;
