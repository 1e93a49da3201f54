package dev.tutti.character.group.chat;

import dev.tutti.chat.Fault;

/**
 * Speaker without a reply.
 *
 * @param speaker id of the character
 * @param name of the character
 */
public record SpeakerFailure(String speaker, String name, Fault fault) {}
