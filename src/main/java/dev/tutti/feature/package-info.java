/**
 * Contract between a part of Tutti and the composition. A {@link dev.tutti.feature.Feature} is
 * opened once and adds its endpoints; the composition lists all of them in one place and knows
 * nothing of their insides.
 *
 * <pre>{@code
 * public record KeysFeature(Keys keys) implements Feature {
 *   public void routes(Routes routes) {
 *     routes.add(new HttpRoute(GET, "/admin/keys", only(ADMIN), new KeysEndpoint(keys)::list));
 *   }
 * }
 * }</pre>
 */
@NullMarked
package dev.tutti.feature;

import org.jspecify.annotations.NullMarked;
