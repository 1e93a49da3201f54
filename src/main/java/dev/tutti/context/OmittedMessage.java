package dev.tutti.context;

/**
 * Message of the history that a view leaves out.
 *
 * @param id the message's
 * @param reason in words
 */
public record OmittedMessage(String id, String reason) {}
