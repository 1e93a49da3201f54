package dev.tutti.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs one load per line of standard input, each a JSON object as {@link Load#read} takes it, and
 * prints what happens as lines of JSON: {@code begin}, {@code end}, {@code open}, and last {@code
 * result} or {@code error}. Stays warm between loads, so that every contestant meets the same
 * generator.
 */
final class LoadGenerator {
  private final JsonMapper json = new JsonMapper();
  private final OneLoop loop = OneLoop.start();

  private LoadGenerator() {}

  public static void main(String[] args) throws IOException {
    new LoadGenerator().run();
  }

  private void run() throws IOException {
    print(LoadEvent.Mark.READY);
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      one(line);
    }
    loop.stop();
  }

  private void one(String line) {
    try {
      new LoadRun(Load.read(json.readTree(line)), loop, this::print).start().join();
    } catch (IllegalArgumentException | JacksonException wrong) {
      print(new LoadEvent.Refused(String.valueOf(wrong.getMessage())));
    }
  }

  private void print(LoadEvent event) {
    ObjectNode line =
        switch (event) {
          case LoadEvent.Mark mark -> named(mark.name().toLowerCase(Locale.ROOT));
          case LoadEvent.Refused refused -> named("refused").setAll(tree(refused));
          case LoadEvent.Result result -> named("result").setAll(tree(result));
        };
    System.out.println(line);
  }

  private ObjectNode named(String event) {
    return json.createObjectNode().put("event", event);
  }

  private ObjectNode tree(Record members) {
    return json.valueToTree(members);
  }
}
