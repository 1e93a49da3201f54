package dev.tutti.session.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Caller;
import dev.tutti.chat.Json;
import dev.tutti.followup.FollowUpWish;
import dev.tutti.session.ChatSession;
import dev.tutti.session.SessionMessage;
import dev.tutti.session.SessionSummary;
import dev.tutti.session.SummarisedMessages;
import dev.tutti.session.UnreadRows;
import dev.tutti.session.ViewRequest;
import dev.tutti.session.ViewTerms;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SummaryOfViewTest {
  private static final ChatSession SESSION = ChatSession.begin("s", "anna", "", Instant.EPOCH);

  private static SessionMessage message(long position, String id) {
    var role = position % 2 == 0 ? "assistant" : "user";
    var json = Json.object().put("role", role).put("content", id);
    return new SessionMessage(position, id, "", Instant.EPOCH, false, Json.object(), 0, "", json);
  }

  private static List<SessionMessage> talk(long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(at -> message(at, "m" + at)).toList();
  }

  private static ViewRequest request(List<SessionMessage> history, UnreadRows unread) {
    return new ViewRequest(
        Caller.ANONYMOUS, SESSION, history, 1, "m", FollowUpWish.AUTO, ViewTerms.USUAL, unread);
  }

  private static SessionSummary summary(List<SessionMessage> messages) {
    var all = SummarisedMessages.NONE.with(messages, List.of());
    return new SessionSummary(
        messages.getLast().position(), all, "m", 5, Instant.EPOCH, "They spoke.");
  }

  @Test
  void it_stands_for_the_messages_in_its_places() {
    var view = SummaryOfView.in(request(talk(1, 7), UnreadRows.NONE), summary(talk(1, 4)));
    assertThat(view.told().messages()).containsExactlyInAnyOrder("m1", "m2", "m3", "m4");
    assertThat(view.told().others()).isZero();
  }

  @Test
  void another_branch_does_not_begin_with_it() {
    var branch = List.of(message(1, "m1"), message(2, "other"), message(3, "asked"));
    var view = SummaryOfView.in(request(branch, UnreadRows.NONE), summary(talk(1, 2)));
    assertThat(view).isEqualTo(SummaryOfView.NONE);
  }

  @Test
  void what_was_deleted_is_not_told() {
    var rest = List.of(message(1, "m1"), message(5, "m5"));
    var view = SummaryOfView.in(request(rest, UnreadRows.NONE), summary(talk(1, 4)));
    assertThat(view).isEqualTo(SummaryOfView.NONE);
  }

  @Test
  void it_stands_for_what_was_not_read_too() {
    var unread = new UnreadRows(3, 2, 100, 100);
    var view = SummaryOfView.in(request(talk(3, 7), unread), summary(talk(1, 4)));
    assertThat(view.told().messages()).containsExactlyInAnyOrder("m3", "m4");
    assertThat(view.told().others()).isEqualTo(2);
  }
}
