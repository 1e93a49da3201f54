package dev.tutti.character.group.chat;

import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Usage;

/**
 * Reply of one speaker.
 *
 * @param id of the message that is kept
 * @param speaker id of the character
 * @param name of the character
 * @param text without what it has said for others; may be empty
 * @param finish why it has ended
 * @param trimmed whether it had said something for another one
 * @param spokenFor for whom, as that one is called; empty for nobody
 * @param usage of the tokens
 */
public record SpeakerReply(
    String id,
    String speaker,
    String name,
    String text,
    FinishReason finish,
    boolean trimmed,
    String spokenFor,
    Usage usage) {}
