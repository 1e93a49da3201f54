package dev.tutti.attack;

import dev.tutti.chat.Json;
import dev.tutti.testing.Script;
import dev.tutti.testing.TestingUpstream;
import dev.tutti.testing.Turn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Upstream whose models do what their names say: the name of the model that is asked for picks the
 * script. {@code mirror} answers with its request, {@code slow} never; what is not known answers
 * well.
 */
final class HostileUpstream implements AutoCloseable {
  private static final Pattern MODEL = Pattern.compile("\"model\"\\s*:\\s*\"([^\"]*)\"");
  private static final String CHUNK =
      "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"},\"finish_reason\":%s}]}";
  private static final String ANSWER =
      "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"fine\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":%s,\"completion_tokens\":%s,\"total_tokens\":3}}";
  private static final int LARGE = 40 << 20;

  private final TestingUpstream upstream = TestingUpstream.start();
  private final Map<String, Script> scripts = new LinkedHashMap<>();

  HostileUpstream() {
    upstream.remembersNothing();
    upstream.playAlways(this::play);
    bodies();
    heads();
    streams();
  }

  String url() {
    return upstream.url();
  }

  /** Names of the models that do something wrong. */
  Iterable<String> models() {
    return scripts.keySet();
  }

  private void play(Turn turn) throws IOException, InterruptedException {
    var model = MODEL.matcher(turn.heard().body());
    var script = model.find() ? scripts.get(model.group(1)) : null;
    if (script != null) {
      script.play(turn);
    } else if (turn.heard().body().contains("\"mirror\"")) {
      mirror(turn);
    } else if (turn.heard().body().contains("\"slow\"")) {
      turn.stall();
    } else {
      well(turn);
    }
  }

  private static void mirror(Turn turn) throws IOException {
    var said = Json.text(turn.heard().body());
    turn.json(200, ANSWER.formatted("1", "1").replace("\"fine\"", said));
  }

  /** What a good upstream answers. */
  private static void well(Turn turn) throws IOException {
    if (turn.heard().body().contains("\"stream\":true")) {
      turn.stream();
      turn.event(CHUNK.formatted("fine", "null"));
      turn.event(CHUNK.formatted("", "\"stop\"")).done();
    } else {
      turn.json(200, ANSWER.formatted("2000", "1"));
    }
  }

  private void bodies() {
    scripts.put("flat-array", turn -> turn.json(200, "[" + "[],".repeat(LARGE / 3) + "0]"));
    scripts.put(
        "flat-objects", turn -> turn.json(200, "{\"choices\":[" + "{},".repeat(LARGE / 3) + "0]}"));
    scripts.put("deep", turn -> turn.json(200, "[".repeat(500_000)));
    scripts.put(
        "long-text",
        turn -> turn.json(200, ANSWER.formatted("1", "1").replace("fine", "a".repeat(LARGE))));
    scripts.put("many-choices", turn -> turn.json(200, choices()));
    scripts.put("gzip-bomb", HostileUpstream::bomb);
    scripts.put(
        "huge-usage",
        turn -> turn.json(200, ANSWER.formatted("9223372036854775807", "9223372036854775807")));
    scripts.put("negative-usage", turn -> turn.json(200, ANSWER.formatted("-5", "-9")));
    scripts.put("endless-usage", turn -> turn.json(200, ANSWER.formatted("1e999999", "\"many\"")));
    scripts.put("empty", turn -> turn.json(200, ""));
    scripts.put("null", turn -> turn.json(200, "null"));
    scripts.put(
        "page",
        turn ->
            turn.head(200, "content-type: text/html", "content-length: 13").write("<html>hello</"));
    scripts.put(
        "bad-utf8",
        turn ->
            turn.head(200, "content-type: application/json", "content-length: 4")
                .write(new byte[] {'"', (byte) 0xc3, (byte) 0x28, '"'}));
    scripts.put("error-page", turn -> turn.json(500, "<html>" + "x".repeat(LARGE)));
  }

  private void heads() {
    scripts.put(
        "echo-key",
        turn ->
            turn.json(
                400,
                "{\"error\":{\"message\":\"bad " + turn.heard().header("authorization") + "\"}}",
                "x-request-id: " + turn.heard().header("authorization")));
    scripts.put(
        "switches", turn -> turn.head(101, "upgrade: x", "connection: upgrade").write("hello"));
    scripts.put(
        "many-100",
        turn ->
            turn.write("HTTP/1.1 100 Continue\r\n\r\n".repeat(100_000))
                .json(200, ANSWER.formatted("1", "1")));
    scripts.put("endless-headers", HostileUpstream::endlessHeaders);
    brokenFraming();
  }

  private void brokenFraming() {
    scripts.put(
        "two-lengths",
        turn -> turn.head(200, "content-length: 2", "content-length: 5").write("{}xyz"));
    scripts.put(
        "length-and-chunks",
        turn ->
            turn.head(200, "content-length: 2", "transfer-encoding: chunked")
                .write("2\r\n{}\r\n0\r\n\r\n"));
    scripts.put("bad-status", turn -> turn.write("HTTP/1.1 9999 What\r\n\r\n"));
    scripts.put("no-http", turn -> turn.write("220 mail.test ESMTP\r\n"));
    scripts.put(
        "redirect",
        turn -> turn.head(302, "location: http://169.254.169.254/", "content-length: 0"));
    scripts.put(
        "bad-chunk",
        turn ->
            turn.head(200, "transfer-encoding: chunked", "content-type: application/json")
                .write("zz\r\n{}\r\n"));
    scripts.put(
        "short",
        turn -> {
          turn.head(200, "content-type: application/json", "content-length: 500")
              .write("{\"id\":")
              .close();
        });
    scripts.put("resets", Turn::reset);
  }

  private void streams() {
    scripts.put(
        "endless-line",
        turn -> {
          turn.stream();
          flood(turn, "data: ", "a".repeat(1 << 20));
        });
    scripts.put(
        "endless-comments",
        turn -> {
          turn.stream();
          flood(turn, "", ": a\n".repeat(1 << 18));
        });
    scripts.put(
        "many-indexes",
        turn -> {
          turn.stream();
          for (int i = 0; i < 5_000; i++) {
            turn.event(CHUNK.formatted("a", "null").replace("\"index\":0", "\"index\":" + i));
          }
          turn.done();
        });
    scripts.put(
        "huge-index",
        turn ->
            turn.stream()
                .event(CHUNK.formatted("a", "null").replace("\"index\":0", "\"index\":2147483647"))
                .done());
    scripts.put(
        "many-calls",
        turn -> {
          turn.stream();
          for (int i = 0; i < 5_000; i++) {
            turn.event(call(i));
          }
          turn.done();
        });
    brokenStreams();
  }

  private void brokenStreams() {
    scripts.put("deep-event", turn -> turn.stream().event("[".repeat(500_000)).done());
    scripts.put("no-end", turn -> turn.stream().event(CHUNK.formatted("begun", "null")).end());
    scripts.put(
        "breaks-off", turn -> turn.stream().event(CHUNK.formatted("begun", "null")).reset());
    scripts.put("only-done", turn -> turn.stream().done());
    scripts.put("nonsense-events", turn -> turn.stream().event("nonsense").event("{").done());
  }

  private static String call(int index) {
    return "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":%d,\"id\":\"c%d\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}}]}"
        .formatted(index, index);
  }

  private static String choices() {
    var all = new StringBuilder(ANSWER.formatted("1", "1"));
    int at = all.indexOf("[") + 1;
    var one =
        "{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"a\"},\"finish_reason\":\"stop\"},";
    return all.insert(at, one.repeat(400_000)).toString();
  }

  private static void flood(Turn turn, String first, String piece) throws IOException {
    turn.piece(first);
    for (int i = 0; i < 200 && !turn.hasLeft(); i++) {
      turn.piece(piece);
    }
    turn.close();
  }

  private static void endlessHeaders(Turn turn) throws IOException {
    turn.write("HTTP/1.1 200 OK\r\n");
    for (int i = 0; i < 2_000 && !turn.hasLeft(); i++) {
      turn.write(("x-" + i + ": " + "a".repeat(1_000) + "\r\n"));
    }
    turn.close();
  }

  private static void bomb(Turn turn) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      var some = "[],".repeat(1 << 18).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 400; i++) {
        gzip.write(some);
      }
    }
    turn.head(
            200,
            "content-type: application/json",
            "content-encoding: gzip",
            "content-length: " + out.size())
        .write(out.toByteArray());
  }

  @Override
  public void close() throws IOException {
    upstream.close();
  }
}
