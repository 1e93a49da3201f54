package dev.tutti.bench;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Gate;
import dev.tutti.testing.TestingClient;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/**
 * Hops of one streamed chat, counted on real stacks: how many of Tutti's own methods lie between
 * the caller's request and the request to the upstream, and between the upstream's bytes and the
 * answer.
 *
 * <p>The JVM's method tracing (JEP 520) takes the stacks where bytes are to be written: to the
 * upstream once, to the caller for every chunk. A hop is a frame of a method below {@code
 * dev.tutti}, bodies of lambdas included, the generated classes that call them not. The way in is
 * whole while it is one stack from the bytes that were read; when a step is handed over to another
 * stack, only what comes after it is counted, and {@code hops_in_whole} is false. Server: an alias
 * with one deployment, no key, otherwise the defaults.
 *
 * <p>Run with {@code -XX:FlightRecorderOptions:stackdepth=512}; {@code bench/shape --hops} does it.
 */
public final class HopCount {
  private static final String TO_UPSTREAM = "dev.tutti.wire.client.Http1Stream";
  private static final String TO_CALLER = "io.vertx.core.http.impl.http1.Http1ServerResponse";
  private static final String FROM_CALLER = "io.vertx.core.http.impl.http1.Http1ServerConnection";
  private static final String LOOP = "dev.tutti.wire.VertxLoop";
  private static final String TRACED =
      TO_UPSTREAM + "::send;" + TO_CALLER + "::write;" + LOOP + "::afterTurn";
  private static final int WARM_UP = 3;

  private static final String SETTINGS =
      """
      providers:
        up: {preset: openai-compatible, base_url: "{upstream}", api_key: x}
      models:
        alias: {deployments: [{provider: up, model: some}]}
      """;

  private static final String HEAD =
      "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";

  private HopCount() {}

  /** Prints the figures as one line of JSON. */
  public static void main(String[] args) throws IOException {
    var folder = Files.createTempDirectory("hops");
    try {
      System.out.println(Json.text(figures(record(folder))));
    } finally {
      delete(folder);
    }
  }

  /** The stacks of one chat, in the order in which they were taken. */
  private static List<RecordedEvent> record(Path folder) throws IOException {
    var file = folder.resolve("hops.jfr");
    try (var upstream = TestingUpstream.start();
        var tutti = TestingTutti.resilient(folder, SETTINGS.replace("{upstream}", upstream.url()));
        var client = tutti.client();
        var recording = new Recording()) {
      for (int i = 0; i < WARM_UP; i++) {
        chat(upstream, client);
      }
      recording
          .enable("jdk.MethodTrace")
          .with("filter", TRACED)
          .withThreshold(Duration.ZERO)
          .withStackTrace();
      recording.start();
      chat(upstream, client);
      // On the same connection, so that its loop has come back from all that is traced.
      client.get("/healthz").answer();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().equals("jdk.MethodTrace"))
        .sorted(Comparator.comparing(RecordedEvent::getStartTime))
        .toList();
  }

  /** One streamed chat; nothing depends on how the network cuts it, as each text is waited for. */
  private static void chat(TestingUpstream upstream, TestingClient client) throws IOException {
    var first = new Gate();
    var second = new Gate();
    upstream.play(
        turn ->
            turn.write(HEAD + piece(Chat.role()) + piece(Chat.text("one")))
                .await(first)
                .write(piece(Chat.text("two")))
                .await(second)
                .write(piece(Chat.finish()) + piece("[DONE]"))
                .end());
    client.post("/v1/chat/completions", Chat.streamed("alias")).head();
    client.data();
    client.data();
    first.open();
    client.data();
    second.open();
    client.events();
  }

  /** An event as a chunk of HTTP. */
  private static String piece(String data) {
    var event = "data: " + data + "\n\n";
    return Integer.toHexString(event.length()) + "\r\n" + event + "\r\n";
  }

  private static Map<String, Object> figures(List<RecordedEvent> events) {
    var in = frames(events, TO_UPSTREAM).findFirst().orElseThrow();
    var back = back(events);
    // Vert.x writes by two methods, one inside the other: the second text is the third stack.
    var later = back.get(2);
    var figures = new LinkedHashMap<String, Object>();
    figures.put("hops_in", hops(in).size());
    figures.put("hops_in_whole", in.stream().anyMatch(frame -> isOf(frame, FROM_CALLER)));
    figures.put("hops_back", back.getFirst().size());
    figures.put("hops_back_later", later.size());
    figures.put("hops_in_path", hops(in).reversed());
    figures.put("hops_back_path", back.getFirst().reversed());
    figures.put("hops_back_later_path", later.reversed());
    return figures;
  }

  /** What is written waits for the end of the loop's turn: both stacks are on its way. */
  private static List<List<String>> back(List<RecordedEvent> events) {
    var back = new ArrayList<List<String>>();
    List<String> before = List.of();
    for (var event : events) {
      var type = typeOf(event.getValue("method"));
      if (type.equals(LOOP)) {
        before = hops(frames(event));
      } else if (type.equals(TO_CALLER)) {
        back.add(Stream.concat(hops(frames(event)).stream(), before.stream()).toList());
      }
    }
    return back;
  }

  private static Stream<List<RecordedFrame>> frames(List<RecordedEvent> events, String type) {
    return events.stream()
        .filter(event -> typeOf(event.getValue("method")).equals(type))
        .map(HopCount::frames);
  }

  private static List<RecordedFrame> frames(RecordedEvent event) {
    var stack = event.getStackTrace();
    if (stack == null || stack.isTruncated()) {
      throw new IllegalStateException(
          "a stack is cut (expected: -XX:FlightRecorderOptions:stackdepth=512)");
    }
    return stack.getFrames();
  }

  /** Tutti's own frames, the innermost first. */
  private static List<String> hops(List<RecordedFrame> stack) {
    return stack.stream()
        .map(RecordedFrame::getMethod)
        .filter(method -> typeOf(method).startsWith("dev.tutti."))
        .filter(method -> !typeOf(method).contains("$$Lambda"))
        .map(method -> typeOf(method) + "::" + method.getName())
        .toList();
  }

  private static boolean isOf(RecordedFrame frame, String type) {
    return typeOf(frame.getMethod()).equals(type);
  }

  private static String typeOf(RecordedMethod method) {
    return method.getType().getName();
  }

  private static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      paths.sorted(Comparator.reverseOrder()).forEach(HopCount::deleteOne);
    }
  }

  private static void deleteOne(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
