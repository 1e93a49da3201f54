package dev.tutti.session.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Caller;
import dev.tutti.chat.Json;
import dev.tutti.context.Compaction;
import dev.tutti.context.HistoryMessage;
import dev.tutti.context.HistorySummary;
import dev.tutti.followup.FollowUpWish;
import dev.tutti.session.ChatSession;
import dev.tutti.session.SessionMessage;
import dev.tutti.session.SummarisedMessages;
import dev.tutti.session.ViewRequest;
import dev.tutti.session.ViewTerms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class SummaryWorkTest {
  private static final ChatSession SESSION = ChatSession.begin("s", "anna", "", Instant.EPOCH);

  /** Messages of a history, of which each second one is a user's. */
  private static List<ObjectNode> talk(int messages, String text) {
    var talk = new ArrayList<ObjectNode>();
    for (int at = 0; at < messages; at++) {
      talk.add(Json.object().put("role", at % 2 == 0 ? "user" : "assistant").put("content", text));
    }
    return talk;
  }

  private static SummaryWork work(List<ObjectNode> talk, long room) {
    var history = new ArrayList<SessionMessage>();
    var summed = new ArrayList<HistoryMessage>();
    for (var each : talk) {
      int at = history.size() + 1;
      history.add(
          new SessionMessage(at, "m" + at, "", Instant.EPOCH, false, Json.object(), 0, "", each));
      summed.add(HistoryMessage.of("m" + at, each));
    }
    var request =
        new ViewRequest(
            Caller.ANONYMOUS, SESSION, history, 0, "m", FollowUpWish.AUTO, ViewTerms.USUAL);
    return SummaryWork.of(
        request, new Compaction(HistorySummary.NONE, summed), SummarisedMessages.NONE, room);
  }

  @Test
  void a_summary_stands_for_the_turns_that_its_model_is_shown() {
    var work = work(talk(100, "x".repeat(3_900)), 1_000);
    assertThat(work.compaction().messages()).hasSize(30);
    assertThat(work.position()).isEqualTo(30);
    assertThat(work.after().ranges()).containsExactly(new SummarisedMessages.Range(1, 30));
    assertThat(work.after().count()).isEqualTo(30);
    assertThat(SummaryRequest.of("m", work).body().length()).isBetween(117_000, 122_000);
  }

  @Test
  void one_turn_is_summed_up_whatever_its_length() {
    var talk = talk(1, "?");
    for (int at = 0; at < 50; at++) {
      talk.add(Json.object().put("role", "assistant").put("content", "x".repeat(3_900)));
    }
    assertThat(work(talk, 1_000).compaction().messages()).hasSize(51);
  }

  @Test
  void it_is_asked_for_in_the_words_that_views_have_room_for() {
    assertThat(instructions(work(talk(2, "Where does it end?"), 200)))
        .contains("at most 100 words");
    assertThat(instructions(work(talk(2, "Where does it end?"), 2_000)))
        .contains("at most 300 words");
    assertThat(instructions(work(talk(2, "它在哪里结束？"), 200))).contains("最多 156 字");
  }

  private static String instructions(SummaryWork work) {
    return SummaryRequest.of("m", work).body().get("messages").path(0).path("content").asString();
  }

  @Test
  void a_longer_one_is_cut_at_a_line() {
    var work = work(talk(2, "?"), 20);
    assertThat(work.fitting("Goal: a trip.")).isEqualTo("Goal: a trip.");
    var longer = "Goal: a trip.\nFacts: the hotel is near the lake, and the train goes at nine.";
    assertThat(work.fitting(longer)).isEqualTo("Goal: a trip.");
    assertThat(SummaryWriter.tokens(work.fitting("word ".repeat(500)))).isBetween(10L, 15L);
  }
}
