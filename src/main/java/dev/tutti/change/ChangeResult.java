package dev.tutti.change;

import java.util.List;

/**
 * Result of a change.
 *
 * @param revision the revision that is in force
 * @param changes what was changed; nothing when all was so already
 */
public record ChangeResult(long revision, List<Change> changes) {}
