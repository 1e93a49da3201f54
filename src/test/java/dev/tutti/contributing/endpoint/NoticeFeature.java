package dev.tutti.contributing.endpoint;

import static dev.tutti.http.Permission.keyed;
import static dev.tutti.http.Permission.only;
import static dev.tutti.security.Role.OPERATOR;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PUT;

import dev.tutti.feature.Feature;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.security.Audit;
import java.time.InstantSource;

/** Notice that operators write and every caller reads. */
public record NoticeFeature(Audit audit, InstantSource clock) implements Feature {

  @Override
  public void routes(Routes routes) {
    var endpoint = new NoticeEndpoint(audit, clock);
    routes.add(new HttpRoute(GET, "/v1/notice", keyed(), endpoint::show));
    routes.add(new HttpRoute(PUT, "/admin/notice", only(OPERATOR), endpoint::write));
  }
}
