package dev.tutti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.ModelScripts;
import dev.tutti.testing.Rig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

class CharacterCommandTest {
  private static final String CARD =
      "{\"spec\":\"chara_card_v2\",\"spec_version\":\"2.0\",\"data\":{\"name\":\"Nara\",\"first_mes\":\"Hi"
          + " {{user}}\",\"tags\":\"a\"}}";

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          model_lists: 0s
          providers: {up: {base_url: "{upstream}", api_key: none}}
          models: {fast: {deployments: [{provider: up, model: small}]}}
          characters: {model: fast}
          """);

  @TempDir private static Path folder;

  private final ModelScripts scripts = new ModelScripts();

  @BeforeEach
  void play() {
    rig.upstream().playAlways(scripts);
  }

  private static TestingCli cli(String... args) {
    var all = new String[args.length + 3];
    all[0] = "character";
    System.arraycopy(args, 0, all, 1, args.length);
    all[args.length + 1] = "--url";
    all[args.length + 2] = rig.tutti().url();
    return TestingCli.run(all);
  }

  private static String run(String... args) {
    var done = cli(args);
    assertThat(done.code()).as(done.err()).isZero();
    return done.out();
  }

  @Test
  void a_card_comes_in_is_shown_exported_replaced_and_deleted() throws IOException {
    var file = folder.resolve("card.json");
    Files.writeString(file, CARD);
    assertThat(run("import", file.toString())).contains("Nara", "string_instead_of_list");
    assertThat(run("list")).contains("Nara");
    assertThat(run("export", "Nara").strip()).isEqualTo(CARD);
    var picture = folder.resolve("card.png");
    assertThat(run("export", "Nara", "--format", "png", "-o", picture.toString()))
        .contains("bytes");
    assertThat(run("import", picture.toString(), "--replace", "Nara", "--json"))
        .contains("\"version\":\"v3\"");
    assertThat(run("show", "Nara")).contains("first_mes: Hi {{user}}");
    assertThat(cli("export", "Nara", "--format", "charx").err()).contains("expected: a file");
    assertThat(run("delete", "Nara")).contains("is deleted");
    var missing = cli("show", "Nara");
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.err()).contains("\"Nara\" is not there");
  }

  @Test
  void a_character_is_made_with_a_line_for_each_category_and_one_of_them_anew() {
    scripts.says(
        "small",
        request ->
            request.at("/response_format/json_schema/name").asString("").equals("values")
                ? "no"
                : "{\"data\":{\"summary\":\"pilot\"},\"sources\":[{\"quote\":\"Bo\"}]}");
    var made = cli("generate", "Bo", "--text", "Bo is a pilot.");
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.out()).contains("Bo, partial", "background     ok", "values         failed");
    assertThat(made.err()).contains("  background");
    scripts.says("small", "{\"data\":{\"summary\":\"brave\"},\"sources\":[]}");
    assertThat(run("regenerate", "Bo", "values")).contains("values         ok");
    assertThat(Json.tree(run("show", "Bo", "--json")).at("/profile/values/data/summary").asString())
        .isEqualTo("brave");
  }

  @ResourceLock("System.in")
  @Test
  void a_character_is_talked_to_once_or_line_by_line() throws IOException {
    var file = folder.resolve("talk.json");
    Files.writeString(file, CARD.replace("Nara", "Cy"));
    run("import", file.toString());
    scripts.says("small", request -> ModelScripts.prompt(request) + "!");
    var once = cli("chat", "Cy", "How", "far?", "--user", "Kim");
    assertThat(once.out().strip()).isEqualTo("How far?!");
    assertThat(once.err()).startsWith("Session sess_");
    var in = System.in;
    try {
      System.setIn(
          new ByteArrayInputStream("one\n/again\n\n/exit\n".getBytes(StandardCharsets.UTF_8)));
      var talk = cli("chat", "Cy", "--user", "Kim");
      assertThat(talk.out().lines()).containsExactly("Hi Kim", "one!", "one!");
      assertThat(talk.err()).contains("/again");
    } finally {
      System.setIn(in);
    }
    scripts.says("small", "\u001b]0;mine\u0007Far");
    assertThat(run("chat", "Cy", "Hi").strip()).isEqualTo("[U+001B]]0;mine[U+0007]Far");
    scripts.says("small", request -> ModelScripts.prompt(request) + "!");
    var json = run("chat", "Cy", "--greeting", "0", "Hi", "--json");
    assertThat(Json.tree(json).path("reply").asString()).isEqualTo("Hi!");
  }
}
