/**
 * Recorded calls that are asked again. {@link dev.tutti.gateway.replay.CallReplay} takes what was
 * kept of a call's body, asks its model, or another one, as who wants that, past the cache, and
 * tells the answers of then and now. Each replay leaves a row in the audit before anything is read.
 */
@NullMarked
package dev.tutti.gateway.replay;

import org.jspecify.annotations.NullMarked;
