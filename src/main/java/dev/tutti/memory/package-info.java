/**
 * Memory: what is known of an owner's end users, kept, recalled and erased.
 *
 * <p>Facts are sentences about a user, told over {@code POST /v1/memories} or taken from what was
 * said; {@code Facts} keeps them in the database, merges what says the same, marks what holds no
 * longer and forgets what has expired. {@code MessageRecall} finds messages of all the user's
 * sessions again, by an index in memory. {@link dev.tutti.memory.MemoryFeature} composes it, {@link
 * dev.tutti.memory.api.Memories} is what others see.
 */
@NullMarked
package dev.tutti.memory;

import org.jspecify.annotations.NullMarked;
