/**
 * Answers that are used more than once: the response cache in front of a model, and calls that join
 * one that is under way.
 */
@NullMarked
package dev.tutti.routing.reuse;

import org.jspecify.annotations.NullMarked;
