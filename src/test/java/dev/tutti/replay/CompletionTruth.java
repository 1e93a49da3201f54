package dev.tutti.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Recordings of {@code /completions} come without an answer. They are in the one dialect that Tutti
 * answers in, so the body itself says what must come out.
 */
final class CompletionTruth {
  private final TreeMap<Integer, StringBuilder> texts = new TreeMap<>();
  private final TreeMap<Integer, String> finishes = new TreeMap<>();
  private Optional<JsonNode> usage = Optional.empty();

  private CompletionTruth() {}

  static Truth of(Recording recording) {
    var reading = new CompletionTruth();
    frames(recording).map(Corpus.JSON::readTree).forEach(reading::add);
    return reading.truth();
  }

  private static Stream<String> frames(Recording recording) {
    var body = recording.response().body();
    return recording.streamed()
        ? body.lines()
            .filter(line -> line.startsWith("data:") && !line.contains("[DONE]"))
            .map(line -> line.substring("data:".length()))
        : Stream.of(body);
  }

  private void add(JsonNode frame) {
    for (var choice : frame.path("choices")) {
      int index = choice.path("index").asInt(texts.size());
      texts
          .computeIfAbsent(index, _ -> new StringBuilder())
          .append(choice.path("text").asString(""));
      if (choice.path("finish_reason").isString()) {
        finishes.put(index, choice.path("finish_reason").asString());
      }
    }
    if (frame.path("usage").isObject()) {
      usage = Optional.of(frame.path("usage"));
    }
  }

  private Truth truth() {
    var choices = new ArrayList<Truth.Choice>();
    texts.forEach(
        (index, text) ->
            choices.add(
                new Truth.Choice(text.toString(), "", List.of(), Optional.empty(), finish(index))));
    return new Truth.Spoken(choices, usage.map(CompletionTruth::tokens));
  }

  private Set<String> finish(int index) {
    var word = finishes.get(index);
    return word == null ? Set.of() : Set.of(word.equals("eos") ? "stop" : word);
  }

  private static Truth.Tokens tokens(JsonNode usage) {
    return new Truth.Tokens(
        Set.of(usage.path("prompt_tokens").asLong()),
        Set.of(usage.path("completion_tokens").asLong(0)),
        Set.of(),
        Set.of(),
        Set.of());
  }
}
