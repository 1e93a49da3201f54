package dev.tutti.gateway;

import static dev.tutti.http.Permission.only;
import static dev.tutti.security.Role.ADMIN;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PATCH;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.feature.Feature;
import dev.tutti.gateway.admin.KeysEndpoint;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.security.Keys;

/** Administration of virtual keys. */
public record KeysFeature(Keys keys) implements Feature {

  @Override
  public void routes(Routes routes) {
    var endpoint = new KeysEndpoint(keys);
    routes.add(new HttpRoute(GET, "/admin/keys", only(ADMIN), endpoint::list));
    routes.add(new HttpRoute(POST, "/admin/keys", only(ADMIN), endpoint::create));
    routes.add(new HttpRoute(PATCH, "/admin/keys/{id}", only(ADMIN), endpoint::change));
    routes.add(new HttpRoute(DELETE, "/admin/keys/{id}", only(ADMIN), endpoint::revoke));
  }
}
