/**
 * Views of the console that readers have saved: places with their filters under names of their
 * owners. Operators share some with everybody, which the audit knows.
 */
@NullMarked
package dev.tutti.savedview;

import org.jspecify.annotations.NullMarked;
