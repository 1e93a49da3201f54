package dev.tutti.security;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Terms of a key that may be changed while it is in use.
 *
 * @param grant with the owner and the role that the key has for ever
 * @param expires when it ends, null for never
 */
public record KeyTerms(Grant grant, @Nullable Instant expires) {}
