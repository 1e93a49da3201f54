package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Patience;
import dev.tutti.testing.ReceivedRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Room that the artifacts of one owner take, and how long they are there. */
class ArtifactRoomTest {
  @Test
  @KnownFault("SECURITY-F2")
  void an_owner_has_room_of_his_own(@TempDir Path folder) throws Exception {
    try (var skills = saving(folder, "  artifacts: {owner_bytes: 10B}")) {
      assertThat(saved(skills, "123456")).isEqualTo(1);
      assertThat(saved(skills, "12345")).as("11 bytes together").isZero();
      assertThat(saved(skills, "1234")).as("10 bytes together").isEqualTo(1);
    }
  }

  @Test
  void nobody_finds_a_file_that_was_written_in_an_erased_session(@TempDir Path folder)
      throws Exception {
    try (var skills = saving(folder, "")) {
      var heard = execute(skills, "123456", "{\"user_message\":\"Hi\",\"session_id\":\"s\"}");
      var call = heard.header("x-tutti-request-id");
      var files = "/v1/artifacts?execution=" + call;
      assertThat(skills.admin("GET", files, "").path("data")).hasSize(1);
      var recorded = "/admin/calls/" + call;
      Patience.until(
          () -> skills.admin("GET", recorded, "").path("error").isMissingNode(), recorded);
      skills.admin("DELETE", "/v1/sessions/s", "");
      assertThat(skills.admin("GET", files, "").path("data")).isEmpty();
    }
  }

  private static ServedSkills saving(Path folder, String settings) throws Exception {
    var skills = ServedSkills.in(folder, settings);
    skills.write(
        "saves",
        "skill.yaml",
        ServedSkills.PLAIN + "tools: [\"fn:save_file\"]",
        "prompt.md",
        "Hi.");
    skills.reload();
    return skills;
  }

  /** How many files an execution has that writes one. */
  private static int saved(ServedSkills skills, String content) throws Exception {
    var heard = execute(skills, content, "{\"user_message\":\"Hi\"}");
    return Json.tree(heard.body()).path("artifacts").size();
  }

  private static ReceivedRequest execute(ServedSkills skills, String content, String body)
      throws Exception {
    var arguments = "{\"name\":\"a.txt\",\"content\":\"%s\"}".formatted(content);
    skills.upstream().play(Chat.calls("save_file", arguments));
    skills.upstream().play(Chat.says("done"));
    var heard = skills.execute("saves", body);
    assertThat(heard.status()).as(heard.body()).isEqualTo(200);
    return heard;
  }
}
