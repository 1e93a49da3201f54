package dev.tutti.skill.load;

import java.time.Instant;

/**
 * A revision of a skill whose texts are kept.
 *
 * @param revision version and content, such as {@code 1.1.0+3f0c9a1b7d2e}
 * @param at when it came to be served last
 */
public record StoredRevision(String version, String revision, Instant at) {}
