/**
 * Which model a name means, and which of its deployments is asked.
 *
 * <p>A {@link dev.tutti.routing.Directory} is an immutable snapshot of the configuration: aliases,
 * and providers whose every upstream model can be named as {@code provider/model}. A call keeps the
 * directory that it began with. An alias with several deployments is a {@link
 * dev.tutti.routing.Balanced} model.
 */
@NullMarked
package dev.tutti.routing;

import org.jspecify.annotations.NullMarked;
