package dev.tutti.conversations;

import dev.tutti.chat.Json;
import dev.tutti.context.ContextInput;
import dev.tutti.context.ContextStrategy;
import dev.tutti.context.ContextView;
import dev.tutti.context.Dependence;
import dev.tutti.context.HistoryMessage;
import dev.tutti.context.HistorySummary;
import dev.tutti.context.InputPrice;
import dev.tutti.context.TokenBudget;
import dev.tutti.token.PromptEstimate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replay of dialogues by one strategy: views are made turn by turn, and a prompt cache is simulated
 * that has the request before, message by message. Not thread-safe.
 *
 * @param decision how a line depends on what was said before it
 */
record DialogueReplay(
    ContextStrategy strategy,
    TokenBudget budget,
    InputPrice price,
    String system,
    Decision decision) {
  private static final int SUMMARY = 6;

  /** Decision about a user's line. */
  @FunctionalInterface
  interface Decision {
    Dependence of(Dialogue dialogue, int line);
  }

  /** No decision: what was said before is kept. */
  static Dependence keeping(Dialogue dialogue, int line) {
    return Dependence.DEPENDENT;
  }

  /** The decision of people, and nothing where there is none. */
  static Dependence labelled(Dialogue dialogue, int line) {
    return dialogue.label(line).isEmpty() || dialogue.label(line).get().followUp()
        ? Dependence.DEPENDENT
        : Dependence.INDEPENDENT;
  }

  /** Replays dialogues; the sums by their sources. */
  Map<String, ReplayTotals> run(List<Dialogue> dialogues) {
    var totals = new HashMap<String, ReplayTotals>();
    for (var dialogue : dialogues) {
      var own = totals.computeIfAbsent(dialogue.source(), _ -> new ReplayTotals());
      var all = totals.computeIfAbsent("", _ -> new ReplayTotals());
      replay(dialogue, List.of(own, all));
    }
    return totals;
  }

  private void replay(Dialogue dialogue, List<ReplayTotals> totals) {
    var messages = messages(dialogue);
    var summary = HistorySummary.NONE;
    List<ObjectNode> before = List.of();
    List<ObjectNode> fullBefore = List.of();
    for (int at : dialogue.questions()) {
      var view = view(messages, at, summary);
      var sent = view.messages();
      var full = full(messages, at);
      var tokens =
          new long[] {tokens(sent), cached(sent, before), tokens(full), cached(full, fullBefore)};
      totals.forEach(each -> each.sent(tokens[0], tokens[1], tokens[2], tokens[3]));
      if (dialogue.label(at).filter(Dialogue.Label::followUp).isPresent()) {
        var kept = new HashSet<>(view.kept());
        boolean whole = dialogue.needs(at).stream().allMatch(place -> kept.contains("m" + place));
        boolean opened = kept.contains("m" + dialogue.opening(at));
        totals.forEach(each -> each.followUp(whole, opened));
      }
      summary = view.compaction().isEmpty() ? summary : summarised(view);
      before = sent;
      fullBefore = full;
    }
  }

  private List<HistoryMessage> messages(Dialogue dialogue) {
    var messages = new ArrayList<HistoryMessage>();
    for (int at = 0; at < dialogue.lines().size(); at++) {
      var line = dialogue.lines().get(at);
      var role = line.user() ? "user" : "assistant";
      var json = Json.object().put("role", role).put("content", line.text());
      var message = HistoryMessage.of("m" + at, json);
      messages.add(line.user() ? message.dependence(decision.of(dialogue, at)) : message);
    }
    return messages;
  }

  private ContextView view(List<HistoryMessage> messages, int at, HistorySummary summary) {
    return ContextView.of(
        ContextInput.builder(strategy, budget)
            .system(system)
            .summary(summary)
            .history(messages.subList(0, at))
            .newest(List.of(messages.get(at)))
            .price(price)
            .build());
  }

  private List<ObjectNode> full(List<HistoryMessage> messages, int at) {
    var full = new ArrayList<ObjectNode>();
    if (!system.isEmpty()) {
      full.add(Json.object().put("role", "system").put("content", system));
    }
    messages.subList(0, at + 1).forEach(message -> full.add(message.message()));
    return full;
  }

  /** A summary in a few words, as no model writes one here. */
  private static HistorySummary summarised(ContextView view) {
    var compaction = view.compaction();
    var ids = new HashSet<>(compaction.before().messages());
    compaction.messages().forEach(message -> ids.add(message.id()));
    var text =
        compaction.messages().stream()
            .limit(SUMMARY)
            .map(message -> message.message().path("content").asString())
            .map(words -> words.length() > 20 ? words.substring(0, 20) : words)
            .collect(Collectors.joining(" "));
    return new HistorySummary(
        text, PromptEstimate.ofMessage(Json.object().put("content", text)), ids);
  }

  private static long tokens(List<ObjectNode> messages) {
    return messages.stream().mapToLong(PromptEstimate::ofMessage).sum();
  }

  private static long cached(List<ObjectNode> messages, List<ObjectNode> before) {
    int common = 0;
    while (common < Math.min(messages.size(), before.size())
        && messages.get(common).equals(before.get(common))) {
      common++;
    }
    return tokens(messages.subList(0, common));
  }
}
