package dev.tutti.console.browser;

import dev.tutti.report.LedgerGenerator;
import dev.tutti.report.Rollups;
import dev.tutti.security.AllowedModels;
import dev.tutti.security.Grant;
import dev.tutti.security.Keys;
import dev.tutti.security.Role;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.KillableServer;
import dev.tutti.testing.TestingClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Console of a server with a large ledger: {@code ConsoleBench FOLDER ATTEMPTS [cold]}. The first
 * paint and the list of calls with ten tabs open, the memory of a page, and what a request costs
 * the server while fifty streams of events are read. Rows of a ledger that is cold were never added
 * up, which the server begins with then.
 */
public final class ConsoleBench {
  private static final String COLD = "cold";
  private static final Duration SPAN = Duration.ofDays(31);
  private static final double ATTEMPTS_A_CALL = 0.95; // cached answers need none
  private static final int TABS = 10;
  private static final int STREAMS = 50;
  private static final int READERS = 5;
  private static final int VIEWS = 9;
  private static final int WARM_UP = 3_000;
  private static final int REQUESTS = 10_000; // the system counts CPU in hundredths of a second
  private static final int ROUNDS = 7;
  private static final String QUESTION =
      "{\"model\":\"sim\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

  private static final String PAINTED =
      """
      const paint = performance.getEntriesByName('first-contentful-paint')[0];
      return [String(paint ? paint.startTime : -1), String(window.changed)];
      """;

  private static final String LIST =
      """
      const done = arguments[arguments.length - 1];
      const begun = performance.now();
      fetch('/admin/calls', {cache: 'no-store'}).then((answer) => answer.text())
        .then(() => done(String(performance.now() - begun)), (error) => done(String(error)));
      """;

  private final KillableServer server;
  private final List<String> secrets;

  private ConsoleBench(KillableServer server, List<String> secrets) {
    this.server = server;
    this.secrets = secrets;
  }

  /** Generates the ledger if there is none, and prints the figures. */
  public static void main(String[] arguments) throws Exception {
    var folder = Path.of(arguments[0]);
    int attempts = Integer.parseInt(arguments[1]);
    var settings = StoreSettings.in(folder.resolve("data"));
    if (!Files.exists(folder)) {
      try (var store = Store.open(settings)) {
        int calls = (int) (attempts / ATTEMPTS_A_CALL);
        new LedgerGenerator(1, Instant.now().minus(SPAN), SPAN).write(store, calls, calls);
        if (arguments.length < 3 || !arguments[2].equals(COLD)) {
          Rollups.over(store)
              .advance()
              .join(); // as it is of rows that were written little by little
        }
        System.out.printf("generated %d calls%n", calls);
      }
    }
    try (var server = KillableServer.start(folder, "models: {}")) {
      var bench = new ConsoleBench(server, keys(settings));
      bench.browse();
      bench.load();
    }
  }

  /** Keys of readers, as one alone has at most twenty streams. */
  private static List<String> keys(StoreSettings settings) {
    try (var store = Store.attach(settings);
        var keys = Keys.open(store, Clock.systemUTC(), new SecureRandom())) {
      return IntStream.range(0, READERS)
          .mapToObj(each -> new Grant("reader-" + each, "me", Role.ADMIN, AllowedModels.ALL))
          .map(grant -> Store.await(keys.create(grant)).secret())
          .toList();
    }
  }

  private void browse() {
    try (var browser = new Browser()) {
      browser.width(Look.DESK.width());
      browser.show(server.url() + "/console");
      browser.await("return document.querySelector('input[name=key]') !== null;");
      browser.logIn(secrets.getFirst());
      for (int i = 0; i < TABS; i++) {
        browser.tab();
        browser.open(server.url() + (i % 2 == 0 ? "/console" : "/console/calls"));
      }
      var paints = new ArrayList<Double>();
      var ready = new ArrayList<Double>();
      for (int i = 0; i < VIEWS; i++) {
        browser.open(server.url() + "/console");
        var told = browser.texts(PAINTED);
        paints.add(Double.parseDouble(told.get(0)));
        ready.add(Double.parseDouble(told.get(1)));
      }
      var lists = new ArrayList<Double>();
      for (int i = 0; i < VIEWS * 3; i++) {
        lists.add(Double.parseDouble(String.valueOf(browser.later(LIST))));
      }
      System.out.printf("first paint      median %.0f ms%n", median(paints));
      System.out.printf("overview         median %.0f ms%n", median(ready));
      System.out.printf("list page        median %.1f ms%n", median(lists));
      System.out.printf("page's heap      %.1f MB%n", browser.heap() / 1e6);
    }
  }

  private void load() throws IOException {
    answer(WARM_UP);
    var alone = new ArrayList<Double>();
    var watched = new ArrayList<Double>();
    for (int i = 0; i < ROUNDS; i++) {
      alone.add(cpu());
      var streams = streams();
      watched.add(cpu());
      for (var stream : streams) {
        stream.close();
      }
    }
    System.out.printf("cpu a request    %.1f us alone%n", median(alone));
    System.out.printf(
        "cpu a request    %.1f us with %d streams (%+.1f %%)%n",
        median(watched), STREAMS, 100 * (median(watched) / median(alone) - 1));
  }

  private List<TestingClient> streams() throws IOException {
    var streams = new ArrayList<TestingClient>();
    for (int i = 0; i < STREAMS; i++) {
      var client = TestingClient.connect(server.url());
      var key = "x-api-key: " + secrets.get(i % READERS);
      if (client.get("/admin/events", key).head().status() != 200) {
        throw new IllegalStateException("stream " + i + " was refused");
      }
      Thread.ofVirtual().start(() -> read(client));
      streams.add(client);
    }
    return streams;
  }

  private static void read(TestingClient stream) {
    try {
      while (stream.event().isPresent()) {
        Thread.onSpinWait();
      }
    } catch (IOException _) {
      // It was closed, or has ended: either is the end of this reader.
    }
  }

  /** Microseconds of the server's CPU for a request. */
  private double cpu() throws IOException {
    long before = server.cpu().toNanos();
    answer(REQUESTS);
    return (server.cpu().toNanos() - before) / 1e3 / REQUESTS;
  }

  private void answer(int requests) throws IOException {
    try (var client = TestingClient.connect(server.url())) {
      for (int i = 0; i < requests; i++) {
        client.post("/v1/chat/completions", QUESTION, "x-api-key: " + secrets.getFirst());
        if (client.answer().status() != 200) {
          throw new IllegalStateException("request " + i + " was refused");
        }
      }
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
