package dev.tutti.followup.classifier;

import static java.util.Objects.requireNonNull;

import dev.tutti.chat.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Labelled turns as they are kept: a folder of JSON lines, and pairs of our own by scene. */
final class LabelledTurns {
  /** Scenes of our own, one a line, beside the tests. */
  private static final String PAIRS = "/followup/pairs.jsonl";

  private LabelledTurns() {}

  /** All turns of the files of a folder, in the order of their names. */
  static List<LabelledTurn> in(Path folder) {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jsonl"))
          .sorted()
          .flatMap(file -> lines(file).stream().map(LabelledTurns::turn))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Pairs of our own, of the part {@code train} or {@code test}. */
  static List<LabelledTurn> own(String part) {
    try (var in = LabelledTurns.class.getResourceAsStream(PAIRS)) {
      var text = new String(requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .map(line -> Json.request(line.getBytes(StandardCharsets.UTF_8)))
          .filter(scene -> scene.path("part").asString().equals(part))
          .flatMap(scene -> scene(scene).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LabelledTurn turn(String line) {
    var json = Json.request(line.getBytes(StandardCharsets.UTF_8));
    return new LabelledTurn(
        json.path("source").asString(),
        json.path("lang").asString(),
        json.path("kind").asString(),
        json.path("dialogue_id").asString(),
        history(json),
        json.path("utterance").asString(),
        said(json.path("label"), "follow_up"),
        said(json.path("topic"), "new"));
  }

  private static Optional<Boolean> said(JsonNode label, String word) {
    return label.isString() ? Optional.of(label.asString().equals(word)) : Optional.empty();
  }

  private static List<DialogueLine> history(JsonNode json) {
    return StreamSupport.stream(json.path("history").spliterator(), false)
        .map(
            each ->
                new DialogueLine(
                    each.path("role").asString().equals("user"), each.path("content").asString()))
        .toList();
  }

  private static List<LabelledTurn> scene(JsonNode scene) {
    var language = scene.path("lang").asString();
    var history = history(scene);
    var turns = new ArrayList<LabelledTurn>();
    for (var each : scene.path("messages")) {
      var label = each.path("label").asString();
      turns.add(
          new LabelledTurn(
              "own_" + language,
              language,
              each.path("trap").asBoolean() ? "trap" : "plain",
              scene.path("scene").asString(),
              history,
              each.path("text").asString(),
              Optional.of(label.equals("follow_up")),
              Optional.of(label.equals("new_topic"))));
    }
    return turns;
  }
}
