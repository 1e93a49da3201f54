package dev.tutti.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.ObjectNode;

class ContextViewTest {
  private static final TokenBudget AMPLE = TokenBudget.of(100_000);

  @Test
  void full_sends_everything() {
    var view = view(ContextStrategy.FULL, TokenBudget.of(100), talk(20));
    assertThat(view.kept()).hasSize(41);
    assertThat(view.loss()).isEqualTo(LossPolicy.EXACT);
    assertThat(view.warnings()).anyMatch(each -> each.contains("budget: 100"));
  }

  @Test
  void a_window_leaves_out_the_oldest_down_to_six_tenths() {
    var view = view(ContextStrategy.WINDOW, TokenBudget.of(2_000), talk(20));
    assertThat(view.kept()).first().isEqualTo("u12");
    assertThat(view.dropped()).hasSize(24);
    assertThat(view.dropped().getFirst().reason())
        .isEqualTo("older than what fits into the budget");
    assertThat(view.loss()).isEqualTo(LossPolicy.TRIMMED);
    assertThat(view.tokens().saved()).isEqualTo(24 * 50);
  }

  @Test
  void a_pinned_answer_comes_with_its_question() {
    var talk = talk(20);
    talk.set(3, talk.get(3).pin());
    var view = view(ContextStrategy.WINDOW, TokenBudget.of(2_000), talk);
    assertThat(view.kept()).startsWith("u1", "a1", "u13");
  }

  @Test
  void the_automatic_view_keeps_the_opening_of_the_topic_and_the_last_exchange() {
    var talk = talk(6);
    talk.set(4, talk.get(4).dependence(Dependence.INDEPENDENT));
    var view = view(ContextStrategy.AUTO, AMPLE, talk);
    assertThat(view.kept()).containsExactly("u2", "a2", "u4", "a4", "u5", "a5", "new");
    assertThat(view.dropped())
        .extracting(OmittedMessage::reason)
        .contains(
            "said before the topic began",
            "neither the opening of the topic nor one of its last exchanges");
  }

  @Test
  void the_automatic_view_of_what_stands_alone_has_no_history() {
    var alone = newest().dependence(Dependence.INDEPENDENT);
    var view =
        ContextView.of(input(ContextStrategy.AUTO, AMPLE, talk(6)).newest(List.of(alone)).build());
    assertThat(view.kept()).containsExactly("new");
    assertThat(view.dropped().getFirst().reason())
        .isEqualTo("the newest message does not refer to it");
    var unsure = newest().dependence(Dependence.UNSURE);
    assertThat(
            ContextView.of(
                    input(ContextStrategy.AUTO, AMPLE, talk(6)).newest(List.of(unsure)).build())
                .kept())
        .containsExactly("u5", "a5", "new");
  }

  @Test
  void the_automatic_view_keeps_what_was_named_last() {
    var talk = talk(8);
    talk.set(6, HistoryMessage.of("u3", message("user", "看过《三体》吗？")));
    assertThat(view(ContextStrategy.AUTO, AMPLE, talk).kept())
        .containsExactly("u0", "a0", "u3", "a3", "u6", "a6", "u7", "a7", "new");
  }

  @Test
  void nothing_is_left_out_where_sending_the_rest_anew_costs_more() {
    var talk = talk(3);
    var dear = input(ContextStrategy.AUTO, AMPLE, talk).price(new InputPrice(1, 0.001)).build();
    assertThat(ContextView.of(dear).kept()).hasSize(7);
    var uncached = input(ContextStrategy.AUTO, AMPLE, talk).price(new InputPrice(1, 1)).build();
    assertThat(ContextView.of(uncached).kept()).containsExactly("u0", "a0", "u2", "a2", "new");
  }

