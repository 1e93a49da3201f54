package dev.tutti.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.Configuration;
import dev.tutti.Tutti;
import dev.tutti.character.StoredCharacter;
import dev.tutti.character.card.CardFormat;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Fault;
import dev.tutti.session.SessionMessage;
import dev.tutti.testing.ModelScripts;
import dev.tutti.testing.TestingUpstream;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Characters of a program that Tutti runs in. */
class KeptCharactersTest {
  private static final String CARD =
      "{\"spec\":\"chara_card_v2\",\"spec_version\":\"2.0\",\"data\":{\"name\":\"Nara\",\"first_mes\":\"Hi"
          + " {{user}}\"}}";

  @TempDir Path folder;

  @Test
  void a_program_brings_in_makes_exports_and_talks_to_characters() throws Exception {
    var scripts = new ModelScripts();
    try (var upstream = TestingUpstream.start();
        var tutti =
            Tutti.open(
                Configuration.text("providers: {up: {base_url: \"%s\"}}".formatted(upstream.url()))
                    .with("model_lists", "0s", "test")
                    .with("characters.model", "up/small", "test")
                    .with("data", folder.resolve("data").toString(), "test"))) {
      upstream.playAlways(scripts);
      scripts.says("small", _ -> "{\"data\":{\"summary\":\"a pilot\"},\"sources\":[]}");
      var characters = tutti.characters();
      var made = characters.generate("Bo", "Bo is a pilot.", "");
      var nara = characters.importCard(CARD.getBytes(UTF_8));
      assertThat(characters.list("", 10))
          .extracting(StoredCharacter::name)
          .containsExactly("Nara", "Bo");
      assertThat(new String(characters.export(made.id(), CardFormat.V2), UTF_8))
          .contains("chara_card_v2", "a pilot");
      scripts.says("small", request -> ModelScripts.prompt(request) + "!");
      var talk = characters.chat(nara.id()).user("Kim").in("talk");
      assertThat(talk.greet(0)).isEqualTo("Hi Kim");
      assertThat(talk.say("one")).isEqualTo("one!");
      var pieces = new ArrayList<ChatEvent>();
      assertThat(talk.say("two", pieces::add)).isEqualTo("two!");
      assertThat(pieces).isNotEmpty();
      scripts.says("small", "other");
      assertThat(talk.again()).isEqualTo("other");
      assertThat(tutti.session("talk").messages())
          .extracting(SessionMessage::text)
          .containsExactly("Hi Kim", "one", "one!", "two", "two!", "other");
      characters.delete(nara.id());
      assertThatThrownBy(() -> talk.say("three")).isInstanceOf(Fault.class);
    }
  }
}
