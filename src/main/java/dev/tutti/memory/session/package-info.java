/**
 * Memory over sessions: their messages as rows for recall, what was said in a turn for the
 * extraction, and what goes when a session is erased.
 */
@NullMarked
package dev.tutti.memory.session;

import org.jspecify.annotations.NullMarked;
