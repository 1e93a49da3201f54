/** Substitutes for when nobody can answer: a smaller model, an answer of earlier, or a text. */
@NullMarked
package dev.tutti.routing.degrade;

import org.jspecify.annotations.NullMarked;
