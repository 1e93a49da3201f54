/**
 * Endpoints of applications: one for each, which answers with the frame {@code success, result,
 * error, model_used, processing_time, usage}, or with a task that will have it.
 */
@NullMarked
package dev.tutti.application.http;

import org.jspecify.annotations.NullMarked;