  @Test
  void a_summary_stands_for_the_beginning() {
    var talk = talk(8);
    var summary = new HistorySummary("They met.", 3, Set.of("u0", "a0", "u1", "a1"));
    var view = ContextView.of(input(ContextStrategy.SUMMARY, AMPLE, talk).summary(summary).build());
    assertThat(view.summarised()).containsExactly("u0", "a0", "u1", "a1");
    assertThat(view.loss()).isEqualTo(LossPolicy.SUMMARISED);
    assertThat(view.messages().getFirst().path("content").asString())
        .isEqualTo("Be brief.\n\nLikes tea.\n\nThey met.");
  }

  @Test
  void what_was_not_read_is_left_out_and_counted() {
    var talk = talk(8);
    var read = new ArrayList<>(talk.subList(2, 4));
    read.set(1, read.get(1).pin());
    read.addAll(talk.subList(8, 16));
    for (var strategy : List.of(ContextStrategy.WINDOW, ContextStrategy.AUTO)) {
      var view =
          ContextView.of(input(strategy, AMPLE, read).unread(new UnreadHistory(2, 6, 300)).build());
      assertThat(view.kept()).startsWith("u1", "a1", "u4", "a4").endsWith("u7", "a7", "new");
      assertThat(view.unread()).isEqualTo(new ContextView.Unread(0, 6));
      assertThat(view.loss()).isEqualTo(LossPolicy.TRIMMED);
      assertThat(view.tokens().saved()).isEqualTo(300 + 50 * (11 - view.kept().size()));
    }
  }

  @Test
  void a_summary_stands_for_what_was_not_read_and_goes_on_where_it_ends() {
    var talk = talk(11);
    var summed = new HistorySummary("They met.", 3, Set.of("u0", "a0", "u1", "a1", "u2", "a2"));
    var read = new ArrayList<>(List.of(talk.get(2).pin(), talk.get(3)));
    read.addAll(talk.subList(4, 22));
    var view =
        ContextView.of(
            input(ContextStrategy.SUMMARY, TokenBudget.of(1_800), read)
                .summary(summed)
                .unread(new UnreadHistory(2, 2, 100))
                .build());
    assertThat(view.unread()).isEqualTo(new ContextView.Unread(2, 0));
    assertThat(view.summarised()).containsExactly("a1", "u2", "a2");
    assertThat(view.kept()).startsWith("u1", "u3", "a3");
    assertThat(view.loss()).isEqualTo(LossPolicy.SUMMARISED);
    assertThat(view.compaction().before()).isEqualTo(summed);
    assertThat(view.compaction().messages().getFirst().id()).isEqualTo("u3");
  }

  @Test
  void a_summary_stands_for_more_than_what_was_read_without_their_ids() {
    var summed = new HistorySummary("They met.", 3, Set.of("u2", "a2"), 5);
    var read = talk(6).subList(4, 12);
    var view =
        ContextView.of(
            input(ContextStrategy.SUMMARY, AMPLE, read)
                .summary(summed)
                .unread(new UnreadHistory(0, 7, 100))
                .build());
    assertThat(view.unread()).isEqualTo(new ContextView.Unread(5, 2));
    assertThat(view.summarised()).containsExactly("u2", "a2");
    assertThat(view.kept()).startsWith("u3");
  }

  @Test
  void a_full_history_asks_for_a_summary() {
    var view = view(ContextStrategy.SUMMARY, TokenBudget.of(2_000), talk(10));
    assertThat(view.loss()).isEqualTo(LossPolicy.EXACT);
    assertThat(view.compaction().messages()).hasSize(8).first().isEqualTo(talk(10).getFirst());
    assertThat(view(ContextStrategy.SUMMARY, TokenBudget.of(2_000), talk(9)).compaction())
        .isEqualTo(Compaction.NONE);
    assertThat(view(ContextStrategy.SUMMARY, TokenBudget.of(2_000), talk(11)).dropped())
        .isNotEmpty();
  }

