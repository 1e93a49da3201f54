package dev.tutti.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Conversation.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationTest {
  private static final Conversation HELLO = Conversation.EMPTY.query("Hello");

  @Test
  void a_question_alone_has_no_system_message() {
    assertThat(messages(HELLO)).isEqualTo("[{\"role\":\"user\",\"content\":\"Hello\"}]");
  }

  @Test
  void each_step_leaves_what_was_before() {
    var named = HELLO.roleName("Ada");
    assertThat(messages(HELLO)).doesNotContain("Ada");
    assertThat(messages(named)).contains("Your name is Ada.");
    assertThat(messages(named.youName("Bo"))).contains("Your name is Ada. You talk with Bo.");
    assertThat(messages(HELLO.youName("Bo"))).contains("\"You talk with Bo.\"");
  }

  @Test
  void early_turns_are_told_in_short() {
    var told = HELLO.longHistory(List.of(Turn.you("a\n b"), Turn.role("\uD83D\uDE00".repeat(301))));
    assertThat(system(told))
        .contains("\nUser: a b\n")
        .endsWith("\nYou: " + "\uD83D\uDE00".repeat(300) + "...");
  }

  @Test
  void recent_turns_are_told_word_for_word() {
    var text = "a\n b".repeat(200);
    var request = HELLO.shortHistory(List.of(Turn.role(text))).request("m").body().tree();
    assertThat(request.at("/messages/0/role").asString()).isEqualTo("assistant");
    assertThat(request.at("/messages/0/content").asString()).isEqualTo(text);
  }

  @Test
  void nothing_asked_is_an_error() {
    assertThatThrownBy(() -> Conversation.EMPTY.prompt("Be brief.").request("m"))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("query: is empty");
  }

  private static String messages(Conversation conversation) {
    return conversation.request("m").body().tree().path("messages").toString();
  }

  private static String system(Conversation conversation) {
    return conversation.request("m").body().tree().at("/messages/0/content").asString();
  }
}
