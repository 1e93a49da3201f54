package dev.tutti.selection.outcome;

import java.time.Instant;

/**
 * Model that a conversation has.
 *
 * @param conversation number of the conversation, by which nobody can tell what was said in it
 * @param at when the model was asked last
 */
public record ConversationModel(long conversation, String model, Instant at) {}
