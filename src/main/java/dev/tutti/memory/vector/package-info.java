/**
 * Recall by meaning, beside that by words: vectors of an embedding model, where the configuration
 * names one, and the fusion of both rankings.
 */
@NullMarked
package dev.tutti.memory.vector;

import org.jspecify.annotations.NullMarked;
