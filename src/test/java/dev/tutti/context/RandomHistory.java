package dev.tutti.context;

import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Conversation at random: questions in English and Chinese, with pictures, calls of tools one after
 * the other and at once, reasoning, pins, words of the system and of developers, and sometimes a
 * loop of tools that is still open.
 */
final class RandomHistory {
  private static final List<String> WORDS =
      List.of(
          "where ", "is ", "the ", "museum ", "北京", "天气", "怎么样", "《三体》", "please ", "42 ", "Ada ");

  private final Random random;
  private final List<HistoryMessage> history = new ArrayList<>();
  private final List<HistoryMessage> newest = new ArrayList<>();
  private int calls;
  private int ids;

  private RandomHistory(long seed) {
    random = new Random(seed);
  }

  static RandomHistory of(long seed) {
    var made = new RandomHistory(seed);
    made.fill();
    return made;
  }

  List<HistoryMessage> history() {
    return history;
  }

  List<HistoryMessage> newest() {
    return newest;
  }

  private void fill() {
    if (random.nextInt(5) == 0) {
      history.add(written(said("assistant")));
    }
    int turns = random.nextInt(13);
    for (int turn = 0; turn < turns; turn++) {
      ask(history);
      useTools(history, random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0);
      if (random.nextInt(10) > 0) {
        history.add(written(answer()));
      }
      if (random.nextInt(20) == 0) {
        history.add(written(said(random.nextBoolean() ? "system" : "developer")));
      }
    }
    ask(newest);
    useTools(newest, random.nextInt(4) == 0 ? 1 + random.nextInt(2) : 0);
  }

  private void ask(List<HistoryMessage> messages) {
    var degrees = Dependence.values();
    messages.add(written(question()).dependence(degrees[random.nextInt(degrees.length)]));
  }

  private void useTools(List<HistoryMessage> messages, int rounds) {
    for (int round = 0; round < rounds; round++) {
      var call = answer().put("reasoning_content", words());
      int first = calls;
      calls += 1 + random.nextInt(3);
      for (int at = first; at < calls; at++) {
        var function = call.withArray("tool_calls").addObject().put("id", "call-" + at);
        function
            .put("type", "function")
            .putObject("function")
            .put("name", "f")
            .put("arguments", "{}");
      }
      messages.add(written(call));
      for (int at = first; at < calls; at++) {
        messages.add(written(said("tool").put("tool_call_id", "call-" + at)));
      }
    }
  }

  private ObjectNode question() {
    if (random.nextInt(6) > 0) {
      return said("user");
    }
    var message = Json.object().put("role", "user");
    message.putArray("content").addObject().put("type", "text").put("text", words());
    var picture = message.withArray("content").addObject().put("type", "image_url");
    picture.putObject("image_url").put("url", "https://example.com/a.png");
    return message;
  }

  private ObjectNode answer() {
    return said("assistant");
  }

  private ObjectNode said(String role) {
    return Json.object().put("role", role).put("content", words());
  }

  private String words() {
    var text = new StringBuilder();
    int count = 1 + random.nextInt(random.nextInt(8) == 0 ? 200 : 20);
    for (int word = 0; word < count; word++) {
      text.append(WORDS.get(random.nextInt(WORDS.size())));
    }
    return text.toString();
  }

  private HistoryMessage written(ObjectNode message) {
    var written = HistoryMessage.of("m" + ids++, message);
    return random.nextInt(15) == 0 ? written.pin() : written;
  }

  TokenBudget budget() {
    return TokenBudget.of(40 + random.nextInt(4_000));
  }

  ContextStrategy strategy() {
    var all = ContextStrategy.values();
    return all[random.nextInt(all.length)];
  }

  /** A summary of a part of the history, or none. */
  HistorySummary summary() {
    Set<String> ids = new HashSet<>();
    int to = random.nextInt(history.size() + 1);
    history.subList(0, to).forEach(message -> ids.add(message.id()));
    return random.nextBoolean() || ids.isEmpty()
        ? HistorySummary.NONE
        : new HistorySummary("They spoke of museums.", 5 + random.nextInt(30), ids);
  }

  /** An input of it. */
  ContextInput input(ContextStrategy strategy, TokenBudget budget) {
    var builder =
        ContextInput.builder(strategy, budget)
            .system(random.nextInt(4) == 0 ? "" : "You are a guide. " + words())
            .memory(random.nextInt(3) > 0 ? "" : "Likes tea.\n" + words() + "\n" + words())
            .summary(summary())
            .history(history)
            .newest(newest);
    if (random.nextBoolean()) {
      builder.price(new InputPrice(1, random.nextInt(11) / 10.0));
    }
    return builder.build();
  }
}
