package dev.tutti.provider;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.provider.simulated.Behaviours;
import dev.tutti.provider.simulated.PlaybackListener;
import dev.tutti.provider.simulated.RandomFailures;
import dev.tutti.provider.simulated.SimulatedModel;
import dev.tutti.provider.simulated.SimulatedPace;
import io.vertx.core.Future;
import java.util.List;

/**
 * The simulated provider: models that say that they are simulated and need neither key nor network.
 * A model's name asks for a behaviour, and any unknown name behaves as {@code sim}.
 *
 * <p>The same request with the same seed gives the same answer. Which calls the error and stall
 * rates spoil depends on how many calls came before. Thread-safe.
 *
 * <pre>{@code
 * var model = Simulation.provider(SimulationSettings.builtIn()).model("sim-429");
 * }</pre>
 */
public final class Simulation {
  private final SimulatedPace pace;
  private final RandomFailures failures;
  private final boolean server;

  private Simulation(SimulationSettings settings, boolean server) {
    this.pace =
        new SimulatedPace(settings.latency(), settings.tokensPerSecond(), settings.silence());
    this.failures = new RandomFailures(settings.seed(), settings.errorRate(), settings.stallRate());
    this.server = server;
  }

  /** One of the providers behind Tutti. */
  public static Simulation provider(SimulationSettings settings) {
    return new Simulation(settings, false);
  }

  /**
   * A server that stands in for a provider: a wrong key is then its caller's fault ({@code
   * authentication}, 401) and not that of whoever keeps the provider's key.
   */
  public static Simulation server(SimulationSettings settings) {
    return new Simulation(settings, true);
  }

  /** The names of its models. */
  public static List<String> models() {
    return Behaviours.names();
  }

  /** The model that each request names. */
  public ChatModel asNamed() {
    return (request, call) -> model(request.model()).open(request, call);
  }

  /** A model without a deployment around it: no guards, no record of the attempt. */
  public ChatModel model(String name) {
    return (request, call) -> open(request, call, name, PlaybackListener.NOBODY);
  }

  Future<ChatStream> open(ChatRequest request, Call call, String model, PlaybackListener listener) {
    var opened = new SimulatedModel(model, pace, failures).open(request, call, listener);
    return opened.recover(server ? Simulation::asServer : Simulation::asProvider);
  }

  /** Tutti answers for its providers with the statuses of its own table. */
  private static Future<ChatStream> asProvider(Throwable thrown) {
    var fault = Fault.from(thrown);
    return Future.failedFuture(fault.status(fault.code().status()));
  }

  private static Future<ChatStream> asServer(Throwable thrown) {
    var fault = Fault.from(thrown);
    return Future.failedFuture(
        fault.code() == FaultCode.UPSTREAM_CREDENTIALS
            ? Fault.of(FaultCode.AUTHENTICATION, fault.getMessage())
            : fault);
  }
}
