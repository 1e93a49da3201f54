package dev.tutti.character;

import java.time.Instant;

/**
 * A character without its file.
 *
 * @param name as its card has it; of a lorebook its own, which may be empty
 * @param kind {@code card} or {@code lorebook}
 * @param version {@code v1}, {@code v2} or {@code v3}
 * @param bytes of its file
 */
public record StoredCharacter(
    String id, String name, String kind, String version, long bytes, Instant created) {}
