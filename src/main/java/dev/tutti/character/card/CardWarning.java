package dev.tutti.character.card;

/**
 * What was read otherwise than it is written.
 *
 * @param code such as {@code crc_wrong}
 * @param where the member, the entry or the chunk
 */
public record CardWarning(String code, String message, String where) {}
