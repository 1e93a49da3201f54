package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.Configuration;
import dev.tutti.Tutti;
import dev.tutti.chat.Fault;
import dev.tutti.followup.FollowUpWish;
import dev.tutti.session.SessionMessage;
import dev.tutti.testing.Chat;
import dev.tutti.testing.TestingUpstream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptSessionTest {
  @TempDir Path folder;

  @Test
  void a_session_goes_on_with_what_was_said() throws Exception {
    try (var upstream = TestingUpstream.start();
        var tutti =
            Tutti.open(
                Configuration.text("providers: {up: {base_url: \"%s\"}}".formatted(upstream.url()))
                    .with("model_lists", "0s", "test")
                    .with("data", folder.resolve("data").toString(), "test"))) {
      upstream.play(Chat.answers("Hello."), Chat.answers("Again."));
      var session = tutti.session("talk").model("up/small");
      assertThat(session.say("Hi").text()).isEqualTo("Hello.");
      assertThat(session.say("And?").text()).isEqualTo("Again.");
      assertThat(session.messages())
          .extracting(SessionMessage::text)
          .containsExactly("Hi", "Hello.", "And?", "Again.");
      var first = session.messages().getFirst().id();
      assertThat(session.view().kept()).hasSize(4).startsWith(first);
      session.pin(first);
      assertThat(session.messages().getFirst().pinned()).isTrue();
      session.unpin(first);
      assertThat(session.messages().getFirst().pinned()).isFalse();
      upstream.forget();
      upstream.play(Chat.answers("New."));
      assertThat(session.say("Something else", FollowUpWish.NO).text()).isEqualTo("New.");
      assertThat(upstream.turn().heard().body()).doesNotContain("Again.");
      var fork = session.fork(session.messages().getFirst().id());
      session.eraseWithMemories();
      assertThat(fork.messages()).hasSize(1);
      assertThatThrownBy(session::messages).isInstanceOf(Fault.class);
    }
  }
}
