package dev.tutti.gateway;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;

import dev.tutti.feature.Feature;
import dev.tutti.gateway.admin.BodiesEndpoint;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Permission;
import dev.tutti.http.Routes;
import dev.tutti.recording.BodyRecorder;
import dev.tutti.security.Audit;
import dev.tutti.security.Role;
import java.time.InstantSource;

/** What was asked and answered, where it was kept. */
public record BodiesFeature(BodyRecorder bodies, Audit audit, InstantSource clock)
    implements Feature {

  @Override
  public void routes(Routes routes) {
    var endpoint = new BodiesEndpoint(bodies, audit, clock);
    var operators = Permission.only(Role.OPERATOR);
    routes.add(new HttpRoute(GET, "/admin/calls/{id}/bodies", operators, endpoint::show));
    routes.add(new HttpRoute(DELETE, "/admin/calls/{id}/bodies", operators, endpoint::delete));
  }
}
