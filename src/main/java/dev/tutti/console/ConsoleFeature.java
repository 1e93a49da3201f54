package dev.tutti.console;

import static dev.tutti.http.Permission.only;
import static dev.tutti.http.Permission.open;
import static dev.tutti.security.Role.ADMIN;
import static dev.tutti.security.Role.AUDITOR;
import static dev.tutti.security.Role.USER;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.feature.Feature;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Permission;
import dev.tutti.http.Routes;
import dev.tutti.platform.Platform;
import dev.tutti.savedview.SavedViews;
import dev.tutti.security.Audit;
import dev.tutti.security.Keys;
import io.vertx.core.http.HttpMethod;
import java.util.List;
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
    var shell = new ShellEndpoint();
    var all = new LoginsEndpoint(logins, audit, clock);
    var views = new ViewsEndpoint(new SavedViews(platform.store()), clock);
    var readers = only(USER, AUDITOR);
    routes.logins(logins);
    routes.add(
        List.of(
            route(GET, "/console", open(), shell),
            route(GET, "/console/", open(), shell),
            route(GET, "/console/{page...}", open(), shell),
            route(GET, "/console/assets/{hash}/{file...}", open(), new AssetsEndpoint()),
            route(GET, "/console/session", open(), session),
            route(POST, "/console/login", open(), login),
            route(POST, "/console/logout", open(), login::logout),
            route(GET, "/console/logins", only(ADMIN), all),
            route(DELETE, "/console/logins/{id}", only(ADMIN), all::end),
            route(GET, "/console/saved-views", readers, views),
            route(PUT, "/console/saved-views/{name}", readers, views::save),
            route(DELETE, "/console/saved-views/{name}", readers, views::remove)));
  }

  private HttpRoute route(HttpMethod method, String path, Permission who, Endpoint endpoint) {
    return new HttpRoute(method, path, who, whereOn(endpoint));
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
