package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.security.AllowedModels;
import dev.tutti.security.Grant;
import dev.tutti.security.Keys;
import dev.tutti.security.Role;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.ModelScripts;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may ask characters. */
class CharacterKeyTest {
  @RegisterExtension static final Rig rig = Rig.of(CooperationExamples.YAML);
  private static final String CARD =
      "{\"spec\":\"chara_card_v2\",\"spec_version\":\"2.0\",\"data\":{\"name\":\"Nara\",\"description\":\"x\"}}";

  private static TestingAdmin key(String owner, String... models) {
    try (var store = Store.attach(StoreSettings.in(rig.tutti().data()));
        var keys = Keys.open(store, Clock.systemUTC(), new SecureRandom())) {
      var grant = new Grant("k", owner, Role.USER, AllowedModels.of(List.of(models)));
      return new TestingAdmin(rig.tutti().url(), Store.await(keys.create(grant)).secret());
    }
  }

  @Test
  void a_key_needs_the_character_and_its_model_and_sees_its_owners_only() {
    rig.upstream().playAlways(new ModelScripts().says("qwen3-8b", "Hi"));
    var body =
        "{\"model\":\"character:Nara@qwen3_8b\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    try (var both = key("me", "character:*", "qwen3_8b");
        var character = key("me", "character:*");
        var played = key("me", "qwen3_8b");
        var other = key("you", "*");
        var nobody = new TestingAdmin(rig.tutti().url(), "")) {
      Patience.until(() -> nobody.get("/v1/characters").status() == 401, "keys are asked for");
      Patience.until(() -> other.get("/v1/characters").status() == 200, "the last one is known");
      assertThat(both.post("/v1/characters/import", CARD).status()).isEqualTo(200);
      var chat = "/v1/chat/completions";
      var statuses =
          List.of(both, character, played, other).stream()
              .map(each -> each.post(chat, body))
              .map(each -> each.status() + " " + each.text())
              .toList();
      assertThat(statuses.get(0)).startsWith("200");
      assertThat(statuses.get(1)).startsWith("403").contains("qwen3_8b, which plays");
      assertThat(statuses.get(2)).startsWith("403");
      assertThat(statuses.get(3)).startsWith("404");
      var talk = "{\"content\":\"Hi\",\"model\":\"qwen3_8b\"}";
      var path = "/v1/chat/Nara/messages";
      assertThat(both.post(path, talk).status()).isEqualTo(200);
      assertThat(both.post(path, "{\"content\":\"Hi\"}").status()).isEqualTo(200);
      assertThat(character.post(path, talk).status()).isEqualTo(403);
      assertThat(played.post(path, talk).status()).isEqualTo(403);
      assertThat(other.post(path, talk).status()).isEqualTo(404);
    }
  }
}
