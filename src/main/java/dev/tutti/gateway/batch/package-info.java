/**
 * OpenAI's Batch API: {@link dev.tutti.gateway.batch.BatchesEndpoint} makes, shows and cancels
 * batches, and {@link dev.tutti.gateway.batch.LineCalls} answers their lines as the endpoints would
 * that they name: by the same limits, budgets, fallbacks and records, in the background.
 */
@NullMarked
package dev.tutti.gateway.batch;

import org.jspecify.annotations.NullMarked;
