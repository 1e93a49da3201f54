package dev.tutti.cli;

import dev.tutti.Simulator;
import dev.tutti.chat.Json;
import dev.tutti.config.Kind;
import dev.tutti.provider.SimulationSettings;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tutti simulate}. */
@Command(
    name = "simulate",
    description = "Starts a simulated provider that speaks OpenAI's API: no key, no network.")
final class SimulateCommand implements Callable<Integer> {
  private static final SimulationSettings DEFAULT = SimulationSettings.server();

  @Option(names = "--host", description = "The address to listen on (default: ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      description = "The port, 0 for any that is free (default: ${DEFAULT-VALUE}).")
  private int port = 9000;

  @Option(names = "--latency", description = "Before the first token (default: ${DEFAULT-VALUE}).")
  private String latency = "50ms";

  @Option(
      names = "--tokens-per-second",
      description = "Of each stream (default: ${DEFAULT-VALUE}).")
  private double tokensPerSecond = DEFAULT.tokensPerSecond();

  @Option(
      names = "--error-rate",
      description = "The share of calls that fail, 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double errorRate;

  @Option(
      names = "--stall-rate",
      description = "The share of calls that go silent, 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double stallRate;

  @Option(
      names = "--seed",
      description = "Another seed gives other answers (default: ${DEFAULT-VALUE}).")
  private long seed = DEFAULT.seed();

  @Option(names = "--json", description = "Print where it listens as one line of JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    var settings =
        new SimulationSettings(
            latency(), tokensPerSecond, errorRate, stallRate, DEFAULT.silence(), seed);
    var simulator = Simulator.start(host, port, settings);
    Shutdown.closeOnSignal(simulator);
    var out = spec.commandLine().getOut();
    if (json) {
      var told = Json.object().put("url", simulator.url());
      var models = told.putArray("models");
      simulator.models().forEach(models::add);
      out.println(Json.text(told));
    } else {
      out.printf("A simulated provider listens on %s/v1%n", simulator.url());
      out.printf("Models: %s%n", String.join(", ", simulator.models()));
    }
    out.flush();
    new CountDownLatch(1).await();
    return ExitCode.OK;
  }

  private Duration latency() {
    var kind = Kind.durationOrZero();
    return kind.reading()
        .apply(latency)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--latency: \"%s\" (expected: %s)".formatted(latency, kind.expected())));
  }
}
