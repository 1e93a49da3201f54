/**
 * Endpoints of characters that models make: each submits a task and answers with it at once. What
 * the task does is in {@code dev.tutti.character.generation}.
 */
@NullMarked
package dev.tutti.character.generation.http;

import org.jspecify.annotations.NullMarked;
