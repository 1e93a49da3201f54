package clients;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client's flows, in the order in which they are run. */
final class Flows {
  private static final Duration LIMIT = Duration.ofSeconds(240);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a client does and checks; it throws when the server did something else. */
  @FunctionalInterface
  interface Flow {
    void run() throws Exception;
  }

  private static final class Absent extends Exception {
    private static final long serialVersionUID = 1;

    Absent(String why) {
      super(why);
    }
  }

  private final Map<String, String> row = new LinkedHashMap<>();
  private final Map<String, Flow> flows = new LinkedHashMap<>();

  Flows(String client) {
    row.put("client", client);
  }

  /** The flows of a client for which several providers are tried behind the server. */
  Flows(String client, String over) {
    this(client);
    row.put("over", over);
  }

  Flows add(String name, Flow flow) {
    flows.put(name, flow);
    return this;
  }

  /** A flow that the client's API does not have. */
  Flows absent(String name, String why) {
    return add(
        name,
        () -> {
          throw new Absent(why);
        });
  }

  /** Runs all flows and prints a line for each. */
  void run() {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    flows.forEach((name, flow) -> out.println(line(name, flow)));
  }

  /** The same; ends the program, which some clients keep alive. */
  void runAndExit() {
    run();
    System.exit(0);
  }

  private String line(String name, Flow flow) {
    var started = System.nanoTime();
    var line = new LinkedHashMap<String, Object>(row);
    line.put("flow", name);
    line.putAll(outcome(flow));
    line.put("ms", Duration.ofNanos(System.nanoTime() - started).toMillis());
    return JSON.valueToTree(line).toString();
  }

  private static Map<String, String> outcome(Flow flow) {
    try {
      within(LIMIT, flow);
      return Map.of("result", "ok");
    } catch (Absent absent) {
      return Map.of("result", "absent", "reason", absent.getMessage());
    } catch (TimeoutException late) {
      return Map.of("result", "fail", "reason", "not finished after " + LIMIT.toSeconds() + " s");
    } catch (Exception | AssertionError failure) {
      return Map.of("result", "fail", "reason", failure.toString());
    }
  }

  private static void within(Duration limit, Flow flow) throws Exception {
    var done = new CompletableFuture<Void>();
    Thread.startVirtualThread(
        () -> {
          try {
            flow.run();
            done.complete(null);
          } catch (Throwable failure) {
            done.completeExceptionally(failure);
          }
        });
    try {
      done.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException failure) {
      switch (failure.getCause()) {
        case Exception cause -> throw cause;
        case Error cause -> throw cause;
        case Throwable _ -> throw failure;
      }
    }
  }
}
