package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import java.nio.file.Path;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where the time goes, by the Flight Recorder itself. */
class ProfileTest {
  @RegisterExtension static final Rig rig = Rig.of(Rig.PLAIN);

  @Test
  void a_profile_says_where_threads_were_and_holds_no_environment() throws Exception {
    try (var admin = new TestingAdmin(rig.tutti().url(), "")) {
      assertThat(admin.post("/admin/profile", "{\"seconds\":0}").status()).isEqualTo(400);
      var begun = admin.post("/admin/profile", "{\"seconds\":4}").json();
      assertThat(begun.path("running").asBoolean()).isTrue();
      assertThat(admin.post("/admin/profile", "{\"seconds\":4}").status()).isEqualTo(409);
      Patience.until(
          () -> !admin.get("/admin/profile").json().path("running").asBoolean(), "the profile");
      var result = admin.get("/admin/profile").json().path("result");
      assertThat(result.path("samples").asLong()).isNotNegative();
      assertThat(result.path("methods").size()).isLessThanOrEqualTo(50);
      var file = Path.of(result.path("file").asString());
      assertThat(RecordingFile.readAllEvents(file))
          .isNotEmpty()
          .extracting(event -> event.getEventType().getName())
          .doesNotContain("jdk.InitialEnvironmentVariable", "jdk.InitialSystemProperty");
    }
  }
}
