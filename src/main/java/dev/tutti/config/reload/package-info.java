/**
 * Values that follow a file. A {@link dev.tutti.config.reload.Reloadable} is loaded, validated and
 * only then swapped, each time the file changes; what cannot be loaded changes nothing and is told
 * as {@link dev.tutti.config.reload.Reload.Refused}.
 */
@NullMarked
package dev.tutti.config.reload;

import org.jspecify.annotations.NullMarked;
