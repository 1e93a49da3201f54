/** The endpoints of memory: {@code /v1/memories}. */
@NullMarked
package dev.tutti.memory.http;

import org.jspecify.annotations.NullMarked;
