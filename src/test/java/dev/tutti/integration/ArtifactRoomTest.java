package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.KnownFault;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Room that the artifacts of one owner take. */
class ArtifactRoomTest {
  @Test
  @KnownFault("SECURITY-F2")
  void an_owner_has_room_of_his_own(@TempDir Path folder) throws Exception {
    try (var skills = ServedSkills.in(folder, "  artifacts: {owner_bytes: 10B}")) {
      skills.write(
          "saves",
          "skill.yaml",
          ServedSkills.PLAIN + "tools: [\"fn:save_file\"]",
          "prompt.md",
          "Hi.");
      skills.reload();
      assertThat(saved(skills, "123456")).isEqualTo(1);
      assertThat(saved(skills, "12345")).as("11 bytes together").isZero();
      assertThat(saved(skills, "1234")).as("10 bytes together").isEqualTo(1);
    }
  }

  /** How many files an execution has that writes one. */
  private static int saved(ServedSkills skills, String content) throws Exception {
    var arguments = "{\"name\":\"a.txt\",\"content\":\"%s\"}".formatted(content);
    skills.upstream().play(Chat.calls("save_file", arguments));
    skills.upstream().play(Chat.says("done"));
    var heard = skills.execute("saves", "{\"user_message\":\"Hi\"}");
    assertThat(heard.status()).as(heard.body()).isEqualTo(200);
    return Json.tree(heard.body()).path("artifacts").size();
  }
}
