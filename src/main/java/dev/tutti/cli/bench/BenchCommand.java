package dev.tutti.cli.bench;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerOptions;
import dev.tutti.cli.terminal.Progress;
import dev.tutti.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** {@code tutti bench}: many chats at once through a running server, and how long they took. */
@Command(
    name = "bench",
    description = "Sends many chats through a running server and prints how long they took.",
    subcommands = BenchModelsCommand.class)
final class BenchCommand implements Callable<Integer> {
  @Mixin private final ServerOptions server = new ServerOptions();

  @Option(
      names = {"-m", "--model"},
      description = "The model (default: ${DEFAULT-VALUE}).")
  private String model = "sim";

  @Option(
      names = {"-n", "--requests"},
      description = "How many chats (default: ${DEFAULT-VALUE}).")
  private int requests = 200;

  @Option(
      names = {"-c", "--concurrency"},
      description = "How many at once (default: ${DEFAULT-VALUE}).")
  private int concurrency = 20;

  @Option(names = "--stream", description = "Stream the answers and measure the first token.")
  private boolean stream;

  @Option(names = "--prompt", description = "What to ask (default: ${DEFAULT-VALUE}).")
  private String prompt = "Say hello in one sentence.";

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    require(requests >= 1 && concurrency >= 1 && concurrency <= 10_000);
    var out = spec.commandLine().getOut();
    var progress =
        new Progress(spec.commandLine().getErr(), Terminal.isWatched() && !json, requests);
    var figures = new BenchFigures();
    long began = System.nanoTime();
    try (var client = server.client()) {
      run(client, figures, progress);
    }
    progress.end();
    print(out, figures, System.nanoTime() - began);
    return figures.failed() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void require(boolean holds) {
    if (!holds) {
      throw new ParameterException(
          spec.commandLine(),
          "--requests and --concurrency: expected 1 or more, at most 10000 at once");
    }
  }

  private void run(ApiClient client, BenchFigures figures, Progress progress)
      throws InterruptedException {
    var next = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var workers =
          IntStream.range(0, concurrency)
              .mapToObj(_ -> threads.submit(() -> work(client, figures, progress, next)))
              .toList();
      for (Future<?> worker : workers) {
        worker.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Integer work(
      ApiClient client, BenchFigures figures, Progress progress, AtomicInteger next)
      throws InterruptedException {
    int done = 0;
    while (next.getAndIncrement() < requests) {
      one(client, figures);
      progress.step();
      done++;
    }
    return done;
  }

  private void one(ApiClient client, BenchFigures figures) throws InterruptedException {
    var builder = ChatRequest.builder(model).user(prompt);
    var body = (stream ? builder.stream() : builder).build().body().tree();
    var sample = figures.begin();
    try {
      if (stream) {
        client.stream("/v1/chat/completions", body, sample::chunk);
      } else {
        sample.chunk(client.post("/v1/chat/completions", body));
      }
      sample.end();
    } catch (IOException e) {
      figures.fail("unreachable: " + e.getMessage());
    } catch (Fault fault) {
      figures.fail(fault.status() + ": " + fault.getMessage());
    }
  }

  private void print(PrintWriter out, BenchFigures figures, long nanos) {
    ObjectNode report = figures.report(nanos);
    if (json) {
      out.println(Json.text(report));
      return;
    }
    out.printf("%d chats with %s, %d at once%n", requests, model, concurrency);
    report.forEachEntry((name, value) -> out.printf("  %-22s %s%n", name, value.asString()));
    figures.failures().forEach((why, count) -> out.printf("  failed %dx: %s%n", count, why));
    out.flush();
  }
}
