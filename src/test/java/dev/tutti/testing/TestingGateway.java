package dev.tutti.testing;

import dev.tutti.call.ActiveCalls;
import dev.tutti.call.BodyMemory;
import dev.tutti.call.CallObserver;
import dev.tutti.call.RequestIds;
import dev.tutti.call.TraceStart;
import dev.tutti.feature.Feature;
import dev.tutti.gateway.ModelApiFeature;
import dev.tutti.http.CallStart;
import dev.tutti.http.Gateway;
import dev.tutti.http.ServerResources;
import dev.tutti.http.ServerSettings;
import dev.tutti.ledger.Prices;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.security.AllowedModels;
import dev.tutti.security.Grant;
import dev.tutti.security.Keys;
import dev.tutti.security.Role;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.wire.Loops;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** A server on a free port with the endpoints of some features alone, and with keys. */
public final class TestingGateway implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final Store store;
  private final Keys keys;
  private final Gateway gateway;
  private final String url;

  private TestingGateway(Path folder, BiFunction<CallStart, Store, List<Feature>> features) {
    store = Store.open(StoreSettings.in(folder.resolve("data")));
    keys = Keys.open(store, InstantSource.system(), new SecureRandom());
    var resources =
        new ServerResources(
            Loops.start(vertx, 1),
            keys::authenticate,
            new RequestIds(InstantSource.system(), new Random(1)),
            BodyMemory.of(64 << 20));
    var calls =
        new CallStart(
            ServerSettings.DEFAULT.at("127.0.0.1", 0),
            new ActiveCalls(),
            CallObserver.NOBODY,
            TraceStart.CALLERS);
    gateway = new Gateway(resources, calls, Feature.routes(features.apply(calls, store)));
    url = gateway.start();
  }

  /**
   * Starts one.
   *
   * @param features made over the server's database
   */
  public static TestingGateway start(Path folder, Function<Store, List<Feature>> features) {
    return new TestingGateway(folder, (_, store) -> features.apply(store));
  }

  /** Starts one with the endpoints for callers of models, and perhaps with others. */
  public static TestingGateway models(Path folder, ModelCatalog catalog, Feature... others) {
    var clock = InstantSource.system();
    return new TestingGateway(
        folder,
        (calls, _) ->
            Stream.concat(
                    Stream.of(new ModelApiFeature(calls, () -> catalog, Prices::shipped, clock)),
                    Stream.of(others))
                .toList());
  }

  /** Its database. */
  public Store store() {
    return store;
  }

  /** Somebody with a new key of a role. */
  public TestingAdmin with(Role role) {
    return with(role, "*");
  }

  /** Somebody with a new key of a role, for some models only. */
  public TestingAdmin with(Role role, String models) {
    var grant = new Grant(role.word(), role.word(), role, AllowedModels.of(List.of(models)));
    return new TestingAdmin(url, Store.await(keys.create(grant)).secret());
  }

  @Override
  public void close() {
    gateway.close();
    keys.close();
    store.close();
    vertx.close().await();
  }
}
