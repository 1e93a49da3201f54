package dev.tutti.session.item;

import tools.jackson.databind.node.ObjectNode;

/**
 * An item that was kept.
 *
 * @param model the model that said it, as its caller named it; empty for what was given to a model
 * @param json as it was said; the reader's own
 */
public record StoredItem(String model, ObjectNode json) {}
