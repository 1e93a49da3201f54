/**
 * Figures of decisions over HTTP: {@code POST /v1/decision/compute}. No model is asked; the figures
 * are those of {@code dev.tutti.application.decision}.
 */
@NullMarked
package dev.tutti.application.decision.http;

import org.jspecify.annotations.NullMarked;
