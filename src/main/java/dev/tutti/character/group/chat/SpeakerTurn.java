package dev.tutti.character.group.chat;

/**
 * Turn of one speaker, which begins.
 *
 * @param message id of the message that it will be
 * @param speaker id of the character
 * @param name of the character
 * @param reason why it speaks
 */
public record SpeakerTurn(String message, String speaker, String name, String reason) {}
