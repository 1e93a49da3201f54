package dev.tutti.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import tools.jackson.databind.node.ObjectNode;

/**
 * Views of histories as they grow. Until something is left out, each request begins with the bytes
 * of the one before, by every strategy, so that providers' prompt caches know them.
 */
class ContextPrefixPropertyTest {
  private static final TokenBudget TIGHT = TokenBudget.of(2_000);
  private static final TokenBudget AMPLE = TokenBudget.of(10_000_000);

  /** Request with the view that it was sent. */
  private record Sent(GrowingHistory.Request request, ContextView view) {
    /** Whether no part is over its budget, so that nothing is left out for this view alone. */
    boolean isUsual() {
      return view.warnings().isEmpty();
    }

    /** Whether it begins with another one, byte for byte. */
    boolean goesOn(Sent before) {
      var ours = texts(view.messages());
      var theirs = texts(before.view.messages());
      return ours.size() >= theirs.size() && ours.subList(0, theirs.size()).equals(theirs);
    }

    private static List<String> texts(List<ObjectNode> messages) {
      return messages.stream().map(Json::text).toList();
    }
  }

  private static List<Sent> sent(
      GrowingHistory history,
      ContextStrategy strategy,
      TokenBudget budget,
      Function<GrowingHistory.Request, HistorySummary> summary) {
    var sent = new ArrayList<Sent>();
    for (var request : history.requests()) {
      var input =
          ContextInput.builder(strategy, budget)
              .system("You are a guide.")
              .memory("Likes tea.")
              .summary(summary.apply(request))
              .history(history.before(request.turn()))
              .newest(request.newest())
              .price(new InputPrice(1, .1))
              .build();
      sent.add(new Sent(request, ContextView.of(input)));
    }
    return sent;
  }

  private static List<Sent> sent(
      GrowingHistory history, ContextStrategy strategy, TokenBudget budget) {
    return sent(history, strategy, budget, _ -> HistorySummary.NONE);
  }

  @Property(tries = 10_000)
  void a_full_view_always_begins_with_the_one_before(@ForAll long seed) {
    var sent = sent(GrowingHistory.of(seed), ContextStrategy.FULL, TIGHT);
    for (int at = 1; at < sent.size(); at++) {
      assertThat(sent.get(at).goesOn(sent.get(at - 1))).as("seed %d at %d", seed, at).isTrue();
    }
  }

  @Property(tries = 10_000)
  void a_window_begins_with_the_one_before_until_nine_tenths_are_full(@ForAll long seed) {
    var history = GrowingHistory.of(seed);
    goOn(seed, history, sent(history, ContextStrategy.WINDOW, TIGHT), TIGHT.compactAt());
  }

  @Property(tries = 10_000)
  void a_view_with_a_summary_begins_with_the_one_before_until_there_is_another_one(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 13) int summed) {
    var history = GrowingHistory.of(seed);
    Set<String> ids = new HashSet<>();
    history.before(Math.min(summed, history.turns())).forEach(each -> ids.add(each.id()));
    var written = new HistorySummary("They spoke of museums.", 20, ids);
    var sent =
        sent(
            history,
            ContextStrategy.SUMMARY,
            TIGHT,
            request -> ids.isEmpty() || request.turn() <= summed ? HistorySummary.NONE : written);
    var before = sent.stream().filter(each -> each.request.turn() <= summed).toList();
    var after = sent.stream().filter(each -> each.request.turn() > summed).toList();
    goOn(seed, history, before, TIGHT.history());
    goOn(seed, history, after, TIGHT.history());
  }

  /** Each begins with the one before, unless the history would be over a bound. */
  private static void goOn(long seed, GrowingHistory history, List<Sent> sent, long bound) {
    for (int at = 1; at < sent.size(); at++) {
      var last = sent.get(at - 1);
      var now = sent.get(at);
      if (!last.isUsual() || !now.isUsual() || now.goesOn(last)) {
        continue;
      }
      var between = history.between(last.request, now.request);
      long all =
          history.tokens(last.view.kept())
              + between.stream().mapToLong(HistoryMessage::tokens).sum();
      assertThat(all).as("seed %d at %d", seed, at).isGreaterThan(bound);
      var newest = now.request.newest().stream().mapToLong(HistoryMessage::tokens).sum();
      assertThat(history.tokens(now.view.kept()) - newest)
          .as("seed %d at %d", seed, at)
          .isLessThanOrEqualTo(Math.max(TIGHT.compactTo(), history.pinned(now.request.turn())));
    }
  }

  /** Where nothing stands alone, what is left out is left out every other time at most. */
  @Property(tries = 10_000)
  void of_follow_ups_in_a_row_every_other_one_begins_as_the_request_before(@ForAll long seed) {
    var history = GrowingHistory.of(seed);
    var sent = sent(history, ContextStrategy.AUTO, AMPLE);
    Set<Integer> cuts = new HashSet<>();
    for (int at = 1; at < sent.size(); at++) {
      var now = sent.get(at);
      if (!now.goesOn(sent.get(at - 1))) {
        assertThat(now.request.opens()).as("a loop of tools, seed %d at %d", seed, at).isTrue();
        cuts.add(now.request.turn());
      }
    }
    for (int turn = 2; turn < history.turns(); turn++) {
      boolean follows =
          IntStream.rangeClosed(turn - 2, turn)
              .allMatch(each -> history.dependence(each) == Dependence.DEPENDENT);
      if (follows && cuts.contains(turn)) {
        assertThat(cuts).as("seed %d", seed).doesNotContain(turn - 1);
      }
    }
  }

  @Property(tries = 10_000)
  void what_is_said_to_be_cached_is_what_the_request_before_had(
      @ForAll long seed, @ForAll ContextStrategy strategy) {
    var history = GrowingHistory.of(seed);
    var sent = sent(history, strategy, TIGHT);
    for (int at = 1; at < sent.size(); at++) {
      var last = sent.get(at - 1);
      var now = sent.get(at);
      if (last.isUsual() && now.isUsual() && now.request.opens()) {
        var common = common(last.view.kept(), now.view.kept());
        long system = now.view.tokens().sent() - history.tokens(now.view.kept());
        assertThat(now.view.tokens().cached())
            .as("seed %d at %d", seed, at)
            .isEqualTo(system + history.tokens(common));
      }
    }
  }

  private static List<String> common(List<String> left, List<String> right) {
    int common = 0;
    while (common < Math.min(left.size(), right.size())
        && left.get(common).equals(right.get(common))) {
      common++;
    }
    return left.subList(0, common);
  }
}
