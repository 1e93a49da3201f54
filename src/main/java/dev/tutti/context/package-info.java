/**
 * Views of conversations: what of an immutable history a model is sent within a budget of tokens,
 * and what is left out and why. Nothing here reads a clock, a database or a network, and the same
 * input gives the same bytes.
 *
 * <p>A {@link dev.tutti.context.ContextInput} holds the system prompt, the memory, a summary with
 * the messages that it stands for, the history, the newest turn, the strategy, the {@link
 * dev.tutti.context.TokenBudget} and, where known, the {@link dev.tutti.context.InputPrice}; {@link
 * dev.tutti.context.ContextView#of} gives the messages to send, the {@link
 * dev.tutti.context.LossPolicy}, each message's fate with its reason, and tokens sent against
 * tokens of the full history.
 *
 * <pre>{@code
 * var view =
 *     ContextView.of(
 *         ContextInput.builder(ContextStrategy.AUTO, TokenBudget.of(8_000))
 *             .system("You are a travel agent.")
 *             .history(messages) // HistoryMessage.of(id, message), counted once and kept
 *             .newest(List.of(HistoryMessage.of("m9", question).dependence(Dependence.UNSURE)))
 *             .build());
 * view.messages(); // for the model
 * view.compaction(); // what a model should sum up in the background, where it is time
 * }</pre>
 *
 * <p>Turns are left out as wholes: a turn begins with a user's message and ends before the next, so
 * that calls of tools, their results and the reasoning between them stay together. Never left out
 * are the system prompt, pinned messages (with their question, and with the results of the tools
 * that they call), and the newest turn with its open loop of tools. The choice is a fold over the
 * turns, from the first to the newest ({@link dev.tutti.context.ContextStrategy}): it depends on
 * nothing but the history, so that between two compactions each view is the beginning of the next,
 * which providers' prompt caches reward. So that it stays so, count the tokens of a message and
 * decide its {@link dev.tutti.context.Dependence} once, when it is written, and keep both with it.
 */
@NullMarked
package dev.tutti.context;

import org.jspecify.annotations.NullMarked;
