package dev.tutti.responses;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * A conversation, without its items.
 *
 * @param metadata the caller's own
 */
public record StoredConversation(String id, Instant created, ObjectNode metadata) {}
