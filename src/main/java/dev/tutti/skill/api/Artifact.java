package dev.tutti.skill.api;

import java.time.Instant;

/**
 * A file that an execution has written.
 *
 * @param execution the request id
 * @param owner who alone can have it
 * @param type its media type
 * @param bytes its length
 * @param sha256 of its content, in hexadecimal
 */
public record Artifact(
    String id,
    String execution,
    String owner,
    String skill,
    String name,
    String type,
    long bytes,
    String sha256,
    Instant created,
    Instant expires) {}
