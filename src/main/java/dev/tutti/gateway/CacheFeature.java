package dev.tutti.gateway;

import static dev.tutti.http.Permission.only;
import static dev.tutti.http.Permission.watchers;
import static dev.tutti.security.Role.ADMIN;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;

import dev.tutti.cache.AnswerCache;
import dev.tutti.feature.Feature;
import dev.tutti.gateway.admin.CacheEndpoint;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.security.Audit;
import java.time.InstantSource;

/**
 * Administration of the response cache.
 *
 * @param audit clearing the cache is written down there
 */
public record CacheFeature(AnswerCache cache, Audit audit, InstantSource clock) implements Feature {

  @Override
  public void routes(Routes routes) {
    var endpoint = new CacheEndpoint(cache, audit, clock);
    routes.add(new HttpRoute(GET, "/admin/cache", watchers(), endpoint::show));
    routes.add(
        new HttpRoute(DELETE, "/admin/cache", only(ADMIN), endpoint::clear)
            .taking("model", "owner"));
  }
}