  @Test
  void an_open_loop_of_tools_is_a_part_of_the_newest_turn() {
    var talk = talk(20);
    talk.add(HistoryMessage.of("ask", message("user", "weather?")));
    var call = message("assistant", "");
    call.withArray("tool_calls").addObject().put("id", "c1");
    talk.add(HistoryMessage.of("call", call));
    var result = HistoryMessage.of("result", message("tool", "sunny").put("tool_call_id", "c1"));
    var view =
        ContextView.of(
            input(ContextStrategy.WINDOW, TokenBudget.of(150), talk)
                .newest(List.of(result))
                .build());
    assertThat(view.kept()).endsWith("ask", "call", "result");
  }

  @Test
  void tells_what_the_request_before_had_too() {
    var view = view(ContextStrategy.FULL, AMPLE, talk(2));
    assertThat(view.tokens().cached()).isEqualTo(view.tokens().full() - 2 * 50);
    assertThat(view.tokens().costSaved(new InputPrice(1, 0.1))).isZero();
  }

  @Test
  void a_memory_that_does_not_fit_loses_its_last_lines() {
    var memory = "Likes tea.\n" + "Has a dog. ".repeat(50);
    var view =
        ContextView.of(
            input(ContextStrategy.WINDOW, TokenBudget.of(1_000), talk(1)).memory(memory).build());
    assertThat(view.messages().getFirst().path("content").asString()).endsWith("Likes tea.");
    assertThat(view.loss()).isEqualTo(LossPolicy.TRIMMED);
    assertThat(view.warnings()).containsExactly("memory: its last lines do not fit 50 tokens");
  }

  @Test
  void a_budget_without_tokens_is_refused() {
    assertThatThrownBy(() -> TokenBudget.of(0)).hasMessage("total: 0 (expected: 1 or more)");
    assertThatThrownBy(() -> new InputPrice(-1, 0)).hasMessageContaining("expected: 0 or more");
  }

  private static ContextView view(
      ContextStrategy strategy, TokenBudget budget, List<HistoryMessage> talk) {
    return ContextView.of(input(strategy, budget, talk).build());
  }

  private static ContextInput.Builder input(
      ContextStrategy strategy, TokenBudget budget, List<HistoryMessage> talk) {
    return ContextInput.builder(strategy, budget)
        .system("Be brief.")
        .memory("Likes tea.")
        .history(talk)
        .newest(List.of(newest()));
  }

  private static HistoryMessage newest() {
    return HistoryMessage.of("new", message("user", "and then?")).tokens(50);
  }

  /** Exchanges of fifty tokens a message. */
  private static List<HistoryMessage> talk(int exchanges) {
    var talk = new ArrayList<HistoryMessage>();
    for (int at = 0; at < exchanges; at++) {
      talk.add(HistoryMessage.of("u" + at, message("user", "what about " + at)).tokens(50));
      talk.add(HistoryMessage.of("a" + at, message("assistant", "this is " + at)).tokens(50));
    }
    return talk;
  }

  private static ObjectNode message(String role, String text) {
    return Json.object().put("role", role).put("content", text);
  }

  @Test
  @Timeout(20)
  void a_view_of_a_very_long_history_takes_time_that_grows_with_it_and_no_more() {
    var history = new ArrayList<HistoryMessage>();
    for (int at = 0; at < 60_000; at++) {
      var role = at % 2 == 0 ? "user" : "assistant";
      var message = Json.object().put("role", role).put("content", "message " + at);
      history.add(HistoryMessage.of("m" + at, message));
    }
    for (var strategy : ContextStrategy.values()) {
      var newest = HistoryMessage.of("new", Json.object().put("role", "user").put("content", "?"));
      var view =
          ContextView.of(
              ContextInput.builder(strategy, TokenBudget.of(16_000))
                  .history(history)
                  .newest(List.of(newest))
                  .build());
      assertThat(view.kept()).last().isEqualTo("new");
    }
  }
}
