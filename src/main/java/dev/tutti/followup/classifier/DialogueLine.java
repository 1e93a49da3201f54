package dev.tutti.followup.classifier;

/**
 * Message of a dialogue.
 *
 * @param byUser whether the user said it, rather than an assistant
 */
public record DialogueLine(boolean byUser, String text) {}
