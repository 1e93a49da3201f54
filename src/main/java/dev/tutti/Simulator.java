package dev.tutti;

import dev.tutti.call.ActiveCalls;
import dev.tutti.call.BodyMemory;
import dev.tutti.call.CallObserver;
import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.call.RequestIds;
import dev.tutti.call.TraceStart;
import dev.tutti.chat.ChatRequest;
import dev.tutti.feature.Feature;
import dev.tutti.gateway.MetricsFeature;
import dev.tutti.gateway.ModelApiFeature;
import dev.tutti.http.CallStart;
import dev.tutti.http.Gateway;
import dev.tutti.http.ServerResources;
import dev.tutti.http.ServerSettings;
import dev.tutti.ledger.Prices;
import dev.tutti.platform.Closer;
import dev.tutti.platform.EventLoops;
import dev.tutti.provider.Simulation;
import dev.tutti.provider.SimulationSettings;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.routing.balance.Candidate;
import dev.tutti.routing.balance.Explanation;
import dev.tutti.security.Principal;
import dev.tutti.telemetry.Telemetry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** A simulated provider behind a real endpoint: every model name is answered by a simulation. */
public final class Simulator implements AutoCloseable {
  private final Closer closer = new Closer();
  private final String url;

  private Simulator(String host, int port, SimulationSettings settings) {
    try {
      var telemetry = closer.add(new Telemetry());
      var server = ServerSettings.DEFAULT.at(host, port);
      var loops = EventLoops.start(closer, Gateway.transport(server, telemetry.registry()));
      var models = new AnyModel(Simulation.server(settings));
      var resources =
          new ServerResources(
              loops,
              (_, _) -> new Principal.Anonymous(),
              new RequestIds(Clock.systemUTC(), new SecureRandom()),
              BodyMemory.of(server.bodyMemory()));
      var calls = new CallStart(server, new ActiveCalls(), CallObserver.NOBODY, TraceStart.CALLERS);
      var api = new ModelApiFeature(calls, () -> models, Prices::shipped, Clock.systemUTC());
      var metrics = new MetricsFeature(telemetry, calls.live());
      var routes = Feature.routes(List.of(api, metrics));
      var gateway = closer.add(new Gateway(resources, calls, routes));
      url = gateway.start();
    } catch (Throwable e) {
      closer.close();
      throw e;
    }
  }

  /** Starts; when it returns, the simulator answers. Port 0 is any that is free. */
  public static Simulator start(String host, int port, SimulationSettings settings) {
    return new Simulator(host, port, settings);
  }

  /** The address, such as {@code http://127.0.0.1:9000}. */
  public String url() {
    return url;
  }

  /** The names that ask for a behaviour. */
  public List<String> models() {
    return Simulation.models();
  }

  @Override
  public void close() {
    closer.close();
  }

  private record AnyModel(Simulation simulation) implements ModelCatalog {
    @Override
    public ChatModel model(String name) {
      return simulation.model(name);
    }

    @Override
    public Explanation explain(ChatRequest request, Caller caller) {
      return new Explanation(request.model(), List.of());
    }

    @Override
    public List<Candidate> members(String name) {
      return List.of();
    }

    @Override
    public List<Entry> entries() {
      return Simulation.models().stream().map(name -> new Entry(name, "simulated")).toList();
    }
  }
}
