package dev.tutti.task.api;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * Event in the life of a task.
 *
 * @param number in the task, from 1
 * @param type such as {@code started}
 */
public record TaskEvent(long number, Instant at, String type, ObjectNode data) {}
