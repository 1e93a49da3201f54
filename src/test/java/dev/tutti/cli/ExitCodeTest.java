package dev.tutti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How commands end when something is wrong: with a message and a code, never a stack trace. */
class ExitCodeTest {
  @TempDir static Path folder;

  @BeforeAll
  static void prepare() throws IOException {
    Files.writeString(folder.resolve("good.yaml"), "data: " + folder.resolve("data") + "\n");
    Files.writeString(folder.resolve("bad.yaml"), "server: {port: x}\n");
    Files.writeString(folder.resolve("a-file"), "no folder");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "check {good} | 0 | ''",
        "check {bad} | 2 | server.port: \"x\"",
        "check {folder}/none.yaml | 2 | no such file",
        "serve --config {bad} | 2 | server.port: \"x\"",
        "serve --config {good} --port 99999 | 2 | --port",
        "keys list --config {good} | 0 | ''",
        "keys list --config {good} --data {folder}/a-file | 1 | a-file",
        "keys create --config {good} --models a*b | 2 | models: \"a*b\"",
        "keys create --config {good} --name  | 2 | --name",
        "keys create --config {good} --role king | 2 | --role",
        "keys create --config {good} --expires x | 2 | --expires",
        "keys create --config {good} --requests 1000001 | 2 | requests: 1000001 (expected: 1 to",
        "keys revoke --config {good} nobody | 1 | fits no key",
        "keys revoke --config {good} a | 1 | too short",
        "models --url nowhere | 2 | --url: \"nowhere\"",
        "models --url http://127.0.0.1:1 | 1 | start it: ./tutti serve",
        "chat --url http://127.0.0.1:1 hello | 1 | start it: ./tutti serve",
        "coop vote {folder}/none.json | 2 | none.json: no such file",
        "coop vote {folder} | 2 | a folder (expected: a file)",
        "coop vote {bad} | 2 | bad.yaml: not JSON",
        "coop learn --config {good} {folder}/none.jsonl | 2 | none.jsonl: no such file",
        "coop run pipeline --steps {folder}/none.json q | 2 | none.json: no such file",
        "coop run pipeline --steps {bad} q | 2 | bad.yaml: not JSON",
        "bench --requests 0 | 2 | --requests",
        "simulate --latency x | 2 | --latency: \"x\"",
        "simulate --error-rate 7 | 2 | error_rate: 7.0 (expected: 0 to 1)",
        "dance | 2 | dance",
        "--version | 0 | ''",
        "serve --help | 0 | ''",
        "keys create -h | 0 | ''",
        "skill list --help | 0 | ''",
      })
  void a_command_ends_with(String command, int code, String says) {
    var ended = run(command);
    assertThat(ended.code()).as(ended.err()).isEqualTo(code);
    assertThat(ended.err()).contains(says).doesNotContain("\tat ", "Exception");
  }

  @Test
  void a_folder_in_use_is_named() {
    try (var _ = Store.open(StoreSettings.in(folder.resolve("data")))) {
      var ended = run("serve --config {good} --port 0");
      assertThat(ended.code()).isEqualTo(1);
      assertThat(ended.err()).contains("tutti: ", "data").doesNotContain("\tat ");
    }
  }

  @Test
  void what_is_revoked_is_told_in_json() {
    var made = Json.tree(run("keys create --config {good} --json").out());
    var ended = run("keys revoke --config {good} --json " + made.path("id").asString());
    assertThat(Json.tree(ended.out()).path("revoked_at").asString()).isNotEmpty();
  }

  @Test
  void a_shell_learns_to_complete_the_commands() {
    assertThat(run("completion").out())
        .contains("_complete_tutti", "simulate", "--tokens-per-second");
  }

  private static TestingCli run(String command) {
    var complete =
        command
            .replace("{good}", folder.resolve("good.yaml").toString())
            .replace("{bad}", folder.resolve("bad.yaml").toString())
            .replace("{folder}", folder.toString());
    return TestingCli.run(Arrays.stream(complete.split(" ", -1)).toArray(String[]::new));
  }
}
