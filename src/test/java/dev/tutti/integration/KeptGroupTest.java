package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.Configuration;
import dev.tutti.Tutti;
import dev.tutti.character.group.chat.ChatGroup;
import dev.tutti.character.group.chat.GroupLine;
import dev.tutti.character.group.chat.GroupListener;
import dev.tutti.character.group.chat.SpeakerReply;
import dev.tutti.character.group.chat.SpeakerTurn;
import dev.tutti.chat.Fault;
import dev.tutti.testing.ModelScripts;
import dev.tutti.testing.TestingUpstream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptGroupTest {
  @TempDir Path folder;

  private Tutti open(TestingUpstream upstream) {
    return Tutti.open(
        Configuration.text("providers: {up: {base_url: \"%s\"}}".formatted(upstream.url()))
            .with("model_lists", "0s", "test")
            .with("data", folder.resolve("data").toString(), "test"));
  }

  private static String character(Tutti tutti, String name) {
    var card =
        "{\"spec\":\"chara_card_v2\",\"spec_version\":\"2.0\",\"data\":{\"name\":\"%s\",\"description\":\"x\"}}"
            .formatted(name);
    return tutti.characters().importCard(card.getBytes(StandardCharsets.UTF_8)).id();
  }

  @Test
  void a_group_of_the_program_talks() throws Exception {
    try (var upstream = TestingUpstream.start();
        var tutti = open(upstream)) {
      upstream.playAlways(
          new ModelScripts()
              .says("small", request -> "I am " + GroupExamples.speaker(request) + "."));
      var members = List.of(character(tutti, "Nara"), character(tutti, "Bo"));
      var crew =
          tutti
              .groups()
              .begin("crew", members, Map.of("policy", "list", "model", "up/small", "user", "Kim"));
      var heard = new StringBuilder();
      var said =
          crew.say(
              "Hello",
              new GroupListener() {
                @Override
                public void says(SpeakerTurn turn, String text) {
                  heard.append(turn.name()).append('|').append(text).append('\n');
                }
              });
      assertThat(said.replies())
          .extracting(SpeakerReply::text)
          .containsExactly("I am Nara.", "I am Bo.");
      assertThat(heard.toString()).isEqualTo("Nara|I am Nara.\nBo|I am Bo.\n");
      assertThat(crew.speaking("Bo").goOn().replies())
          .extracting(SpeakerReply::name)
          .containsExactly("Bo");
      crew.again(said.replies().getFirst().id());
      crew.choose(said.replies().getFirst().id());
      crew.to("Nara").say("A secret");
      assertThat(crew.messages())
          .extracting(GroupLine::name)
          .containsExactly("Kim", "Nara", "Bo", "Bo", "Nara", "Kim", "Nara");
      assertThat(tutti.groups().list("", 10)).extracting(ChatGroup::id).contains(crew.id());
      crew.erase();
      assertThatThrownBy(crew::about).isInstanceOf(Fault.class);
      assertThatThrownBy(() -> tutti.groups().group(crew.id())).isInstanceOf(Fault.class);
    }
  }

  @Test
  void nothing_is_cancelled_where_no_turn_runs() throws Exception {
    try (var upstream = TestingUpstream.start();
        var tutti = open(upstream)) {
      var members = List.of(character(tutti, "Nara"));
      assertThat(tutti.groups().begin("alone", members, Map.of()).cancel()).isFalse();
    }
  }
}
