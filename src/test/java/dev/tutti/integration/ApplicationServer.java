package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.ModelScripts;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import java.io.IOException;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/** Server whose only provider, {@code up}, is scripted, and a caller without a key. */
record ApplicationServer(TestingUpstream upstream, TestingTutti tutti, TestingAdmin caller)
    implements AutoCloseable {

  static ApplicationServer start(Path folder, ModelScripts models) throws IOException {
    var upstream = TestingUpstream.start();
    upstream.playAlways(models);
    var tutti = TestingTutti.start(folder, yaml(upstream));
    return new ApplicationServer(upstream, tutti, new TestingAdmin(tutti.url(), ""));
  }

  private static String yaml(TestingUpstream upstream) {
    return "providers: {up: {base_url: \"%s\", api_key: sk}}".formatted(upstream.url());
  }

  /** Its configuration. */
  String yaml() {
    return yaml(upstream);
  }

  /** Answer of a request that succeeds. */
  JsonNode answer(String path, String body) {
    var answer = caller.post(path, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  @Override
  public void close() throws IOException {
    caller.close();
    tutti.close();
    upstream.close();
  }
}
