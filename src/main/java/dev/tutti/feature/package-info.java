/**
 * Contract between a part of Tutti and the composition. A {@link dev.tutti.feature.Feature} is
 * opened once and adds its endpoints and its models; the composition lists all of them in one place
 * and knows nothing of their insides.
 *
 * <pre>{@code
 * public record KeysFeature(Keys keys) implements Feature {
 *   public void routes(Routes routes) {
 *     routes.add(new HttpRoute(GET, "/admin/keys", only(ADMIN), new KeysEndpoint(keys)::list));
 *   }
 * }
 * }</pre>
 *
 * <p>Models of a feature come from its {@link dev.tutti.feature.ModelSource}s, which have a prefix
 * each: {@code skill:} is one. One catalog asks the source whose prefix a name begins with, and the
 * configuration for all other names; whoever lists, explains or restricts models sees no
 * difference.
 */
@NullMarked
package dev.tutti.feature;

import org.jspecify.annotations.NullMarked;
