/**
 * Routing of requests whose caller leaves the model open: the model {@code auto}.
 *
 * <p>{@link dev.tutti.selection.SelectionFeature} opens all of it and adds the model and its
 * endpoints. What a prompt asks for is told by {@code selection.analysis}, which keywords it has by
 * {@code selection.keyword}, how good models are by {@code selection.quality}; rules are in {@code
 * selection.rule}, outcomes in {@code selection.outcome}, and {@code selection.decision} makes one
 * decision of all of these.
 */
@NullMarked
package dev.tutti.selection;

import org.jspecify.annotations.NullMarked;
