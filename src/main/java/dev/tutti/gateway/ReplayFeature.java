package dev.tutti.gateway;

import static dev.tutti.http.Permission.only;
import static dev.tutti.security.Role.OPERATOR;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.feature.Feature;
import dev.tutti.gateway.chat.DetachedCalls;
import dev.tutti.gateway.replay.CallReplay;
import dev.tutti.gateway.replay.ReplayEndpoint;
import dev.tutti.gateway.replay.ReplayRequest;
import dev.tutti.http.CallStart;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.ledger.Ledger;
import dev.tutti.ledger.Prices;
import dev.tutti.platform.Platform;
import dev.tutti.recording.BodyRecorder;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.security.Audit;
import dev.tutti.security.Principal;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Recorded calls that are asked again. */
public record ReplayFeature(CallReplay replays) implements Feature {
  /** Stands for the path of the endpoint where there is none. */
  private static final String EMBEDDED = "java";

  /**
   * What was recorded.
   *
   * @param audit has a row for each replay
   */
  public record Records(BodyRecorder bodies, Ledger ledger, Audit audit) {}

  /**
   * Opens it.
   *
   * @param start begins calls; those of replays end with its others when the server stops
   * @param catalog the models of the moment
   * @param prices the prices of the moment
   */
  public static ReplayFeature open(
      Platform platform,
      CallStart start,
      Supplier<ModelCatalog> catalog,
      Supplier<Prices> prices,
      Records records) {
    var calls = new DetachedCalls(platform, start, catalog, prices, start.live());
    return new ReplayFeature(
        new CallReplay(
            calls, records.bodies(), records.ledger(), records.audit(), platform.clock()));
  }

  @Override
  public void routes(Routes routes) {
    routes.add(
        new HttpRoute(
            POST, "/admin/calls/{id}/replay", only(OPERATOR), new ReplayEndpoint(replays)));
  }

  /**
   * Asks a recorded call again for the program that this runs in; blocks.
   *
   * @param model that is asked; empty for the one of then
   * @return what {@code POST /admin/calls/{id}/replay} answers
   */
  public ObjectNode replay(String call, String model) {
    var exact = ReplayRequest.EXACT;
    var wanted = new ReplayRequest(exact.body(), model, exact.params());
    var asker = new CallReplay.Asker(new Principal.Anonymous(), replays.calls().nextId(), EMBEDDED);
    return replays.replay(call, wanted, asker);
  }
}
