package dev.tutti.memory.api;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message as it is kept.
 *
 * @param row grows in the order of writing; one whose message is gone may be given again
 * @param id of the message
 * @param speaker name of who speaks, empty where the message has none
 * @param text all that it says
 */
public record RecallRow(
    long row,
    String session,
    String id,
    String speaker,
    String text,
    Instant at,
    ObjectNode metadata) {}
