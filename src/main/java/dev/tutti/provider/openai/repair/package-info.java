/**
 * Repair of answers in OpenAI's dialect: scanners that find out, without a tree, whether a chunk is
 * regular, and repairs that make a regular one of one that is not.
 */
@NullMarked
package dev.tutti.provider.openai.repair;

import org.jspecify.annotations.NullMarked;
