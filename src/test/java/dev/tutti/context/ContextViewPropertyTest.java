package dev.tutti.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tools.jackson.databind.node.ObjectNode;

/** A view holds its budget or says why not, and keeps whole what is never left out. */
class ContextViewPropertyTest {

  @Property(tries = 10_000)
  void a_view_holds_its_budget_or_says_why_not(@ForAll long seed) {
    var input = input(seed);
    var view = ContextView.of(input);
    boolean held = view.tokens().sent() <= input.budget().total();
    assertThat(held || !view.warnings().isEmpty()).as("seed %d", seed).isTrue();
    long history = tokens(input.history(), view.kept());
    assertThat(history <= input.budget().history() || !view.warnings().isEmpty()).isTrue();
    if (input.strategy() != ContextStrategy.FULL && !held) {
      assertThat(view.kept()).as("seed %d", seed).isSubsetOf(needed(input));
    }
  }

  @Property(tries = 10_000)
  void what_is_never_left_out_is_whole_and_in_order(@ForAll long seed) {
    var input = input(seed);
    var view = ContextView.of(input);
    var all = all(input);
    assertThat(view.kept()).as("seed %d", seed).containsAll(pinned(input)).doesNotHaveDuplicates();
    assertThat(all).containsSubsequence(view.kept());
    assertThat(view.kept()).endsWith(ids(input.newest()).toArray(String[]::new));
    assertThat(calls(view.messages())).isEqualTo(results(view.messages(), input));
    int system = view.messages().size() - view.kept().size();
    assertThat(system).isBetween(0, 1);
    assertThat(view.messages().subList(system, view.messages().size()))
        .isEqualTo(messages(input, view.kept()));
    input
        .system()
        .forEach(
            each ->
                assertThat(view.messages().getFirst().path("content").asString())
                    .startsWith(each.path("content").asString()));
  }

  @Property(tries = 10_000)
  void each_message_is_kept_or_summarised_or_left_out_for_a_reason(@ForAll long seed) {
    var input = input(seed);
    var view = ContextView.of(input);
    var fates = new ArrayList<>(view.kept());
    fates.addAll(view.summarised());
    view.dropped().forEach(each -> fates.add(each.id()));
    assertThat(fates).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(all(input));
    assertThat(view.dropped()).allMatch(each -> !each.reason().isEmpty());
    assertThat(view.summarised()).isSubsetOf(input.summary().messages());
    assertThat(view.loss() == LossPolicy.EXACT)
        .isEqualTo(
            view.kept().size() == all(input).size()
                && view.warnings().stream().noneMatch(each -> each.startsWith("memory")));
    if (view.loss() == LossPolicy.SUMMARISED) {
      assertThat(view.dropped()).isEmpty();
    }
  }

  @Property(tries = 10_000)
  void of_a_history_that_is_read_in_part_nothing_is_lost_without_a_word(@ForAll long seed) {
    var whole = input(seed);
    var view = ContextView.of(latest(whole, new Random(seed)));
    long told = (long) view.kept().size() + view.summarised().size() + view.dropped().size();
    assertThat(told + view.unread().summarised() + view.unread().dropped())
        .as("seed %d", seed)
        .isEqualTo(all(whole).size());
    assertThat(view.kept()).as("seed %d", seed).containsAll(pinned(whole)).doesNotHaveDuplicates();
    assertThat(all(whole)).containsSubsequence(view.kept());
    assertThat(view.tokens().full()).isEqualTo(ContextView.of(whole).tokens().full());
    assertThat(view.summarised()).isSubsetOf(whole.summary().messages());
    if (view.loss() == LossPolicy.EXACT) {
      assertThat(view.kept()).hasSameSizeAs(all(whole));
    }
  }

  /** The same with some of the latest turns, and those before them that have something pinned. */
  private static ContextInput latest(ContextInput whole, Random random) {
    var history = whole.history();
    var starts =
        IntStream.range(0, history.size()).filter(at -> history.get(at).isUser()).toArray();
    if (starts.length == 0) {
      return whole;
    }
    int cut = starts[random.nextInt(starts.length)];
    var before = HistoryTurns.of(history.subList(0, cut));
    var apart = new ArrayList<HistoryMessage>();
    for (int at = 0; at < before.size(); at++) {
      if (!before.get(at).pinned().isEmpty()) {
        apart.addAll(before.get(at).messages());
      }
    }
    long tokens = before.tokens() - apart.stream().mapToLong(HistoryMessage::tokens).sum();
    var unread = new UnreadHistory(apart.size(), cut - apart.size(), tokens);
    var read = Stream.concat(apart.stream(), history.subList(cut, history.size()).stream());
    return new ContextInput(
        whole.strategy(),
        whole.budget(),
        whole.system(),
        whole.memory(),
        whole.summary(),
        read.toList(),
        unread,
        whole.newest(),
        whole.price());
  }

  @Property(tries = 10_000)
  void the_same_history_gives_the_same_bytes(@ForAll long seed) {
    assertThat(text(ContextView.of(input(seed)))).isEqualTo(text(ContextView.of(input(seed))));
  }

  private static ContextInput input(long seed) {
    var history = RandomHistory.of(seed);
    return history.input(history.strategy(), history.budget());
  }

  private static String text(ContextView view) {
    return view.messages().stream().map(Json::text).collect(Collectors.joining("\n"));
  }

  private static List<String> all(ContextInput input) {
    return Stream.concat(ids(input.history()).stream(), ids(input.newest()).stream()).toList();
  }

  private static List<String> ids(List<HistoryMessage> messages) {
    return messages.stream().map(HistoryMessage::id).toList();
  }

  /** What is pinned, or said by the system or a developer. */
  private static List<String> pinned(ContextInput input) {
    return ids(input.history().stream().filter(HistoryMessage::stays).toList());
  }

  /** Ids that are in every view: those that are pinned or belong to such, and the newest turn's. */
  private static Set<String> needed(ContextInput input) {
    var needed = new HashSet<>(ids(input.newest()));
    var turns = HistoryTurns.of(input.history());
    for (int at = 0; at < turns.size(); at++) {
      var messages = turns.get(at).messages();
      turns.get(at).pinned().stream().forEach(each -> needed.add(messages.get(each).id()));
    }
    return needed;
  }

  private static List<ObjectNode> messages(ContextInput input, List<String> ids) {
    return Stream.concat(input.history().stream(), input.newest().stream())
        .filter(message -> ids.contains(message.id()))
        .map(HistoryMessage::message)
        .toList();
  }

  private static long tokens(List<HistoryMessage> messages, List<String> kept) {
    return messages.stream()
        .filter(message -> kept.contains(message.id()))
        .mapToLong(HistoryMessage::tokens)
        .sum();
  }

  private static Set<String> calls(List<ObjectNode> messages) {
    return messages.stream()
        .flatMap(message -> message.path("tool_calls").valueStream())
        .map(call -> call.path("id").asString())
        .collect(Collectors.toSet());
  }

  /** Ids of the calls whose results are sent. */
  private static Set<String> results(List<ObjectNode> messages, ContextInput input) {
    assertThat(input.newest()).isNotEmpty();
    return messages.stream()
        .filter(message -> message.has("tool_call_id"))
        .map(message -> message.path("tool_call_id").asString())
        .collect(Collectors.toSet());
  }
}
