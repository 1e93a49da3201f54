/** Stub. */
@NullMarked
package dev.tutti.template;

import org.jspecify.annotations.NullMarked;
