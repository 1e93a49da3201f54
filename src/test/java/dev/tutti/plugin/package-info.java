/** Plugins as others would write them: they use nothing but what is public. */
@NullMarked
package dev.tutti.plugin;

import org.jspecify.annotations.NullMarked;
