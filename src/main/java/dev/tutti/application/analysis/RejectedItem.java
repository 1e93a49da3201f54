package dev.tutti.application.analysis;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Item that the documents do not bear out.
 *
 * @param entry of it among what is not supported; null where there are too many
 */
record RejectedItem(ItemReading reading, @Nullable ObjectNode entry) {}
