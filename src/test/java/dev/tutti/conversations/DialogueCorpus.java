package dev.tutti.conversations;

import dev.tutti.chat.Json;
import dev.tutti.conversations.Dialogue.Label;
import dev.tutti.conversations.Dialogue.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Dialogues of a folder of labelled turns. Each record shows a turn and at most the ten messages
 * before it; records of one dialogue overlap, and are put together where they do. Turns that were
 * put after somebody else's history, or rewritten, were never said and are left out.
 */
final class DialogueCorpus {
  private static final int OVERLAP = 2;

  private DialogueCorpus() {}

  /** The dialogues below a folder. */
  static List<Dialogue> read(Path folder) throws IOException {
    var records = new LinkedHashMap<String, List<JsonNode>>();
    var rewrites = new HashMap<String, String>();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(each -> each.toString().endsWith(".jsonl")).sorted().toList()) {
        for (var line : Files.readAllLines(file)) {
          add(Json.parse(line), records, rewrites);
        }
      }
    }
    return records.values().stream().map(each -> dialogue(each, rewrites)).toList();
  }

  private static void add(
      JsonNode turn, Map<String, List<JsonNode>> records, Map<String, String> rewrites) {
    var dialogue = turn.path("source").asString() + " " + turn.path("dialogue_id").asString();
    switch (turn.path("kind").asString("")) {
      case "natural" -> records.computeIfAbsent(dialogue, _ -> new ArrayList<>()).add(turn);
      case "rewritten" -> rewrites.put(place(turn), turn.path("utterance").asString());
      default -> {} // was never said
    }
  }

  private static String place(JsonNode turn) {
    return turn.path("dialogue_id").asString() + said(turn.path("history"));
  }

  private static List<String> said(JsonNode history) {
    return history.valueStream().map(each -> each.path("content").asString()).toList();
  }

  private static Dialogue dialogue(List<JsonNode> turns, Map<String, String> rewrites) {
    var left = new ArrayList<>(turns);
    left.sort(Comparator.comparingInt(turn -> turn.path("history").size()));
    var texts = new ArrayList<String>();
    var labels = new TreeMap<Integer, Label>();
    boolean found = true;
    while (found && !left.isEmpty()) {
      found = false;
      for (var turn : List.copyOf(left)) {
        int from = texts.isEmpty() ? 0 : place(texts, sequence(turn));
        if (from >= 0) {
          put(texts, from, sequence(turn));
          labels.put(from + turn.path("history").size(), label(turn, rewrites));
          left.remove(turn);
          found = true;
          break;
        }
      }
    }
    var first = turns.getFirst();
    return new Dialogue(
        first.path("source").asString(),
        first.path("dialogue_id").asString(),
        lines(texts, labels, turns),
        labels);
  }

  private static List<String> sequence(JsonNode turn) {
    var sequence = new ArrayList<>(said(turn.path("history")));
    sequence.add(turn.path("utterance").asString());
    return sequence;
  }

  private static void put(List<String> texts, int from, List<String> sequence) {
    for (int at = 0; at < sequence.size(); at++) {
      if (from + at == texts.size()) {
        texts.add(sequence.get(at));
      }
    }
  }

  /** Where a sequence goes on from, or lies in, what is known; -1 for nowhere. */
  private static int place(List<String> texts, List<String> sequence) {
    for (int from = 0; from < texts.size(); from++) {
      int both = Math.min(texts.size() - from, sequence.size());
      if (both >= Math.min(OVERLAP, sequence.size())
          && texts.subList(from, from + both).equals(sequence.subList(0, both))) {
        return from;
      }
    }
    return -1;
  }

  private static Label label(JsonNode turn, Map<String, String> rewrites) {
    boolean followUp =
        turn.path("label").isString()
            ? turn.path("label").asString().equals("follow_up")
            : !turn.path("topic").asString("").equals("new");
    return new Label(followUp, Optional.ofNullable(rewrites.get(place(turn))));
  }

  /** Who said what: whoever says a labelled line is the user, and speakers take turns. */
  private static List<Line> lines(
      List<String> texts, Map<Integer, Label> labels, List<JsonNode> turns) {
    boolean answered =
        turns.stream()
            .flatMap(turn -> turn.path("history").valueStream())
            .anyMatch(each -> each.path("role").asString().equals("assistant"));
    int user = parity(labels);
    var lines = new ArrayList<Line>();
    for (int at = 0; at < texts.size(); at++) {
      lines.add(new Line(!answered || at % 2 == user, texts.get(at)));
    }
    labels.keySet().removeIf(at -> !lines.get(at).user());
    return lines;
  }

  private static int parity(Map<Integer, Label> labels) {
    long odd = labels.keySet().stream().filter(at -> at % 2 == 1).count();
    return odd * 2 > labels.size() ? 1 : 0;
  }
}
