package dev.tutti.console;

import static dev.tutti.http.Permission.open;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.feature.Feature;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.platform.Platform;
import dev.tutti.security.Audit;
import dev.tutti.security.Keys;
import java.util.function.Supplier;

/** The console: its page and files, which are open to all, and the logins that get data by it. */
public record ConsoleFeature(
    Platform platform, Keys keys, Audit audit, Supplier<ConsoleSettings> settings)
    implements Feature {

  @Override
  public void routes(Routes routes) {
    var clock = platform.clock();
    var logins = new Logins(keys, platform.random(), clock, settings);
    var session = new SessionEndpoint(keys, logins);
    var login = new LoginEndpoint(keys, logins, audit, clock, settings, session);
    var shell = whereOn(new ShellEndpoint());
    routes.logins(logins);
    routes.add(new HttpRoute(GET, "/console", open(), shell));
    routes.add(new HttpRoute(GET, "/console/", open(), shell));
    routes.add(new HttpRoute(GET, "/console/{page...}", open(), shell));
    routes.add(
        new HttpRoute(
            GET, "/console/assets/{hash}/{file...}", open(), whereOn(new AssetsEndpoint())));
    routes.add(new HttpRoute(GET, "/console/session", open(), whereOn(session)));
    routes.add(new HttpRoute(POST, "/console/login", open(), whereOn(login)));
    routes.add(new HttpRoute(POST, "/console/logout", open(), whereOn(login::logout)));
  }

  private Endpoint whereOn(Endpoint endpoint) {
    return exchange -> {
      if (!settings.get().enabled()) {
        throw Fault.of(
                FaultCode.INVALID_REQUEST,
                "%s is not here (expected: server.console.enabled: true)"
                    .formatted(exchange.path()))
            .status(404);
      }
      endpoint.answer(exchange);
    };
  }
}
