/**
 * The suite of natural conversations: labelled dialogues of people with assistants are replayed
 * turn by turn, and what each strategy sends is held against the full history.
 *
 * <p>{@link dev.tutti.conversations.DialogueCorpus} puts dialogues together from records that each
 * show a turn and what was said before it, {@link dev.tutti.conversations.DialogueReplay} has views
 * made of them, and {@link dev.tutti.conversations.ReplayTotals} counts tokens, money at the prices
 * of a prompt cache, and follow-ups that were sent without what they need ({@link
 * dev.tutti.conversations.Dialogue#needs}). {@link dev.tutti.conversations.ConversationSuite} is
 * the command behind {@code suites/conversations/run}.
 */
@NullMarked
package dev.tutti.conversations;

import org.jspecify.annotations.NullMarked;
