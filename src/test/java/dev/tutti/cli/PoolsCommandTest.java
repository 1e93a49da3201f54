package dev.tutti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Rig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PoolsCommandTest {
  @RegisterExtension static final Rig rig = Rig.of(Rig.PLAIN);

  @Test
  void connections_are_listed_for_people_and_for_programs() throws Exception {
    rig.upstream().play(Chat.answers("Hi"));
    try (var client = rig.ask(Chat.question("up/m"))) {
      assertThat(client.answer().status()).isEqualTo(200);
    }
    rig.tutti().awaitQuiet(rig.upstream());

    assertThat(run().out()).containsPattern("http://127.0.0.1:\\d+ +0 +1 +0");
    assertThat(Json.tree(run("--json").out()).at("/data/0/in_use").asInt(-1)).isZero();
  }

  @Test
  void a_server_that_is_not_there_is_said_with_the_way_out() {
    var nobody = TestingCli.run(new PoolsCommand(), "--url", "http://127.0.0.1:9");
    assertThat(nobody.code()).isEqualTo(1);
    assertThat(nobody.err()).contains("./tutti serve");
  }

  private static TestingCli run(String... args) {
    var all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--url", rig.tutti().url()));
    return TestingCli.run(new PoolsCommand(), all.toArray(String[]::new));
  }
}
