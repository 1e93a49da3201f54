package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.security.AllowedModels;
import dev.tutti.security.Grant;
import dev.tutti.security.Keys;
import dev.tutti.security.Role;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who sees groups as models. */
class GroupKeyTest {
  @RegisterExtension static final Rig rig = Rig.of(GroupExamples.YAML);

  private static TestingAdmin key(String owner, String... models) {
    try (var store = Store.attach(StoreSettings.in(rig.tutti().data()));
        var keys = Keys.open(store, Clock.systemUTC(), new SecureRandom())) {
      var grant = new Grant("k", owner, Role.USER, AllowedModels.of(List.of(models)));
      return new TestingAdmin(rig.tutti().url(), Store.await(keys.create(grant)).secret());
    }
  }

  private static int counted(TestingAdmin caller, String model) {
    var body =
        "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}".formatted(model);
    return caller.post("/v1/messages/count_tokens", body).status();
  }

  @Test
  void a_group_is_there_for_its_owner_who_may_use_a_model_that_plays_in_it() {
    try (var all = key("me", "*");
        var group = key("me", "group:*");
        var plays = key("me", "group:*", "qwen3_8b");
        var other = key("you", "*");
        var nobody = new TestingAdmin(rig.tutti().url(), "none")) {
      Patience.until(() -> nobody.get("/v1/characters").status() == 401, "the first one is known");
      Patience.until(() -> other.get("/v1/characters").status() == 200, "the last one is known");
      var members = List.of(GroupExamples.character(all, "Nara"));
      GroupExamples.group(all, members, "\"model\":\"qwen3_8b\"");
      assertThat(counted(all, "group:crew")).isEqualTo(200);
      assertThat(counted(plays, "group:crew")).isEqualTo(200);
      assertThat(counted(plays, "group:crew@qwen3_32b")).isEqualTo(404);
      assertThat(counted(group, "group:crew")).isEqualTo(404);
      assertThat(counted(other, "group:crew")).isEqualTo(404);
      var panel =
          "{\"query\":\"Hi\",\"models\":[\"group:crew\",\"qwen3_8b\"],\"integration_strategy\":\"voting\"}";
      var refused = other.post("/v1/cooperation/parallel", panel);
      assertThat(refused.status()).as(refused.text()).isEqualTo(400);
      assertThat(refused.text()).contains("group:crew");
    }
  }
}
