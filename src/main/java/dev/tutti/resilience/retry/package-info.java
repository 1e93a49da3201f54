/**
 * Another try: how long to wait before it, and how many of them all calls have together. Who tries
 * again is a matter of routing.
 */
@NullMarked
package dev.tutti.resilience.retry;

import org.jspecify.annotations.NullMarked;
