/**
 * Data insight without any model over HTTP. What is computed is in {@code
 * dev.tutti.application.insight}; this only reads bodies and forms.
 */
@NullMarked
package dev.tutti.gateway.insight;

import org.jspecify.annotations.NullMarked;
