/**
 * Views of sessions within a budget of tokens, and the summaries that some of them begin with. It
 * joins {@link dev.tutti.session}, which keeps what was said, to {@link dev.tutti.context}, which
 * chooses what of it a model is sent.
 *
 * <p>{@link dev.tutti.session.view.BudgetedView} is the {@link dev.tutti.session.HistoryView} of a
 * running Tutti: it counts tokens, has each message's dependence decided once, looks up what is
 * known about the end user ({@link dev.tutti.session.view.ViewMemory}), and makes the view. Where a
 * view wants a summary, {@link dev.tutti.session.view.SummaryWriter} has the configured model write
 * it in the background, in a call of its own; until it is there, and where it fails, views are made
 * without.
 */
@NullMarked
package dev.tutti.session.view;

import org.jspecify.annotations.NullMarked;
